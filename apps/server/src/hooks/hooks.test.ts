import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  draw,
  formula,
  literal,
  object,
  type Published,
  publish,
  ref,
  startRuns,
  startUpstream,
} from '../runs/testing.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually } from '../worker/testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let patchbay: Awaited<ReturnType<typeof startRuns>>;
let echo: Published;
beforeAll(async () => {
  database = await testDatabase();
  patchbay = await startRuns(database);
  echo = await publish(database, echoFlow());
});
afterAll(async () => {
  await patchbay.stop();
  await database.drop();
});

function echoFlow(method = 'ANY') {
  return draw(
    {
      order: { operation: 'webhook', inputs: { method: literal(method) } },
      answer: { operation: 'respond', inputs: { body: ref('order') } },
    },
    'order -> answer',
  );
}

const json = { 'content-type': 'application/json' };
const post = (flow: Published, body: string, headers: Record<string, string> = json) =>
  fetch(patchbay.hook(flow), { method: 'POST', headers, body });

describe('a hook', () => {
  it('answers what the respond step says, as soon as the run is stored', async () => {
    const response = await post(echo, '{"total": 3, "name": "Zoë"}');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ body: { total: 3, name: 'Zoë' }, method: 'POST', query: {} });
    const { rows } = await database.pool.query('select status from run where flow_id = $1', [echo.flowId]);
    expect(rows.at(-1)).toEqual({ status: 'succeeded' });
  });

  it('lets no answer act as a page of ours', async () => {
    const { headers } = await post(echo, '{}');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  it.each([
    ['form fields', 'application/x-www-form-urlencoded', 'a=1&b=x%20y&b=z', { a: '1', b: ['x y', 'z'] }],
    ['text', 'text/plain; charset=utf-8', 'plain', 'plain'],
    ['JSON of a kind', 'application/cloudevents+json', '{"a":1}', { a: 1 }],
    ['nothing', 'application/json', '', null],
  ])('reads %s', async (...[, contentType, body, expected]) => {
    const response = await post(echo, body, { 'content-type': contentType });
    expect(await response.json()).toMatchObject({ body: expected });
  });

  it('passes on query and headers, but not what the sender signs in with', async () => {
    const response = await fetch(`${patchbay.hook(echo)}?a=1&a=2&b=%C3%A9`, {
      headers: { authorization: 'Bearer secret', cookie: 'a=b', 'x-topic': 'orders/create' },
    });
    const payload = await response.json();
    expect(payload).toMatchObject({ method: 'GET', body: null, query: { a: ['1', '2'], b: 'é' } });
    expect(payload.headers).toMatchObject({ 'x-topic': 'orders/create' });
    expect(payload.headers).not.toHaveProperty('authorization');
    expect(payload.headers).not.toHaveProperty('cookie');
  });

  it.each([
    ['broken JSON', '{"a":', /says it is JSON and is not/],
    ['a poisoned prototype', '{"__proto__": {"admin": true}}', /says it is JSON and is not/],
    ['bottomless nesting', '['.repeat(100_000), /nested more than 200 levels/],
  ])('refuses %s with 400', async (_what, body, detail) => {
    const response = await post(echo, body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'body_unreadable', detail: expect.stringMatching(detail) });
  });

  it('refuses a body over 5 MB with 413, said or unsaid', async () => {
    expect((await post(echo, JSON.stringify('x'.repeat(5_000_001)))).status).toBe(413);
    expect(await postInChunks(patchbay.hook(echo), 60, 100_000)).toBe(413);
    expect((await post(echo, JSON.stringify('x'.repeat(4_000_000)))).status).toBe(200);
  });

  it('is not there under another name', async () => {
    const response = await fetch(`${patchbay.url}/hook/${randomUUID()}`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'unknown_hook' });
  });

  it('says why a flow that is off takes nothing, and takes it the moment it is on', async () => {
    const flow = await publish(database, echoFlow(), false);
    const refused = await post(flow, '{}');
    expect(refused.headers.get('retry-after')).toBe('300');
    expect(await refused.json()).toMatchObject({ code: 'flow_off', status: 503 });
    await database.prisma.flow.update({ where: { id: flow.flowId }, data: { active: true } });
    await patchbay.hooksChanged(flow.flowId);
    await eventually(async () => ((await post(flow, '{}')).status === 200 ? true : undefined));
  });

  it('names the method it wants', async () => {
    const flow = await publish(database, echoFlow('PUT'));
    const response = await post(flow, '{}');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('PUT');
  });

  it('says that all went well where a flow has no answer of its own', async () => {
    const flow = await publish(database, draw({ order: { operation: 'webhook' } }));
    const answer = await (await post(flow, '{}')).json();
    expect(answer).toEqual({ ok: true, runId: expect.any(String) });
  });

  it('answers at once where it is told to, after the run is stored', async () => {
    const flow = await publish(
      database,
      draw({ order: { operation: 'webhook', inputs: { answer: literal('at-once') } } }),
    );
    const response = await post(flow, '{}');
    expect(response.status).toBe(202);
    const { runId } = await response.json();
    expect(await patchbay.deps.journal.length(runId)).toBeGreaterThan(0);
  });

  it('says in words why a run could not answer', async () => {
    const flow = await publish(
      database,
      draw(
        {
          order: { operation: 'webhook' },
          ask: { operation: 'http', inputs: { url: literal('http://10.0.0.1/private') } },
          answer: { operation: 'respond', inputs: { body: ref('ask.body') } },
        },
        'order -> ask',
        'ask -> answer',
      ),
    );
    const response = await post(flow, '{}');
    expect(patchbay.errors).toEqual([]);
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({
      code: 'address_not_allowed',
      detail: expect.stringContaining('private network'),
      runId: expect.any(String),
    });
  });

  it('says what a run waits for, instead of keeping the sender until the next try', async () => {
    const upstream = await startUpstream((_request, response) => {
      response.writeHead(503, { 'retry-after': '60' });
      response.end('{"message":"The shop is closed for a minute."}');
    });
    const flow = await publish(
      database,
      draw(
        {
          order: { operation: 'webhook' },
          ask: { operation: 'http', inputs: { method: literal('GET'), url: literal(upstream.url) } },
        },
        'order -> ask',
      ),
    );
    const response = await post(flow, '{}');
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({
      runId: expect.any(String),
      reason: expect.stringContaining('The shop is closed for a minute'),
    });
    await upstream.stop();
  });

  it('sets the status and headers of the answer, but none that are ours', async () => {
    const headers = { 'X-Order': '7', 'Set-Cookie': 'session=stolen', 'Content-Length': '1', 'X-Line': 'a\r\nb: c' };
    const flow = await publish(
      database,
      draw(
        {
          order: { operation: 'webhook' },
          answer: {
            operation: 'respond',
            inputs: { status: literal(201), body: literal({ ok: true }), headers: literal(headers) },
          },
        },
        'order -> answer',
      ),
    );
    const response = await post(flow, '{}');
    expect(response.status).toBe(201);
    expect(response.headers.get('x-order')).toBe('7');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('b')).toBeNull();
    expect(await response.json()).toEqual({ ok: true });
  });

  it('starts one run for a delivery that is sent twice, and answers the same', async () => {
    const before = await database.prisma.run.count({ where: { flowId: echo.flowId } });
    const headers = { ...json, 'idempotency-key': randomUUID() };
    const first = await (await post(echo, '{"n":1}', headers)).json();
    const second = await (await post(echo, '{"n":2}', headers)).json();
    expect(second).toEqual(first);
    expect(await database.prisma.run.count({ where: { flowId: echo.flowId } })).toBe(before + 1);
  });

  it('shows a listening person the next request, also while the flow is off', async () => {
    const flow = await publish(database, echoFlow(), false);
    const listening = new AbortController();
    const heard = patchbay.captures.listen(flow.flowId, 'order', listening.signal)[Symbol.asyncIterator]();
    const next = heard.next();
    const response = await post(flow, '{"total":1}');
    expect(await response.json()).toEqual({ captured: true });
    expect((await next).value).toMatchObject({ payload: { body: { total: 1 }, method: 'POST' } });
    listening.abort();
    expect((await heard.next()).done).toBe(true);
  });
});

