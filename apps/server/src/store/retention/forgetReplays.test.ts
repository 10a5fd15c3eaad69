import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { testDatabase } from '../testing.ts';
import { forgetReplays } from './forgetReplays.ts';
import { keepSince } from './keptSince.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let workspaceId: string;
beforeAll(async () => {
  database = await testDatabase();
  ({ id: workspaceId } = await database.prisma.workspace.create({ data: { name: 'Acme' } }));
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query('truncate replay_batch, replay_item, run, kept_runs');
});

const DAY_MS = 86_400_000;
const now = Date.now();
const { signal } = new AbortController();

type Item = { runId?: string; isDone?: boolean; newRunId?: string; error?: string };

/** A batch that was begun so many days ago. */
async function batch(days: number, items: Item[], nextAt: Date | null = null): Promise<string> {
  const { id } = await database.prisma.replayBatch.create({
    data: {
      workspaceId,
      askedBy: 'ada',
      fromWhere: 'failed',
      isNewest: true,
      total: items.length,
      createdAt: new Date(now - days * DAY_MS),
      nextAt,
      items: { create: items.map((item) => ({ runId: randomUUIDv7(), isDone: true, ...item })) },
    },
  });
  return id;
}

const left = async () => {
  const { rows } = await database.pool.query<{ id: string; items: number }>(
    `select b.id, count(i.run_id)::int as items from replay_batch b left join replay_item i on i.batch_id = b.id
      group by b.id order by b.created_at desc`,
  );
  return rows;
};

it('forgets a batch a month after it was asked for, and none that is under way', async () => {
  const fresh = await batch(29, [{ error: 'No.' }]);
  await batch(31, [{ error: 'No.' }, { isDone: false }]);
  const slow = await batch(40, [{ isDone: false }, { error: 'No.' }], new Date());
  expect(await forgetReplays(database.pool, { now, signal })).toBe(1);
  expect(await left()).toEqual([
    { id: fresh, items: 1 },
    { id: slow, items: 2 },
  ]);
});

it('goes through however many there are', async () => {
  for (let one = 0; one < 45; one += 1) await batch(31, [{ error: 'No.' }]);
  expect(await forgetReplays(database.pool, { now, signal })).toBe(45);
  expect(await left()).toEqual([]);
});

it('remembers that a run was run again for as long as the run is there', async () => {
  const runId = randomUUIDv7();
  await database.pool.query(
    `insert into run (id, workspace_id, flow_id, plan_id, number, mode, trigger, status, started_at, finished_at)
      values ($1, $2, $2, $2, 1, 'live', 'order', 'failed', now(), now())`,
    [runId, workspaceId],
  );
  const old = await batch(31, [{ runId, newRunId: randomUUIDv7() }, { error: 'No.' }]);
  expect(await forgetReplays(database.pool, { now, signal })).toBe(0);
  // Runs until tomorrow are gone, but for this one, which something needed.
  await keepSince(database.pool, now + DAY_MS);
  expect(await forgetReplays(database.pool, { now, signal })).toBe(0);
  expect(await left()).toEqual([{ id: old, items: 1 }]);
  await database.pool.query('delete from run');
  expect(await forgetReplays(database.pool, { now, signal })).toBe(1);
});
