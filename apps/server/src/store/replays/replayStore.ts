import { randomUUIDv7 } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { BatchRow, BatchWish, Prepared, ReplayStore } from '../../replays/replayPorts.ts';
import type { RunFilter } from '../../runs/runPorts.ts';
import { inTransaction } from '../inTransaction.ts';
import { isUuid, runFilter } from '../runFilter.ts';
import { writeStartedRuns } from '../startedRuns.ts';

/** So many at a time, and so long until the next: they must not crowd out what arrives meanwhile. */
const MOST_AT_ONCE = 20;
const PACE_MS = 1_000;

/** What stands for a batch where a person ran one run again by itself. */
const ALONE = 'alone';

/**
 * Keeps runs that are run again, alone or many together. Safe to use from many processes at once. Runs are written by the
 * `owner`: the second wall would look for a run while its first row is being written.
 */
export function createReplayStore(pool: Pool, owner: Pool = pool): ReplayStore {
  return {
    start: (run, { of, by, now }) =>
      inTransaction(owner, async (client) => {
        const [runId = ''] = await writeStartedRuns(client, [run], now);
        await client.query({
          name: 'replay-alone',
          text: `with alone as (
              insert into replay_batch (id, workspace_id, asked_by, from_where, is_newest, total)
              values ($1, $2, $3, '${ALONE}', false, 1))
            insert into replay_item (batch_id, run_id, is_done, new_run_id) values ($1, $4, true, $5)`,
          values: [randomUUIDv7(), run.workspaceId, by, of, runId],
        });
        return runId;
      }),

    async count(workspaceId, filter) {
      const { text, values } = fitting(workspaceId, filter);
      const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from (${text}) r`, values);
      return rows[0]?.count ?? 0;
    },

    create: (batch) => inTransaction(pool, (client) => create(client, batch)),

    list: (workspaceId) => list(pool, workspaceId),

    async cancel({ workspaceId, batchId }) {
      if (!isUuid(batchId)) return;
      await pool.query(
        `update replay_batch set cancelled_at = now(), next_at = null
         where id = $1 and workspace_id = $2 and next_at is not null`,
        [batchId, workspaceId],
      );
    },

    startSome: (now, prepare) =>
      inTransaction(pool, async (client) => {
        const batch = await takeBatch(client, now);
        if (batch === undefined) return { taken: 0, runIds: [] };
        const left = await leftOf(client, batch.id);
        const prepared: [string, Prepared][] = [];
        for (const runId of left) prepared.push([runId, await prepare(runId, batch)]);
        const runs = prepared.flatMap(([, one]) => ('run' in one ? [one.run] : []));
        const runIds = await writeStartedRuns(client, runs, now);
        await settle(client, { batchId: batch.id, prepared, runIds });
        return { taken: Math.max(1, left.length), runIds };
      }),
  };
}

type Create = Parameters<ReplayStore['create']>[0];

async function create(client: PoolClient, { workspaceId, by, filter, most, from, newest }: Create): Promise<BatchRow> {
  const id = randomUUIDv7();
  await client.query(
    `insert into replay_batch (id, workspace_id, asked_by, from_where, is_newest, total, next_at)
     values ($1, $2, $3, $4, $5, 0, now())`,
    [id, workspaceId, by, from, newest],
  );
  const { text, values } = fitting(workspaceId, filter);
  const { rowCount } = await client.query(
    `insert into replay_item (batch_id, run_id)
     select $${values.length + 1}::uuid, r.id from (${text}) r order by r.id limit $${values.length + 2}`,
    [...values, id, most],
  );
  const total = rowCount ?? 0;
  await client.query('update replay_batch set total = $2 where id = $1', [id, total]);
  const createdAt = new Date().toISOString();
  const none = { started: 0, refused: 0, isOver: false, isCancelled: false, reasons: [] };
  return { id, createdAt, from, newest, total, ...none };
}

/** Tries are run again one by one, by whoever tries; what has been run again is not started a second time with the others. */
function fitting(workspaceId: string, filter: RunFilter): { text: string; values: unknown[] } {
  const { from, conditions, values } = runFilter(workspaceId, filter);
  const all = [...conditions, `r.mode = 'live'`, 'r.number is not null', 'r.finished_at is not null', NOT_YET];
  return { text: `select r.id from ${from} left join flow f on f.id = r.flow_id where ${all.join(' and ')}`, values };
}

const NOT_YET = `r.id not in (
  select i.run_id from replay_item i join replay_batch b on b.id = i.batch_id
  where b.workspace_id = $1 and (i.new_run_id is not null or not i.is_done and b.next_at is not null))`;

type Due = BatchWish & { id: string };

/** One that another process works on is not waited for. */
async function takeBatch(client: PoolClient, now: number): Promise<Due | undefined> {
  const { rows } = await client.query<Due>({
    name: 'replay-take',
    text: `update replay_batch set next_at = to_timestamp($2::float8 / 1000) where id = (
        select id from replay_batch where next_at <= to_timestamp($1::float8 / 1000)
        order by next_at limit 1 for update skip locked)
      returning id, from_where as "from", is_newest as newest`,
    values: [now, now + PACE_MS],
  });
  return rows[0];
}

/** In the order in which they ran, so that the runs of a flow keep theirs. */
async function leftOf(client: PoolClient, batchId: string): Promise<string[]> {
  const { rows } = await client.query<{ runId: string }>({
    name: 'replay-left',
    text: `select run_id as "runId" from replay_item where batch_id = $1 and not is_done
      order by run_id limit ${MOST_AT_ONCE}`,
    values: [batchId],
  });
  return rows.map(({ runId }) => runId);
}

type Settled = { batchId: string; prepared: readonly [string, Prepared][]; runIds: readonly string[] };

async function settle(client: PoolClient, { batchId, prepared, runIds }: Settled): Promise<void> {
  let at = 0;
  const ends = prepared.map(([runId, one]) => ({
    runId,
    newRunId: 'run' in one ? (runIds[at++] ?? null) : null,
    error: 'refusal' in one ? one.refusal : null,
  }));
  await client.query({
    name: 'replay-settle',
    text: `update replay_item i set is_done = true, new_run_id = e.new_run_id, error = e.error
      from unnest($2::uuid[], $3::uuid[], $4::text[]) as e (run_id, new_run_id, error)
      where i.batch_id = $1 and not i.is_done and i.run_id = e.run_id`,
    values: [batchId, ends.map((e) => e.runId), ends.map((e) => e.newRunId), ends.map((e) => e.error)],
  });
  await client.query({
    name: 'replay-over',
    text: `update replay_batch set next_at = null
      where id = $1 and not exists (select from replay_item where batch_id = $1 and not is_done)`,
    values: [batchId],
  });
}

type Line = Omit<BatchRow, 'createdAt'> & { createdAt: Date };

async function list(pool: Pool, workspaceId: string): Promise<BatchRow[]> {
  const { rows } = await pool.query<Line>({
    name: 'replay-list',
    text: `select b.id, b.created_at as "createdAt", b.from_where as "from", b.is_newest as newest, b.total,
        b.next_at is null as "isOver", b.cancelled_at is not null as "isCancelled",
        coalesce(sum(e.count) filter (where e.sentence is null), 0)::int as started,
        coalesce(sum(e.count) filter (where e.sentence is not null), 0)::int as refused,
        coalesce(json_agg(json_build_object('sentence', e.sentence, 'count', e.count) order by e.count desc)
          filter (where e.sentence is not null), '[]') as reasons
      from (select * from replay_batch where workspace_id = $1 and from_where <> '${ALONE}'
          and (next_at is not null or created_at > now() - interval '1 day') order by created_at desc limit 5) b
        left join lateral (
          select i.error as sentence, count(*)::int as count from replay_item i
          where i.batch_id = b.id and i.is_done group by i.error) e on true
      group by b.id, b.created_at, b.from_where, b.is_newest, b.total, b.next_at, b.cancelled_at
      order by b.created_at desc`,
    values: [workspaceId],
  });
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}
