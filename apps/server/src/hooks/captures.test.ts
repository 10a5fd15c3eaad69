import { afterAll, beforeAll, expect, it } from 'vitest';
import { draw, publish, startRuns } from '../runs/testing.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually } from '../worker/testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let here: Awaited<ReturnType<typeof startRuns>>;
let there: Awaited<ReturnType<typeof startRuns>>;
beforeAll(async () => {
  database = await testDatabase();
  here = await startRuns(database);
  there = await startRuns(database);
});
afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await database.drop();
});

const isListening = (flowId: string) =>
  eventually(async () => ((await database.prisma.hookListener.count({ where: { flowId } })) > 0 ? true : undefined));

it('shows a listening person what arrives in another process, however large it is', async () => {
  const flow = await publish(database, draw({ order: { operation: 'webhook' } }), false);
  // It has been looked up there before anybody listened.
  expect((await fetch(there.hook(flow), { method: 'POST' })).status).toBe(503);
  const listening = new AbortController();
  const heard = here.captures.listen(flow.flowId, 'order', listening.signal)[Symbol.asyncIterator]();
  const next = heard.next();
  await isListening(flow.flowId);
  const text = 'x'.repeat(3_000_000);
  const response = await eventually(async () => {
    const answer = await fetch(there.hook(flow), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    });
    return answer.status === 200 ? answer : undefined;
  });
  expect(await response.json()).toEqual({ captured: true });
  expect((await next).value).toMatchObject({ payload: { body: { text } } });
  listening.abort();
  expect((await heard.next()).done).toBe(true);
  await eventually(async () => ((await fetch(there.hook(flow), { method: 'POST' })).status === 503 ? true : undefined));
  expect([...here.errors, ...there.errors]).toEqual([]);
});

it('tells each listener once, where several processes listen', async () => {
  const flow = await publish(database, draw({ order: { operation: 'webhook' } }));
  const listening = new AbortController();
  const listeners = [here, there].map(({ captures }) =>
    captures.listen(flow.flowId, 'order', listening.signal)[Symbol.asyncIterator](),
  );
  const arrived: unknown[] = [];
  for (const listener of listeners) void listener.next().then(({ value }) => arrived.push(value));
  await eventually(async () =>
    (await database.prisma.hookListener.count({ where: { flowId: flow.flowId } })) === 2 ? true : undefined,
  );
  await here.hooksChanged(flow.flowId);
  const send = (n: number) => fetch(here.hook(flow), { method: 'POST', body: `{"n":${n}}` });
  await eventually(async () => {
    await send(7);
    return arrived.length === 2 ? true : undefined;
  });
  for (const value of arrived) expect(value).toMatchObject({ payload: { body: '{"n":7}' } });
  listening.abort();
});

it('forgets a listener whose process died', async () => {
  const flow = await publish(database, draw({ order: { operation: 'webhook' } }), false);
  await database.prisma.hookListener.create({
    data: { flowId: flow.flowId, stepId: 'order', process: flow.planId, until: new Date(Date.now() - 1_000) },
  });
  expect((await fetch(there.hook(flow), { method: 'POST' })).status).toBe(503);
});
