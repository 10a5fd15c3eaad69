import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../store/testing.ts';
import { getRun } from './getRun.ts';
import { prepareRun } from './prepareRun.ts';
import { retryStep } from './retryStep.ts';
import { skipStep } from './skipStep.ts';
import { startRun } from './startRun.ts';
import { access, draw, formula, literal, object, publish, ref, startRuns } from './testing.ts';
import { watchRun } from './watchRun.ts';

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

type Flow = Awaited<ReturnType<typeof publish>>;

async function started({ flowId, workspaceId }: Flow, payload: unknown): Promise<string> {
  const { runId } = await startRun({ flowId, payload }, access(workspaceId, 'run.start'), patchbay.deps);
  return runId;
}

/** Resolves once the run has written an event of this type. */
async function until(runId: string, type: string): Promise<void> {
  for await (const { events } of watchRun({ runId, from: 0 }, new AbortController().signal, patchbay.deps)) {
    if (events.some((event) => event.type === type)) return;
  }
  throw new Error(`It ended without ${type}.`);
}

/** The third item cannot be divided. */
const threeStepsEach = draw(
  {
    order: { operation: 'manual', inputs: { example: literal({ items: [1] }) } },
    each: {
      operation: 'forEach',
      inputs: { items: ref('order.items'), onError: literal('collect'), collect: ref('last.note') },
    },
    one: { operation: 'setFields', parent: 'each', inputs: { fields: object({ of: ref('each.item') }) } },
    two: { operation: 'setFields', parent: 'each', inputs: { fields: object({ share: formula('12 / one.of') }) } },
    last: { operation: 'setFields', parent: 'each', inputs: { fields: object({ note: literal('done') }) } },
  },
  'order -> each',
  'one -> two',
  'two -> last',
);

it('shows of a run of 100,000 items those that are looked at, and how each stands', async () => {
  const flow = await publish(database, threeStepsEach);
  const items = Array.from({ length: 100_000 }, (_, index) => (index === 70_000 ? 0 : index + 1));
  const runId = await started(flow, { items });
  await until(runId, 'run.finished');
  const reader = access(flow.workspaceId, 'run.read');
  const { view, events } = await getRun({ runId }, reader, patchbay.deps);
  const loop = view?.steps.find(({ path }) => path === 'each');
  expect(loop).toMatchObject({ items: { count: 100_000, succeeded: 99_999, failed: 1 } });
  expect(loop?.rounds).toEqual([
    ['succeeded', 70_000],
    ['failed', 1],
    ['succeeded', 29_999],
  ]);
  const inside = view?.steps.map(({ path }) => path).filter((path) => path.endsWith('/two'));
  expect(inside).toEqual(['each[70000]/two', 'each[99999]/two']);
  expect(events.length).toBeLessThan(20);
  const picked = await getRun({ runId, items: { each: 41 } }, reader, patchbay.deps);
  const step = picked.view?.steps.find(({ path }) => path === 'each[41]/two');
  expect(step).toMatchObject({ input: { fields: { share: 12 / 42 } }, output: { share: 12 / 42 } });
});

it('gives a short run with its whole journal', async () => {
  const flow = await publish(database, threeStepsEach);
  const runId = await started(flow, { items: [1, 2] });
  await until(runId, 'run.finished');
  const detail = await getRun({ runId }, access(flow.workspaceId, 'run.read'), patchbay.deps);
  expect(detail.view).toBeUndefined();
  expect(detail.events.at(-1)?.type).toBe('run.finished');
});

const waits = draw(
  {
    order: { operation: 'manual', inputs: { example: literal({ total: 1 }) } },
    pause: { operation: 'wait', inputs: { amount: literal(3), unit: literal('days') } },
    after: { operation: 'setFields', inputs: { fields: object({ total: ref('order.total') }) } },
  },
  'order -> pause',
  'pause -> after',
);

it('goes on at once when a person will not wait, and refuses to begin the wait again', async () => {
  const flow = await publish(database, waits);
  const runId = await started(flow, { total: 5 });
  await until(runId, 'step.waiting');
  const person = access(flow.workspaceId, 'run.retry');
  const at = { runId, path: 'pause' };
  await expect(retryStep(at, person, patchbay.deps)).rejects.toMatchObject({ code: 'not_found' });
  await skipStep(at, person, patchbay.deps);
  await until(runId, 'run.finished');
  await expect(skipStep(at, person, patchbay.deps)).rejects.toMatchObject({ code: 'not_found' });
  const { run, events } = await getRun({ runId }, access(flow.workspaceId, 'run.read'), patchbay.deps);
  expect(run.status).toBe('succeeded');
  expect(events).toContainEqual(expect.objectContaining({ type: 'step.skipped', path: 'pause', by: 'ada' }));
});

it('prepares a start by hand with the example, and with what the last run was given', async () => {
  const flow = await publish(database, waits);
  const starter = access(flow.workspaceId, 'run.start');
  const ways = async () => (await prepareRun({ flowId: flow.flowId }, starter, patchbay.deps)).ways;
  expect(await ways()).toEqual([{ trigger: 'order', name: 'order', fields: [], example: { total: 1 } }]);
  await started(flow, { total: 9 });
  expect(await ways()).toMatchObject([{ last: { total: 9 } }]);
  const stranger = access(crypto.randomUUID(), 'run.start');
  await expect(prepareRun({ flowId: flow.flowId }, stranger, patchbay.deps)).rejects.toMatchObject({
    code: 'flow_not_published',
  });
});

it('refuses to start with values that do not fit the fields made for it, in words', async () => {
  const fields = [
    { name: 'who', label: 'For whom', kind: 'choice', required: true, choices: ['Ada', 'Bob'] },
    { name: 'pieces', label: 'Pieces', kind: 'number' },
  ];
  const flow = await publish(database, draw({ order: { operation: 'manual', inputs: { fields: literal(fields) } } }));
  const starter = access(flow.workspaceId, 'run.start');
  const starting = (payload: unknown) => startRun({ flowId: flow.flowId, payload }, starter, patchbay.deps);
  await expect(starting({ who: 'Eve', pieces: 'many' })).rejects.toThrow(
    '“For whom” is one of Ada, Bob. “Pieces” is a number.',
  );
  await expect(starting(null)).rejects.toThrow('“For whom” is needed.');
  await expect(starting({ who: 'Ada', pieces: 3 })).resolves.toEqual({ runId: expect.any(String) });
});
