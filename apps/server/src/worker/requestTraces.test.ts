import { randomUUIDv7 } from 'node:crypto';
import type { CallRequest } from '@patchbay/execution';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { draw, literal, publishIn, startUpstream } from '../runs/testing.ts';
import { firstIdAt } from '../store/partitions.ts';
import { deleteRuns } from '../store/retention/deleteRuns.ts';
import { type KeptTrace, RequestTraces } from './RequestTraces.ts';

const secret = 'k&y/with "signs" é';

let test: TestApp;
let api: Caller;
let workspaceId: string;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
let status = 200;

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
  upstream = await startUpstream((request, response) => {
    const { authorization = '' } = request.headers;
    const given = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
    const body = { path: request.url, authorization, given, again: encodeURIComponent(given) };
    response.writeHead(status, { 'content-type': 'application/json', 'x-said': authorization });
    response.end(JSON.stringify(body));
  });
});
afterAll(async () => {
  await upstream.stop();
  await test.drop();
});

async function run(inputs: Record<string, string>, retry?: object): Promise<string> {
  const { id: connection } = await api.connection.create({
    workspaceId,
    connector: 'web',
    name: 'Warehouse',
    auth: { kind: 'fields', id: 'web-basic', values: { address: upstream.url, username: 'ada', password: secret } },
  });
  const fields = Object.entries({ method: 'GET', ...inputs }).map(([name, value]) => [name, literal(value)]);
  const steps = {
    order: { operation: 'manual' },
    ask: { operation: 'http', inputs: Object.fromEntries(fields), connection, ...retry },
  };
  const { flowId } = await publishIn(workspaceId, {
    database: test.instance.database,
    document: draw(steps, 'order -> ask'),
  });
  const { runId } = await api.run.start({ flowId, payload: {} });
  await expect.poll(async () => (await api.run.get({ runId })).run.finishedAt).not.toBeNull();
  return runId;
}

const seen = async (runId: string) => {
  await expect.poll(() => api.run.listRequests({ runId, path: 'ask' })).not.toEqual([]);
  return api.run.listRequests({ runId, path: 'ask' });
};

it('keeps what a step sent and received, without the secret in any way it was written', async () => {
  status = 200;
  const [trace, ...others] = await seen(await run({ url: `${upstream.url}/orders?x=1` }));
  expect(others).toEqual([]);
  expect(trace).toMatchObject({
    attempt: 1,
    method: 'GET',
    url: `${upstream.url}/orders?x=1`,
    times: { address: '127.0.0.1', totalMs: expect.any(Number), firstByteMs: expect.any(Number) },
    sent: { headers: { authorization: 'Basic ••••••' } },
    received: { status: 200, headers: { 'content-type': 'application/json' }, bytes: expect.any(Number) },
  });
  const text = JSON.stringify(trace);
  const pair = Buffer.from(`ada:${secret}`).toString('base64');
  for (const hidden of [secret, 'with', pair, encodeURIComponent(secret)]) expect(text).not.toContain(hidden);
  expect(trace?.received?.body).toContain('••••••');
});

it('keeps what an API said that refused', async () => {
  status = 404;
  expect(await seen(await run({ url: `${upstream.url}/gone` }))).toMatchObject([{ received: { status: 404 } }]);
});

it('keeps a few of many calls of a step that go well, and all that do not', async () => {
  const kept: KeptTrace[] = [];
  const store = { add: async (traces: readonly KeptTrace[]) => void kept.push(...traces) };
  const traces = new RequestTraces({ store, onError: () => undefined, now: () => 0 });
  const step = { id: 'ask' } as CallRequest['step'];
  const request = { method: 'GET' as const, url: 'https://api.example.com/', headers: {} };
  for (let at = 0; at < 1_000; at += 1) {
    const call = { runId: randomUUIDv7(), path: 'ask', step, attempt: 1 } as CallRequest;
    const trace = traces.of(call);
    const noted = trace?.note(request, request, undefined);
    const isFailed = at % 20 === 0;
    if (noted !== undefined) trace?.answered(noted, { status: isFailed ? 500 : 200, headers: {} });
    trace?.end({ isFailed });
  }
  await traces.idle();
  expect(kept.filter(({ trace }) => trace.received?.status === 200)).toHaveLength(20);
  expect(kept.filter(({ trace }) => trace.received?.status === 500)).toHaveLength(50);
});

it('shows them to nobody of another workspace', async () => {
  status = 200;
  const runId = await run({ url: `${upstream.url}/orders` });
  const { api: stranger } = await test.signUp('Mallory');
  await expect(stranger.run.listRequests({ runId, path: 'ask' })).rejects.toThrow(/not here|not found|no longer/i);
});

it('keeps them no longer than their run', async () => {
  status = 200;
  const runId = await run({ url: `${upstream.url}/orders` });
  await seen(runId);
  const { pool } = test.instance.database;
  const tomorrow = firstIdAt(Date.now() + 86_400_000);
  await deleteRuns(pool, { until: tomorrow, signal: new AbortController().signal });
  const { rows } = await pool.query('select count(*)::int as left from request_trace where run_id = $1', [runId]);
  expect(rows).toEqual([{ left: 0 }]);
});
