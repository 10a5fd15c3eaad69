import { describe, expect, it } from 'vitest';
import type { Paging } from './answerRules.ts';
import type { Operation } from './connector.ts';
import { converse, type Reply } from './converse.ts';
import type { HttpRequest, RequestTemplate } from './request.ts';
import { isOnePage } from './onePage.ts';
import { attempt } from './testing.ts';

const BASE = 'https://api.acme.example';
const parameter = (name: string) =>
  ({
    input: name,
    name,
    in: 'query',
    style: 'form',
    explode: true,
  }) as const satisfies RequestTemplate['parameters'][0];

const operation: Operation = {
  title: 'List orders',
  kind: 'call',
  effect: 'read',
  repeat: 'natural',
  input: { type: 'object' },
  output: { type: 'object' },
  request: {
    method: 'GET',
    path: '/orders',
    parameters: ['status', 'after', 'page', 'offset', 'limit'].map(parameter),
  },
};

type Answer = { status?: number; headers?: Record<string, string>; body: unknown };
type Api = (request: HttpRequest, number: number) => Answer;

/** Carries out a call against an API in memory. */
function carryOut(call: Partial<Operation>, { input = {}, api, others = {}, page }: CallOptions) {
  const urls: string[] = [];
  const waits: number[] = [];
  const result = attempt(() => {
    const called = { ...operation, ...call };
    const conversation = converse({
      operation: called,
      input,
      baseUrl: BASE,
      idempotencyKey: 'k',
      others: (name) => others[name],
      ...(page && { page }),
    });
    let turn = conversation.next();
    while (!turn.done) {
      let reply: Reply;
      if (turn.value.do === 'wait') waits.push(turn.value.ms);
      else {
        const { url } = turn.value.request;
        urls.push(url.replace(BASE, ''));
        const { status = 200, headers = {}, body } = api(turn.value.request, urls.length - 1);
        const text = new TextEncoder().encode(JSON.stringify(body));
        reply = { status, headers: { 'content-type': 'application/json', ...headers }, body: text };
      }
      turn = conversation.next(reply);
    }
    return turn.value;
  });
  return { ...result, urls, waits };
}

type CallOptions = { input?: unknown; api: Api; others?: Record<string, Operation>; page?: { after: unknown } };

/** Reads a list one page at a time, as a loop does: each page by a call of its own, and by what the page before said. */
function pageByPage(call: Partial<Operation>, { api, most = 50 }: Pick<CallOptions, 'api'> & { most?: number }) {
  const urls: string[] = [];
  const items: unknown[] = [];
  let after: unknown;
  for (let number = 0; number < most; number += 1) {
    const read = carryOut(call, {
      api: (request) => api(request, number),
      input: { pages: { take: 'all' } },
      page: { after },
    });
    urls.push(...read.urls);
    if (!isOnePage(read.value)) return { urls, items, failure: read.failure };
    const { output, more } = read.value;
    items.push(...output.items);
    if (output.hasMore !== (more !== undefined)) throw new Error('It does not know whether there is more.');
    if (more === undefined) break;
    after = JSON.parse(JSON.stringify(more));
  }
  return { urls, items, failure: undefined };
}

const numbers = (from: number, to: number) =>
  Array.from({ length: Math.max(to - from, 0) }, (_, at) => ({ id: from + at }));
const query = (request: HttpRequest, name: string) => new URL(request.url).searchParams.get(name);
const size = { in: 'query', name: 'limit', most: 2 } as const;
const to = (name: string) => ({ in: 'query', name }) as const;

