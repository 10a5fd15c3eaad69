import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFlows } from './flowList.ts';
import { ensurePartitions, firstIdAt } from './partitions.ts';
import { testDatabase } from './testing.ts';

/** A Monday. */
const monday = Date.UTC(2026, 5, 1);
const startOf = (minute: number) => monday + minute * 60_000;
const [acme, others, busy, quiet, ofOthers] = [1, 2, 3, 4, 5].map(firstIdAt);

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  await ensurePartitions(pool, monday);
  await pool.query(`insert into workspace (id, name) values ($1, 'Acme'), ($2, 'Others')`, [acme, others]);
  await pool.query(
    `insert into flow (id, workspace_id, name) values ($1, $4, 'Busy'), ($2, $4, 'Quiet'), ($3, $5, 'Theirs')`,
    [busy, quiet, ofOthers, acme, others],
  );
  await pool.query(
    `insert into draft (flow_id, document) select id, '{"version": 1, "steps": {}, "edges": [], "notes": []}' from flow`,
  );
  // A second longer with each run.
  for (let minute = 0; minute < 14; minute += 1) await insertRun(busy, minute, { seconds: minute });
  await insertRun(busy, 14, { status: 'failed', seconds: 0.25 });
  await insertRun(busy, 15, { status: 'running' });
  await insertRun(ofOthers, 20, { workspaceId: others, seconds: 99 });
});
afterAll(() => database.drop());

async function insertRun(
  flowId: string | undefined,
  minute: number,
  { workspaceId = acme, status = 'succeeded', seconds }: { workspaceId?: string; status?: string; seconds?: number },
): Promise<void> {
  await database.pool.query(
    `insert into run (id, workspace_id, flow_id, plan_id, mode, trigger, status, started_at, finished_at)
     values ($1, $2, $3, $1, 'live', 'order', $4, $5, $5::timestamptz + make_interval(secs => $6))`,
    [firstIdAt(startOf(minute)), workspaceId, flowId, status, new Date(startOf(minute)), seconds],
  );
}

const list = async (workspaceId = acme) =>
  (await listFlows(database.pool, { workspaceId: workspaceId ?? '', sort: 'name', limit: 50 })).items;

describe('the last runs in the line of a flow', () => {
  it('are the newest ten, oldest first, each with how long it took', async () => {
    const [first] = await list();
    expect(first?.lastRuns).toEqual([
      ...[6, 7, 8, 9, 10, 11, 12, 13].map((seconds) => ({ status: 'succeeded', ms: seconds * 1_000 })),
      { status: 'failed', ms: 250 },
      { status: 'running', ms: null },
    ]);
    expect(first?.lastRun).toMatchObject({ id: firstIdAt(startOf(15)), status: 'running' });
  });

  it('are none where a flow has never run', async () => {
    const [, second] = await list();
    expect(second).toMatchObject({ name: 'Quiet', lastRun: null, lastRuns: [] });
  });

  it('are those of the flow alone, in its workspace alone', async () => {
    expect(await list(others)).toMatchObject([{ name: 'Theirs', lastRuns: [{ status: 'succeeded', ms: 99_000 }] }]);
  });
});
