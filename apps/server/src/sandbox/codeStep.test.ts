import { afterAll, beforeAll, expect, it } from 'vitest';
import { getRun } from '../runs/getRun.ts';
import { access, draw, literal, object, publish, ref, startRuns } from '../runs/testing.ts';
import { tryFlow } from '../runs/tryFlow.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually } from '../worker/testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let patchbay: Awaited<ReturnType<typeof startRuns>>;
beforeAll(async () => {
  database = await testDatabase();
  patchbay = await startRuns(database);
});
afterAll(async () => {
  await patchbay.stop();
  await database.drop();
});

const adding = (code: string) =>
  draw(
    {
      order: { operation: 'webhook' },
      add: { operation: 'code', inputs: { input: ref('order.body'), code: literal(code) } },
      answer: { operation: 'respond', inputs: { body: object({ total: ref('add.result.total') }) } },
    },
    'order -> add',
    'add -> answer',
  );
const TOTAL = 'log("lines", input.lines.length);\nreturn { total: input.lines.reduce((sum, n) => sum + n, 0) };';
const body = JSON.stringify({ lines: [1, 2, 39] });
const headers = { 'content-type': 'application/json' };

it('answers a request with what the code of a flow made of it', async () => {
  const published = await publish(database, adding(TOTAL));
  const response = await fetch(patchbay.hook(published), { method: 'POST', body, headers });
  expect(await response.json()).toEqual({ total: 42 });
});

it('fails the run in words where the code fails, and goes on with the next one', async () => {
  const broken = await publish(database, adding('return input.lines.total.sum'));
  const response = await fetch(patchbay.hook(broken), { method: 'POST', body, headers });
  expect(response.status).toBe(502);
  const published = await publish(database, adding(TOTAL));
  expect((await fetch(patchbay.hook(published), { method: 'POST', body, headers })).status).toBe(200);
});

it('runs the code for real in a try on sample data', async () => {
  const { workspaceId, flowId } = await publish(database, adding(TOTAL));
  const tried = { flowId, document: adding(TOTAL), mode: 'mock' as const, payload: { lines: [7] } };
  const { runId } = await tryFlow(tried, access(workspaceId, 'run.try'), patchbay.deps);
  const events = await eventually(async () => {
    const { run, events: seen } = await getRun({ runId }, access(workspaceId, 'run.read'), patchbay.deps);
    return run.finishedAt === null ? undefined : seen;
  });
  expect(events).toContainEqual(
    expect.objectContaining({ path: 'add', output: { result: { total: 7 }, logs: ['lines 1'] } }),
  );
});