/** Five orders, as each style gives them. */
const styles: [Paging['style'], Paging, Api, string[]][] = [
  [
    'cursor',
    { style: 'cursor', items: 'data', size, next: 'meta.next', to: to('after') },
    (request) => {
      const from = Number(query(request, 'after') ?? 0);
      return {
        body: { data: numbers(from, Math.min(from + 2, 5)), meta: { next: from + 2 < 5 ? String(from + 2) : '' } },
      };
    },
    ['/orders?limit=2', '/orders?after=2&limit=2', '/orders?after=4&limit=2'],
  ],
  [
    'offset',
    { style: 'offset', items: 'data', size, to: to('offset') },
    (request) => {
      const from = Number(query(request, 'offset') ?? 0);
      return { body: { data: numbers(from, Math.min(from + 2, 5)) } };
    },
    ['/orders?offset=0&limit=2', '/orders?offset=2&limit=2', '/orders?offset=4&limit=2'],
  ],
  [
    'page',
    { style: 'page', items: '', to: to('page') },
    (request) => {
      const from = (Number(query(request, 'page') ?? 1) - 1) * 2;
      return { body: numbers(from, Math.min(from + 2, 5)) };
    },
    ['/orders?page=1', '/orders?page=2', '/orders?page=3', '/orders?page=4'],
  ],
  [
    'link',
    { style: 'link', items: '' },
    (request) => {
      const from = Number(query(request, 'from') ?? 0);
      const link = from + 2 < 5 ? `</a>; rel="prev", <${BASE}/orders?from=${from + 2}>; rel="next"` : '';
      return { headers: { link }, body: numbers(from, Math.min(from + 2, 5)) };
    },
    ['/orders', '/orders?from=2', '/orders?from=4'],
  ],
  [
    'nextUrl',
    { style: 'nextUrl', items: 'data', next: 'next' },
    (request) => {
      const from = Number(query(request, 'from') ?? 0);
      return {
        body: { data: numbers(from, Math.min(from + 2, 5)), next: from + 2 < 5 ? `/orders?from=${from + 2}` : null },
      };
    },
    ['/orders', '/orders?from=2', '/orders?from=4'],
  ],
  [
    'lastItem',
    { style: 'lastItem', items: 'data', size, item: 'id', to: to('after'), more: 'more' },
    (request) => {
      const from = Number(query(request, 'after') ?? -1) + 1;
      return { body: { data: numbers(from, Math.min(from + 2, 5)), more: from + 2 < 5 } };
    },
    ['/orders?limit=2', '/orders?after=1&limit=2', '/orders?after=3&limit=2'],
  ],
];

describe.each(styles)('a list that goes on by %s', (...[, paging, api, urls]) => {
  it('is read to its end', () => {
    const called = carryOut({ paging }, { api, input: { pages: { take: 'all' } } });
    expect(called.value).toEqual({ items: numbers(0, 5), count: 5, hasMore: false });
    expect(called.urls).toEqual(urls);
  });

  it('is read the same one page at a time', () => {
    expect(pageByPage({ paging }, { api })).toEqual({ urls, items: numbers(0, 5), failure: undefined });
  });

  it('is read no further than wanted', () => {
    const { value, urls } = carryOut({ paging }, { api, input: { pages: { count: 3 } } });
    expect(value).toEqual({ items: numbers(0, 3), count: 3, hasMore: true });
    expect(urls).toHaveLength(2);
  });

  it('gives one page to a look for something new', () => {
    const { value, urls } = carryOut({ paging }, { api, input: { 'pages:one': true } });
    expect(value).toEqual({ items: numbers(0, 2), count: 2, hasMore: true });
    expect(urls).toHaveLength(1);
  });
});

