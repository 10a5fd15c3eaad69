import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { draw, literal, publish, startRuns } from '../runs/testing.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually } from './testing.ts';

/** Nobody is given it by the system, so nobody answers there before the test does. */
const PORT = 20_000 + (process.pid % 10_000);

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
  const steps = {
    order: { operation: 'webhook', inputs: { answer: literal('at-once') } },
    ask: {
      operation: 'http',
      inputs: { url: literal(`http://127.0.0.1:${PORT}`) },
      retry: { tries: 10, firstWaitMs: 500 },
    },
  };
  const flow = await publish(database, draw(steps, 'order -> ask'));
  const start = async (): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    return (await (await fetch(patchbay.hook(flow), { method: 'POST', body: '{}', headers })).json()).runId;
  };
  const eventsOf = (runId: string) => patchbay.deps.journal.read(runId);
  const failureOf = (runId: string) =>
    eventually(async () => (await eventsOf(runId)).find((event) => event.type === 'step.failed')?.failure);
  // These are tried, and say that nobody answers.
  const runIds = await Promise.all(Array.from({ length: 5 }, start));
  for (const runId of runIds) expect(await failureOf(runId)).toMatchObject({ code: 'refused' });
  // On a slow machine the host's rest is over before the next one comes, which then tries it, and makes the rest longer.
  const heldBack = await eventually(async () => {
    const runId = await start();
    runIds.push(runId);
    const failure = await failureOf(runId);
    return failure.isHeldBack ? failure : undefined;
  });
  expect(heldBack).toMatchObject({ code: 'host_not_answering', retry: 'later' });
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'),
  );
  await new Promise<void>((resolve) => {
    server.listen(PORT, '127.0.0.1', resolve);
  });
  for (const runId of runIds) {
    await eventually(async () => (await eventsOf(runId)).find(({ type }) => type === 'step.succeeded'));
  }
  server.close();
});
