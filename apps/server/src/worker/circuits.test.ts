import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { draw, literal, publish, startRuns, startUpstream } from '../runs/testing.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually } from './testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let patchbay: Awaited<ReturnType<typeof startRuns>>;
beforeAll(async () => {
  database = await testDatabase();
  patchbay = await startRuns(database, undefined, { limits: { restMs: 300 } });
});
afterAll(async () => {
  await patchbay.stop();
  await database.drop();
});

it('runs that meet a host that does not answer wait for it, and go on when it is back', async () => {
  const { url, stop } = await startUpstream(() => undefined);
  await stop();
  const steps = {
    order: { operation: 'webhook', inputs: { answer: literal('at-once') } },
    ask: { operation: 'http', inputs: { url: literal(url) }, retry: { tries: 5, firstWaitMs: 500 } },
  };
  const flow = await publish(database, draw(steps, 'order -> ask'));
  const start = async (): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    return (await (await fetch(patchbay.hook(flow), { method: 'POST', body: '{}', headers })).json()).runId;
  };
  const eventsOf = (runId: string) => patchbay.deps.journal.read(runId);
  const failureIn = async (runId: string) => (await eventsOf(runId)).find(({ type }) => type === 'step.failed');
  // These are tried, and say that nobody answers.
  const tried = await Promise.all(Array.from({ length: 5 }, start));
  for (const runId of tried)
    expect(await eventually(() => failureIn(runId))).toMatchObject({ failure: { code: 'refused' } });
  const waiting = await start();
  const heldBack = { code: 'host_not_answering', retry: 'later', isHeldBack: true };
  expect(await eventually(() => failureIn(waiting))).toMatchObject({ failure: heldBack });
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'),
  );
  await new Promise<void>((resolve) => {
    server.listen(Number(new URL(url).port), '127.0.0.1', resolve);
  });
  for (const runId of [...tried, waiting]) {
    await eventually(async () => (await eventsOf(runId)).find(({ type }) => type === 'step.succeeded'), 15_000);
  }
  server.close();
}, 30_000);