describe('a list', () => {
  const cursor: Paging = { style: 'cursor', items: 'data', next: 'next', to: to('after') };
  const all = { pages: { take: 'all' } };

  it('asks for no larger page than it wants, and keeps what else is asked', () => {
    const paging: Paging = { ...cursor, size: { in: 'query', name: 'limit', most: 100 } };
    const input = { status: 'open', pages: { take: 'first', count: 7 } };
    const { urls } = carryOut({ paging }, { input, api: () => ({ body: { data: [] } }) });
    expect(urls).toEqual(['/orders?status=open&limit=7']);
  });

  it('puts its place into the body where it belongs there', () => {
    const paging: Paging = { style: 'cursor', items: 'data', next: 'next', to: { in: 'body', name: 'page.after' } };
    const request: RequestTemplate = {
      method: 'POST',
      path: '/search',
      parameters: [],
      body: { contentType: 'application/json', encoding: 'json', input: 'body', fields: ['text', 'page'] },
    };
    const bodies: unknown[] = [];
    carryOut(
      { paging, request },
      {
        input: { text: 'lamp', ...all },
        api: ({ body }, number) => {
          bodies.push(JSON.parse(String(body)));
          return { body: { data: numbers(number, number + 1), next: number === 0 ? 'b' : null } };
        },
      },
    );
    expect(bodies).toEqual([{ text: 'lamp' }, { text: 'lamp', page: { after: 'b' } }]);
  });

  it('is empty where the API leaves it out', () => {
    expect(carryOut({ paging: cursor }, { api: () => ({ body: {} }) }).value).toMatchObject({
      items: [],
      hasMore: false,
    });
  });

  it.each<[string, Api, Paging, string]>([
    ['a cursor comes back', () => ({ body: { data: [{ id: 1 }], next: 'same' } }), cursor, 'pages_go_round'],
    [
      'cursors take turns',
      (_request, number) => ({ body: { data: numbers(number, number + 1), next: number % 2 === 0 ? 'a' : 'b' } }),
      cursor,
      'pages_go_round',
    ],
    [
      'the API does not heed the number of the page',
      () => ({ body: { data: numbers(0, 2) } }),
      { style: 'page', items: 'data', to: to('page') },
      'pages_go_round',
    ],
    [
      'it has more than 100,000 items',
      (_request, number) => ({ body: { data: numbers(number * 30_000, (number + 1) * 30_000), next: `${number}` } }),
      cursor,
      'list_too_long',
    ],
    ['it is no list', () => ({ body: { data: { id: 1 } } }), cursor, 'answer_not_list'],
    [
      'it goes on at another host',
      () => ({ body: { data: [{ id: 1 }], next: 'https://evil.example/orders' } }),
      { style: 'nextUrl', items: 'data', next: 'next' },
      'next_page_elsewhere',
    ],
  ])('ends with a clear error where %s', (...[, api, paging, code]) => {
    const { failure } = carryOut({ paging }, { api, input: all });
    expect(failure).toMatchObject({ code, message: expect.stringMatching(/\.$/), retry: 'never' });
  });

  it('fails as its API does, in the middle of it too', () => {
    const api: Api = (_request, number) =>
      number === 0
        ? { body: { data: [{ id: 1 }], next: 'b' } }
        : { status: 429, headers: { 'retry-after': '7' }, body: { message: 'Slow down.' } };
    const { failure } = carryOut({ paging: cursor }, { api, input: all });
    expect(failure).toMatchObject({ code: 'too_many_requests', retry: 'later', retryAfterMs: 7_000 });
  });
});

describe('an answer that means something else than its status', () => {
  const answerRules = {
    refusedWhen: { at: 'ok', is: [false] },
    code: 'error',
    advice: {
      no_channel: { sentence: 'Choose the channel again.' },
      bad_token: { sentence: 'Reconnect it.', retry: 'after-reconnect' as const },
    },
  };

  it.each([
    [{ ok: false, error: 'no_channel' }, 'no_channel', 'never', 'Choose the channel again.'],
    [{ ok: false, error: 'bad_token' }, 'bad_token', 'after-reconnect', 'Reconnect it.'],
    [{ ok: false, error: 'else' }, 'else', 'never', 'It said: "else".'],
  ])('is a refusal with advice: %j', (...[body, code, retry, said]) => {
    const { failure } = carryOut({ answerRules }, { api: () => ({ body }) });
    expect(failure).toMatchObject({ code, retry, message: expect.stringContaining(said) });
  });

  it('is the output otherwise, of which the wanted part is given', () => {
    const body = { ok: true, channel: { id: 'C1', topic: { value: 'Lamps' } } };
    const part = { at: 'channel', pick: { id: 'id', topic: 'topic.value', gone: 'nothing' } };
    expect(carryOut({ answerRules, outputPart: part }, { api: () => ({ body }) }).value).toEqual({
      id: 'C1',
      topic: 'Lamps',
    });
  });

  it('is a limit where nothing is left of it, whatever its status', () => {
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1772323260',
      date: 'Sun, 01 Mar 2026 00:00:00 GMT',
    };
    const { failure } = carryOut({}, { api: () => ({ status: 403, headers, body: {} }) });
    expect(failure).toMatchObject({ code: 'too_many_requests', retry: 'later', retryAfterMs: 60_000 });
  });
});

