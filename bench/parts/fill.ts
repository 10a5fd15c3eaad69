import { Pool } from 'pg';
import { ensurePartitions } from '../../apps/server/src/store/partitions.ts';
import { drawFlow, literal } from '../../e2e/support/drawFlow.ts';
import { documents, webhook } from '../flows.ts';
import { bulk, order } from '../payloads.ts';
import type { Stage } from '../stage.ts';

/** What was put there: how many runs, of which flows, and how many bytes they take. */
export type Filled = { runs: number; failed: number; flowIds: string[]; gigabytes: number; seconds: number };

const WEEK_MS = 7 * 86_400_000;
const WEEKS = 8;
const COPIES = 3;
/** As many runs in a statement; so many statements at the same time. */
const SLICE = 50_000;
const HANDS = 2;
/** Which of twenty runs is of which kind. */
const MIX = [
  'F1',
  'F2',
  'F3',
  'F3',
  'F2',
  'F3',
  'F1',
  'F3',
  'F2',
  'F3',
  'F1',
  'F2',
  'F3',
  'F3',
  'F2',
  'F3',
  'F1',
  'F2',
  'F3',
  'Fails',
];

/** Ends badly, with a sentence that says why. */
const fails = drawFlow(
  [webhook(order), { id: 'end', operation: 'stop', inputs: { message: literal('The order could not be priced.') } }],
  'order -> end',
);

/**
 * Fills a workspace with finished runs of the last eight weeks, by copying the rows that real runs of twelve real flows
 * left (F1, F2, F3 and one that fails, three times each), so that journals are what they would be. Each copy has an id of
 * its time, hence its place in the tables of its week.
 */
export async function fill(stage: Stage, runs: number): Promise<Filled> {
  const since = performance.now();
  const pool = new Pool({ connectionString: stage.databaseUrl, max: HANDS, options: '-c synchronous_commit=off' });
  try {
    const flowIds = await makeTemplates(stage);
    const now = Date.now();
    for (let weeks = WEEKS; weeks >= 0; weeks -= 4) await ensurePartitions(pool, now - weeks * WEEK_MS);
    const slices = Array.from({ length: Math.ceil(runs / SLICE) }, (_, i) => i * SLICE).values();
    const copy = async () => {
      for (const from of slices) {
        await copySlice(pool, { from, to: Math.min(runs, from + SLICE), stepMs: (WEEKS * WEEK_MS) / runs, now });
        process.stderr.write('+');
      }
    };
    await Promise.all(Array.from({ length: HANDS }, copy));
    // Sooner or later the server does this by itself; not in the middle of what is measured next.
    await Promise.all(['run, troubled_run', 'run_journal'].map((tables) => pool.query(`vacuum (analyze) ${tables}`)));
    await pool.query('checkpoint');
    return { ...(await sizeOf(pool)), runs, flowIds, seconds: (performance.now() - since) / 1_000 };
  } finally {
    await pool.end();
  }
}

/** Publishes the flows, sends each one request, and keeps what its run left. */
async function makeTemplates({ publish, upstream, database }: Stage): Promise<string[]> {
  const { F1, F2, F3 } = documents(upstream.url, { order, bulk: bulk(3) });
  const flowIds: string[] = [];
  await database.query('create table bench_kind (kind text, copy int, flow_id uuid)');
  for (const [kind, document] of Object.entries({ F1, F2, F3, Fails: fails })) {
    for (let copy = 0; copy < COPIES; copy++) {
      const { flowId, url } = await publish(`${kind} of team ${copy + 1}`, document);
      const headers = { 'content-type': 'application/json' };
      await (await fetch(url, { method: 'POST', headers, body: JSON.stringify(order) })).arrayBuffer();
      await database.query('insert into bench_kind values ($1, $2, $3)', [kind, copy, flowId]);
      flowIds.push(flowId);
    }
  }
  await database.query(`
    create table bench_run as select k.kind, k.copy, r.* from bench_kind k join run r on r.flow_id = k.flow_id;
    create table bench_journal as select t.kind, t.copy, j.* from bench_run t join run_journal j on j.run_id = t.id`);
  return flowIds;
}

type Slice = { from: number; to: number; stepMs: number; now: number };

/** The same number gives the same id every time, so runs and journals are made by statements of their own. */
async function copySlice(pool: Pool, { from, to, stepMs, now }: Slice): Promise<void> {
  const values = [from, to - 1, stepMs, now - WEEKS * WEEK_MS, MIX];
  const numbered = `numbered as (
    select i, at, ($5::text[])[1 + i % ${MIX.length}] as kind, i / ${MIX.length} % ${COPIES} as copy,
      (lpad(to_hex(at), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid as id
    from (select i, ($4 + i * $3::float8)::bigint as at from generate_series($1::int, $2::int) i) as n)`;
  await pool.query(
    `with ${numbered}, made as (
      insert into run (id, workspace_id, flow_id, number, plan_id, mode, trigger, status, started_at, finished_at, error)
      select n.id, t.workspace_id, t.flow_id, t.number, t.plan_id, t.mode, t.trigger, t.status,
        to_timestamp(n.at / 1000.0), to_timestamp(n.at / 1000.0) + (t.finished_at - t.started_at), t.error
      from numbered n join bench_run t using (kind, copy) order by n.id
      returning id, workspace_id, flow_id, status, error
    ) insert into troubled_run (run_id, workspace_id, flow_id, status, error)
      select id, workspace_id, flow_id, status, error from made where status = 'failed'`,
    values,
  );
  await pool.query(
    `with ${numbered} insert into run_journal (run_id, index, count, events)
      select n.id, j.index, j.count, j.events from numbered n join bench_journal j using (kind, copy)
      order by n.id, j.index`,
    values,
  );
}

async function sizeOf(pool: Pool): Promise<{ failed: number; gigabytes: number }> {
  const { rows } = await pool.query<{ failed: number; bytes: number }>(
    `select (select count(*)::int from troubled_run) as failed, (
        select sum(pg_total_relation_size(inhrelid))::float8 from pg_inherits
        where inhparent in ('run'::regclass, 'run_journal'::regclass)) as bytes`,
  );
  return { failed: rows[0]?.failed ?? 0, gigabytes: (rows[0]?.bytes ?? 0) / 1e9 };
}
