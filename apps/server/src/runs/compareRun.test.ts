import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { testDatabase } from '../store/testing.ts';
import { compareRun } from './compareRun.ts';
import { startRun } from './startRun.ts';
import { access, draw, formula, literal, publish, ref, startRuns } from './testing.ts';

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

/** Looks at an order, and stops where it has no e-mail. */
const checkOrder = () =>
  draw(
    {
      order: { operation: 'manual' },
      set: { operation: 'setFields', inputs: { fields: ref('order') } },
      has: { operation: 'branch', inputs: { condition: formula('set.email != null') } },
      refuse: { operation: 'stop', inputs: { outcome: literal('failed'), message: literal('No e-mail.') } },
    },
    'order -> set',
    'set -> has',
    'has -no-> refuse',
  );

async function ran({ flowId, workspaceId }: { flowId: string; workspaceId: string }, payload: unknown) {
  const { runId } = await startRun({ flowId, payload }, access(workspaceId, 'run.start'), patchbay.deps);
  await vi.waitFor(async () => {
    const found = await patchbay.deps.runStore.find(runId);
    expect(found?.row.finishedAt).not.toBeNull();
  }, 60_000);
  return runId;
}

it('sets a failed run beside the last good one, and cuts what is long', async () => {
  const flow = await publish(database, checkOrder());
  const read = access(flow.workspaceId, 'run.read');
  const first = await ran(flow, { number: 1, email: null, note: '' });
  expect(await compareRun({ runId: first }, read, patchbay.deps)).toMatchObject({ good: null, steps: [] });
  await ran(flow, { number: 2, email: 'old@example.com', note: '' });
  const good = await ran(flow, { number: 3, email: 'ada@example.com', note: '' });
  const bad = await ran(flow, { number: 4, email: null, note: 'x'.repeat(5_000) });
  const compared = await compareRun({ runId: bad }, read, patchbay.deps);
  expect(compared.good).toMatchObject({ runId: good, version: 1 });
  const [trigger] = compared.steps;
  expect(trigger).toMatchObject({ step: 'order', part: 'output', differing: 3 });
  expect(trigger?.fields[0]).toEqual({ field: ['email'], change: 'empty', before: 'ada@example.com', after: null });
  expect(String(trigger?.fields.find(({ field }) => field[0] === 'note')?.after)).toHaveLength(401);
  expect(compared.steps.map(({ step, part }) => `${step} ${part}`)).toContain('has outlet');
});

it('knows nothing of the runs of other workspaces', async () => {
  const flow = await publish(database, checkOrder());
  const other = await publish(database, checkOrder());
  const runId = await ran(flow, { email: null });
  const stranger = access(other.workspaceId, 'run.read');
  await expect(compareRun({ runId }, stranger, patchbay.deps)).rejects.toMatchObject({ code: 'not_found' });
});