describe('the main job', () => {
  it('asks an API, maps, branches, posts and answers, with every fact in the journal', async () => {
    const api = await startUpstream((request, response) => {
      const isItem = request.method === 'GET';
      response.writeHead(200, json).end(JSON.stringify(isItem ? { qty: 2, status: 'active' } : { receipt: 'r-1' }));
    });
    const flow = await publish(database, mainJob(api.url));
    const response = await post(flow, '{"orderId":"A 1"}');
    expect(await response.json()).toEqual({ ok: true, receipt: 'r-1', total: 19 });
    expect(api.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /items/A%201', 'POST /orders']);
    const [run] = await database.prisma.run.findMany({ where: { flowId: flow.flowId } });
    const events = await patchbay.deps.journal.read(run?.id ?? '');
    expect(events.map(({ type }) => type)).toEqual([
      'run.started',
      'step.started',
      'step.succeeded',
      'step.succeeded',
      'step.succeeded',
      'step.started',
      'step.succeeded',
      'run.answered',
      'run.finished',
    ]);
    await api.stop();
  });
});

function mainJob(api: string) {
  return draw(
    {
      order: { operation: 'webhook' },
      item: { operation: 'http', inputs: { url: formula(`"${api}/items/" + urlEncode(order.body.orderId)`) } },
      fields: { operation: 'setFields', inputs: { fields: object({ total: formula('item.body.qty * 9.5') }) } },
      ask: { operation: 'branch', inputs: { condition: formula('item.body.status == "active"') } },
      send: {
        operation: 'http',
        inputs: { method: literal('POST'), url: literal(`${api}/orders`), body: ref('fields') },
      },
      answer: {
        operation: 'respond',
        inputs: { body: object({ ok: literal(true), receipt: ref('send.body.receipt'), total: ref('fields.total') }) },
      },
    },
    'order -> item',
    'item -> fields',
    'fields -> ask',
    'ask -yes-> send',
    'send -> answer',
  );
}

/** A body whose length is not said beforehand. */
function postInChunks(url: string, chunks: number, size: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: 'POST', headers: json }, (response) => {
      resolve(response.statusCode);
      response.resume();
    });
    request.on('error', reject);
    for (let i = 0; i < chunks; i += 1) request.write('x'.repeat(size));
    request.end();
  });
}
