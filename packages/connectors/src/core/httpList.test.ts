import { type Call, converse, type HttpRequest, type Reply } from '@patchbay/connector';
import { attempt } from '@patchbay/connector/testing';
import { describe, expect, it } from 'vitest';
import { coreConnector } from './index.ts';

const { httpList } = coreConnector.operations;
const URL_OF_LIST = 'https://api.example.com/customers?active=1';

type Answer = { body: unknown; headers?: Record<string, string> };

/** Reads a list of an API in memory; gives the output and the addresses it was asked at. */
function read(input: Record<string, unknown>, api: (request: HttpRequest, number: number) => Answer) {
  const urls: string[] = [];
  const call: Call = {
    operation: httpList,
    input: { url: URL_OF_LIST, pages: { take: 'all' }, ...input },
    idempotencyKey: 'run-1/list',
    others: () => undefined,
  };
  const given = attempt(() => {
    const conversation = converse(call);
    let reply: Reply;
    for (;;) {
      const { value, done } = conversation.next(reply);
      if (done) return value;
      if (value.do !== 'send') throw new Error('It waits for nothing.');
      const { body, headers = {} } = api(value.request, urls.push(value.request.url) - 1);
      const json = { 'content-type': 'application/json', ...headers };
      reply = { status: 200, headers: json, body: new TextEncoder().encode(JSON.stringify(body)) };
    }
  });
  return { given, urls };
}

const item = (id: number) => ({ id });

describe('a list of any address', () => {
  it('is read at once where one answer has all of it', () => {
    const { given, urls } = read({ items: 'data.customers' }, () => ({ body: { data: { customers: [item(1)] } } }));
    expect(given).toEqual({ value: { items: [item(1)], count: 1, hasMore: false } });
    expect(urls).toEqual([URL_OF_LIST]);
  });

  it('goes on by the number of the page, with what the address says already', () => {
    const pages = [[item(1), item(2)], [item(3)], []];
    const { given, urls } = read({ goesOn: 'page' }, (_request, number) => ({ body: pages[number] }));
    expect(given).toMatchObject({ value: { count: 3, hasMore: false } });
    expect(urls).toEqual(['1', '2', '3'].map((page) => `${URL_OF_LIST}&page=${page}`));
  });

  it('goes on by how many were read, under the name the API has for it', () => {
    const pages = [[item(1), item(2)], [item(3)], []];
    const asked = { goesOn: 'offset', parameter: 'skip', items: 'value' };
    const { urls } = read(asked, (_request, number) => ({ body: { value: pages[number] } }));
    expect(urls).toEqual(['0', '2', '3'].map((skip) => `${URL_OF_LIST}&skip=${skip}`));
  });

  it('goes on by a mark in the answer, until there is none', () => {
    const asked = { goesOn: 'cursor', items: 'rows', next: 'meta.next', parameter: 'after' };
    const { given, urls } = read(asked, (_request, number) => ({
      body: { rows: [item(number)], meta: { next: number < 2 ? `mark ${number}` : null } },
    }));
    expect(given).toMatchObject({ value: { count: 3 } });
    expect(urls.map((url) => new URL(url).searchParams.get('after'))).toEqual([null, 'mark 0', 'mark 1']);
  });

  it('goes on by a Link header, at its own address only', () => {
    const link = (next: string) => ({ link: `<${next}>; rel="next"` });
    const next = 'https://api.example.com/customers?page=2';
    const { given, urls } = read({ goesOn: 'link' }, (_request, number) => ({
      body: [item(number)],
      ...(number === 0 && { headers: link(next) }),
    }));
    expect(given).toMatchObject({ value: { count: 2 } });
    expect(urls).toEqual([URL_OF_LIST, next]);
    const elsewhere = read({ goesOn: 'link' }, () => ({ body: [item(1)], headers: link('https://evil.example/2') }));
    expect(elsewhere.given).toMatchObject({ failure: { code: 'next_page_elsewhere' } });
  });

  it('takes no more of it than was asked for', () => {
    const api = (_request: HttpRequest, number: number) => ({ body: [item(2 * number), item(2 * number + 1)] });
    const { given, urls } = read({ goesOn: 'page', pages: { take: 'first', count: 3 } }, api);
    expect(given).toEqual({ value: { items: [0, 1, 2].map(item), count: 3, hasMore: true } });
    expect(urls).toHaveLength(2);
  });

  it('says so where something else than a list stands there', () => {
    const { given } = read({ items: 'data' }, () => ({ body: { data: 'none' } }));
    expect(given).toMatchObject({ failure: { code: 'answer_not_list' } });
  });

  it('says so where a page comes again and again', () => {
    const { given } = read({ goesOn: 'page' }, () => ({ body: [item(1)] }));
    expect(given).toMatchObject({ failure: { retry: 'never' } });
  });
});
