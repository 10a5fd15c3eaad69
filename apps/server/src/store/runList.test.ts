import { randomUUIDv7 } from 'node:crypto';
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
    `insert into run (id, workspace_id, flow_id, plan_id, number, mode, trigger, status, started_at, finished_at, gist)
      select (lpad(to_hex($1::bigint + i * 100), 12, '0') || '70008000000000000000')::uuid,
        case when i % 10 = 0 then $2::uuid else $3::uuid end, case when i % 20 = 0 then $4::uuid else $5::uuid end, $2, 1, 'live', 'order',
        case when i < 1000 then (array['failed', 'cancelled', 'waiting'])[1 + i % 3] else 'succeeded' end, now(), now(), 'Ada ' || i || ' · ada' || i || '@acme.example'
      from generate_series(0, ${RUNS} - 1) as i`,
    [monday, acme, busy, flow, other],
  );
  await database.pool.query(`insert into run_lease (run_id) select id from run where status = 'waiting'`);
  await database.pool.query(
    `with told as (update run set error = case when id < $1 then 'No answer.' else '100% full' end where status = 'failed' returning id)
      insert into troubled_run (run_id, workspace_id, flow_id, status, error, gist)
      select id, workspace_id, flow_id, status, case when status = 'failed' then case when id < $1 then 'No answer.' else '100% full' end end, gist
      from run where status in ('failed', 'cancelled')`,
    [firstIdAt(monday + 50_000)],
  );
  await database.pool.query(`insert into workspace (id, name) values ($1, 'Acme'), ($2, 'Busy')`, [acme, busy]);
  await database.pool.query(
    `insert into flow (id, workspace_id, name) values ($1, $3, 'Ship orders'), ($2, $3, 'Order paper'), ($5, $4, 'Full stock')`,
    [flow, other, acme, busy, randomUUIDv7()],
  );
  await database.pool.query('analyze');
});
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
    ['that were tries, of which there are none', { mode: 'mock' }],
    ['that succeeded, of one flow', { status: 'succeeded', flowId: flow }],
    ['by words that no failure has', { search: 'no such words', status: 'failed' }],
  ])('costs few rows: %s', async (_, query) => {
    expect(await rowsLookedAt(query)).toBeLessThan(1_500);
  });

  it.each<[string, Partial<RunQuery>, number]>([
    ['of a flow', { search: 'no such words', flowId: flow }, 10_000],
    // One in ten is of this workspace, and to walk past the others is cheaper than to look its own up one by one.
    ['of the workspace', { search: 'no such words' }, 100_000],
    ['of flows by their name', { search: 'ship' }, 100_000],
  ])('looks through the newest 10,000 for words, and not much more: %s', async (_, query, rows) => {
    expect(await rowsLookedAt(query)).toBeLessThan(rows + 1_500);
  });

  it('finds a run by a part of what it was started with, the newest at once, older ones by going on', async () => {
    const store = createRunStore(database.pool);
    const find = async (search: string, query: Partial<RunQuery> = {}) => {
      const page = await store.list(acme ?? '', { limit: 50, search, ...query });
      return { gists: page.items.map(({ gist }) => gist), page };
    };
    const newest = RUNS - 10;
    expect((await find(`ADA${newest}@acme`)).gists).toEqual([`Ada ${newest} · ada${newest}@acme.example`]);
    // Of the workspace's 20,000, this is not among the newest half.
    const old = await find('ada50000@acme.example');
    expect(old.gists).toEqual([]);
    expect(old.page.lookedSince).toBe(new Date(monday + (RUNS - 100_000) * 100).toISOString());
    const further = await find('ada50000@acme.example', { cursor: old.page.nextCursor ?? undefined });
    expect(further.gists).toEqual(['Ada 50000 · ada50000@acme.example']);
    expect(further.page).toMatchObject({ nextCursor: null });
    expect(further.page.lookedSince).toBeUndefined();
    const ofFlow = await find('ada50000@acme.example', { flowId: other });
    expect(ofFlow.gists).toEqual([]);
    // What failed is found however old it is, also where only that is looked for.
    expect((await find('Ada 30 ·', {})).gists).toEqual(['Ada 30 · ada30@acme.example']);
    expect((await find('Ada 30 ·', { status: 'failed' })).gists).toEqual(['Ada 30 · ada30@acme.example']);
    // Nobody finds those of others.
    expect((await find('Ada 30 ·', { flowId: busy })).gists).toEqual([]);
    expect((await find(`Ada ${newest + 1} ·`)).gists).toEqual([]);
  });

  it('finds each run once by going on, as many as there are', async () => {
    const store = createRunStore(database.pool);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.list(acme ?? '', { search: '00@acme', limit: 37, cursor });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const { rows } = await database.pool.query<{ id: string }>(
      `select id from run where workspace_id = $1 and gist like '%00@acme%'`,
      [acme],
    );
    expect(ids.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
    expect(rows.length).toBe(RUNS / 100 - 1);
  });

  it.each<Partial<RunQuery>>([
    { search: 'order' },
    { search: 'FULL' },
    { search: '%' },
    { search: 'answer', status: 'failed' },
    { search: 'orders', status: 'succeeded' },
    { search: 'full', status: 'succeeded' },
    { search: 'full', status: 'cancelled' },
    { search: 'orders', flowId: flow },
    { search: 'orders', flowId: other },
    { search: 'answer', since: new Date(monday + 30_000).toISOString() },
    { search: 'answer', cursor: firstIdAt(monday + 30_000) },
  ])('finds by words what looking at every run would: %j', async (query) => {
    const { items } = await createRunStore(database.pool).list(acme ?? '', { limit: 200, ...query });
    const { rows } = await database.pool.query<{ id: string }>(
      `select r.id from run r left join flow f on f.id = r.flow_id where r.workspace_id = $1
        and (strpos(lower(f.name), lower($2)) > 0 or strpos(lower(r.error), lower($2)) > 0)
        and ($3::text is null or r.status = $3) and ($4::uuid is null or r.flow_id = $4)
        and ($5::timestamptz is null or r.id >= $6) and ($7::uuid is null or r.id < $7) order by r.id desc limit 200`,
      [
        acme,
        query.search,
        query.status,
        query.flowId,
        query.since,
        firstIdAt(Date.parse(query.since ?? '1970-01-01')),
        query.cursor,
      ],
    );
    expect(items.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
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
