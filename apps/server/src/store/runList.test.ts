import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunQuery } from '../runs/runPorts.ts';
import { ensurePartitions, firstIdAt } from './partitions.ts';
import { listStatement } from './runList.ts';
import { createRunStore } from './runStore.ts';
import { testDatabase } from './testing.ts';

const RUNS = 200_000;
/** A Monday. */
const monday = Date.UTC(2026, 5, 1);
const [acme, busy, flow, other] = [1, 2, 3, 4].map(firstIdAt);

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  await ensurePartitions(database.pool, monday);
  // Ten a second, nearly all of them of another workspace; the first hundred went wrong, as did a few of the other flow.
  await database.pool.query(
    `insert into run (id, workspace_id, flow_id, plan_id, number, mode, trigger, status, started_at, finished_at)
      select (lpad(to_hex($1::bigint + i * 100), 12, '0') || '70008000000000000000')::uuid,
        case when i % 10 = 0 then $2::uuid else $3::uuid end, case when i % 20 = 0 then $4::uuid else $5::uuid end, $2, 1, 'live', 'order',
        case when i < 1000 then (array['failed', 'cancelled', 'waiting'])[1 + i % 3] else 'succeeded' end, now(), now()
      from generate_series(0, ${RUNS} - 1) as i`,
    [monday, acme, busy, flow, other],
  );
  await database.pool.query(`insert into run_lease (run_id) select id from run where status = 'waiting'`);
  await database.pool.query(
    `insert into troubled_run select id, workspace_id, flow_id from run where status in ('failed', 'cancelled')`,
  );
  await database.pool.query('analyze');
}, 60_000);
afterAll(() => database.drop());

/** How many rows of tables a page costs. */
async function rowsLookedAt(query: Partial<RunQuery>): Promise<number> {
  const { text, values } = listStatement(acme ?? '', { limit: 50, ...query });
  const explained = await database.pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `explain (analyze, timing off, format json) ${text}`,
    values,
  );
  const [plan] = explained.rows;
  return plan === undefined ? Number.NaN : scanned(plan['QUERY PLAN'][0].Plan);
}

type PlanNode = {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
};

function scanned(node: PlanNode): number {
  const own = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0);
  const below = (node.Plans ?? []).reduce((sum, plan) => sum + scanned(plan), 0);
  return below + (node['Relation Name'] === undefined ? 0 : own * node['Actual Loops']);
}

describe('a page of the runs of a workspace, among 200,000', () => {
  it.each<[string, Partial<RunQuery>]>([
    ['the newest', {}],
    ['of one flow', { flowId: flow }],
    ['that succeeded', { status: 'succeeded' }],
    ['that failed, long ago', { status: 'failed' }],
    ['that failed, of one flow', { status: 'failed', flowId: flow }],
    ['that were cancelled', { status: 'cancelled' }],
    ['that wait', { status: 'waiting' }],
    ['that ask a person, of which there are none', { status: 'needs_attention' }],
  ])('costs few rows: %s', async (_, query) => {
    expect(await rowsLookedAt(query)).toBeLessThan(1_500);
  });

  it('holds the same runs as before, page after page', async () => {
    const store = createRunStore(database.pool);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list(acme ?? '', { status: 'failed', limit: 7, cursor });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const { rows } = await database.pool.query<{ id: string }>(
      `select id from run where workspace_id = $1 and status = 'failed' order by id desc`,
      [acme],
    );
    expect(ids).toEqual(rows.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(20);
  });
});