describe('a call that is asked until it is done', () => {
  const state: Operation = {
    ...operation,
    request: {
      method: 'GET',
      path: '/jobs/{id}',
      parameters: [{ input: 'id', name: 'id', in: 'path', style: 'simple', explode: false }],
    },
  };
  const start: Partial<Operation> = {
    repeat: 'unsafe',
    request: { method: 'POST', path: '/jobs', parameters: [] },
    longRunning: {
      operation: 'state',
      input: { id: { from: 'job' } },
      state: 'status',
      done: ['ready'],
      failed: ['dead'],
    },
    outputPart: { at: 'result' },
  };
  const running = (...answers: Answer[]): CallOptions => ({
    others: { state },
    api: (_request, number) =>
      number === 0 ? { status: 202, body: { job: 'j1' } } : (answers[number - 1] ?? { body: {} }),
  });

  it('gives what it gives at its end', () => {
    const { value, urls, waits } = carryOut(
      start,
      running({ body: { status: 'busy' } }, { body: { status: 'ready', result: { url: 'x' } } }),
    );
    expect(value).toEqual({ url: 'x' });
    expect(urls).toEqual(['/jobs', '/jobs/j1', '/jobs/j1']);
    expect(waits).toEqual([2_000, 2_000]);
  });

  it('bears with an API that is down for a moment, and longer each time', () => {
    const down = { status: 503, body: '' };
    const { value, waits } = carryOut(start, running(down, down, { body: { status: 'ready', result: 1 } }));
    expect(value).toBe(1);
    expect(waits).toEqual([2_000, 4_000, 8_000]);
  });

  it('says that the work may have been done where it never hears of the end', () => {
    const gone = { status: 404, body: '' };
    expect(carryOut(start, running(gone)).failure).toMatchObject({ code: 'not_found', mayHaveHappened: true });
  });

  it('fails for good where the API says so', () => {
    const { failure } = carryOut(start, running({ body: { status: 'dead' } }));
    expect(failure).toMatchObject({ code: 'failed_there', retry: 'never' });
    expect(failure?.mayHaveHappened).toBeUndefined();
  });
});

it('asks another operation first where it needs to know something', () => {
  const columns: Operation = {
    ...operation,
    request: { method: 'GET', path: '/columns', parameters: [parameter('of')] },
  };
  const { value, urls } = carryOut(
    {
      before: { operation: 'columns', input: { of: { from: 'table' } } },
      toRequest: (_input, before) => ({ method: 'POST', url: '/rows', headers: {}, body: JSON.stringify(before) }),
      fromAnswer: (answer, _input, before) => ({ answer, before }),
    },
    { input: { table: 't1' }, others: { columns }, api: (_request, number) => ({ body: number }) },
  );
  expect(urls).toEqual(['/columns?of=t1', '/rows']);
  expect(value).toEqual({ answer: 1, before: 0 });
});

describe('a list that is read one page at a time', () => {
  const cursor: Paging = { style: 'cursor', items: 'data', next: 'next', to: to('after') };

  it('makes each item as the operation says', () => {
    const fromAnswer = (item: unknown, input: unknown) => ({ item, asked: Object.keys(input as object) });
    const read = pageByPage({ paging: cursor, fromAnswer }, { api: () => ({ body: { data: [1], next: null } }) });
    expect(read.items).toEqual([{ item: 1, asked: ['pages'] }]);
  });

  it('has no end that its length would give it', () => {
    const api: Api = (_request, number) => ({
      body: { data: numbers(number * 60_000, (number + 1) * 60_000), next: `${number}` },
    });
    const { items, failure } = pageByPage({ paging: cursor }, { api, most: 3 });
    expect(failure).toBeUndefined();
    expect(items).toHaveLength(180_000);
  });

  it.each<[string, Paging, Api, number]>([
    ['a cursor comes back', cursor, () => ({ body: { data: [{ id: 1 }], next: 'same' } }), 2],
    [
      'cursors take turns',
      cursor,
      (_request, number) => ({ body: { data: numbers(number, number + 1), next: 'abc'[number % 3] } }),
      9,
    ],
    [
      'the API does not heed the number of the page',
      { style: 'page', items: 'data', to: to('page') },
      () => ({ body: { data: numbers(0, 2) } }),
      2,
    ],
  ])('ends with an error soon after %s', (...[, paging, api, most]) => {
    const { urls, failure } = pageByPage({ paging }, { api });
    expect(failure).toMatchObject({ code: 'pages_go_round', retry: 'never' });
    expect(urls.length).toBeLessThanOrEqual(most);
  });

  it('is refused a page that stands elsewhere', () => {
    const api: Api = () => ({ body: { data: [1], next: 'https://evil.example/2' } });
    const { failure } = pageByPage({ paging: { style: 'nextUrl', items: 'data', next: 'next' } }, { api });
    expect(failure).toMatchObject({ code: 'next_page_elsewhere' });
  });
});
