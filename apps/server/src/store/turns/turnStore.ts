import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../inTransaction.ts';

/** A run that is to wait for its turn, by what `turnKeyOf` gives. */
export type Comer = { runId: string; flowId: string; key: string };

/** Whose turns come when, in flows that limit how many of their runs are under way. */
export type TurnStore = {
  /**
   * Puts runs of one flow that this worker holds in line, where they are not yet. `admitted` are those whose turn it is,
   * and others whose turn has come with that: they are to be moved. Those of `comers` that have to wait are let go of.
   */
  enter(flowId: string, comers: readonly Comer[], workerId: string): Promise<{ admitted: string[] }>;
  /** A run has ended, or may have: gives those whose turn has come with that. */
  pass(runId: string): Promise<string[]>;
  /** Gives those whose turn has come without anybody seeing to it: who should have is gone, or the limit was raised. */
  overdue(): Promise<string[]>;
  /** Whether a run, or one that called it and waits for it, is under way in that line. */
  isHeldBy(runId: string, line: { flowId: string; key: string }): Promise<boolean>;
};

/** So many go on at once where a limit is taken away; the next look sees to the next ones. */
const MOST_ADMITTED = 1_000;
const MOST_LINES = 200;
const PLAIN = /^\P{Cc}{0,200}$/su;

/** Keys are compared, and shown to nobody: one that is long, or that PostgreSQL refuses, is kept as its hash. */
function storedKey(key: string): string {
  return PLAIN.test(key) ? key : `\t${createHash('sha256').update(key).digest('hex')}`;
}

/**
 * In PostgreSQL. A run is in line while it has a lease, so its end, whoever writes it, gives its place back in the same
 * commit. All that hands out places of a flow takes turns by the flow's row, so there are never more than its limit.
 */
export function createTurnStore(pool: Pool): TurnStore {
  return {
    async enter(flowId, comers, workerId) {
      return inTransaction(pool, async (client) => {
        const limit = await limitOf(client, flowId);
        await joinLine(client, comers);
        const admitted = await admit(client, { flowId, keys: keysOf(comers), limit });
        return { admitted: [...new Set([...admitted, ...(await settle(client, comers, workerId))])] };
      });
    },

    async pass(runId) {
      const { rows } = await pool.query<{ flowId: string; key: string }>({
        name: 'turn-line-of',
        text: 'select flow_id as "flowId", key from run_turn where run_id = $1',
        values: [runId],
      });
      return rows[0] === undefined ? [] : passIn(pool, rows[0].flowId, [rows[0].key]);
    },

    async overdue() {
      const lines = Map.groupBy(await openLines(pool), ({ flowId }) => flowId);
      const admitted = await Promise.all(
        Array.from(lines, ([flowId, open]) =>
          passIn(
            pool,
            flowId,
            open.map(({ key }) => key),
          ),
        ),
      );
      return admitted.flat();
    },

    async isHeldBy(runId, { flowId, key }) {
      const { rows } = await pool.query<{ isHeld: boolean }>({
        name: 'turn-held-by',
        text: `with recursive callers (id) as (
            select $1::uuid union all
            select c.parent_id from callers join called_run c on c.run_id = callers.id and c.is_waited
          ) select exists (select from run_turn t join callers on t.run_id = callers.id
              where t.flow_id = $2 and t.key = $3 and t.is_held) as "isHeld"`,
        values: [runId, flowId, storedKey(key)],
      });
      return rows[0]?.isHeld === true;
    },
  };
}

/** Runs that nobody holds yet, put in line by the transaction that writes them. */
export async function joinLine(client: PoolClient, comers: readonly Comer[]): Promise<void> {
  await client.query({
    name: 'turn-join',
    text: `insert into run_turn (run_id, flow_id, key)
      select * from unnest($1::uuid[], $2::uuid[], $3::text[]) on conflict do nothing`,
    values: [
      comers.map(({ runId }) => runId),
      comers.map(({ flowId }) => flowId),
      comers.map(({ key }) => storedKey(key)),
    ],
  });
}

const keysOf = (comers: readonly Comer[]) => [...new Set(comers.map(({ key }) => storedKey(key)))];

function passIn(pool: Pool, flowId: string, keys: readonly string[]): Promise<string[]> {
  return inTransaction(pool, async (client) => admit(client, { flowId, keys, limit: await limitOf(client, flowId) }));
}

/** Null where there is none any more. Holds the flow's row: whoever hands out places comes after each other. */
async function limitOf(client: PoolClient, flowId: string): Promise<number | null> {
  const { rows } = await client.query<{ atOnce: number | null }>({
    name: 'turn-limit',
    text: 'select at_once as "atOnce" from flow where id = $1 for no key update',
    values: [flowId],
  });
  return rows[0]?.atOnce ?? null;
}

type Lines = { flowId: string; keys: readonly string[]; limit: number | null };

/** Gives the places that are free to those who came first. They want to be moved from here on. */
async function admit(client: PoolClient, { flowId, keys, limit }: Lines): Promise<string[]> {
  await client.query({
    name: 'turn-leave',
    text: `delete from run_turn t where t.flow_id = $1 and t.key = any($2) and t.is_held
      and not exists (select from run_lease l where l.run_id = t.run_id)`,
    values: [flowId, keys],
  });
  const { rows } = await client.query<{ runId: string }>({
    name: 'turn-admit',
    text: `with next as (
        select n.run_id from unnest($2::text[]) as line (key) cross join lateral (
          select t.run_id from run_turn t join run_lease l on l.run_id = t.run_id
          where t.flow_id = $1 and t.key = line.key and not t.is_held order by t.run_id
          limit case when $3::int is null then ${MOST_ADMITTED} else greatest(0, $3::int - (
            select count(*) from run_turn h where h.flow_id = $1 and h.key = line.key and h.is_held)) end
        ) n
      ), admitted as (
        update run_turn set is_held = true from next where run_turn.run_id = next.run_id returning run_turn.run_id
      ), woken as (
        update run_lease set wake_at = now() from admitted
        where run_lease.run_id = admitted.run_id and run_lease.worker_id is null
      ) select run_id as "runId" from admitted order by run_id`,
    values: [flowId, keys, limit],
  });
  const admitted = rows.map(({ runId }) => runId);
  await show(client, admitted, 'running');
  return admitted;
}

/** Which of these have a place. The others are let go of, and moved by nobody before they have one. */
async function settle(client: PoolClient, comers: readonly Comer[], workerId: string): Promise<string[]> {
  const runIds = comers.map(({ runId }) => runId);
  const { rows } = await client.query<{ runId: string }>({
    name: 'turn-held',
    text: 'select run_id as "runId" from run_turn where run_id = any($1::uuid[]) and is_held',
    values: [runIds],
  });
  const held = rows.map(({ runId }) => runId);
  const waiting = runIds.filter((runId) => !held.includes(runId));
  if (waiting.length > 0) {
    await client.query({
      name: 'turn-wait',
      text: 'update run_lease set worker_id = null, wake_at = null where run_id = any($1::uuid[]) and worker_id = $2',
      values: [waiting, workerId],
    });
    await show(client, waiting, 'waiting');
  }
  return held;
}

/** The bounds let the server skip every partition that holds none of these runs. */
async function show(client: PoolClient, runIds: readonly string[], status: 'running' | 'waiting'): Promise<void> {
  const sorted = runIds.toSorted();
  if (sorted.length === 0) return;
  await client.query({
    name: 'turn-show',
    text: `update run set status = $4 where id = any($1::uuid[]) and id between $2 and $3
      and status in ('running', 'waiting') and status <> $4`,
    values: [sorted, sorted[0], sorted.at(-1), status],
  });
}

/** Lines in which somebody has ended, or waits although there is a place. Forgets who waited and was cancelled. */
async function openLines(pool: Pool): Promise<{ flowId: string; key: string }[]> {
  await pool.query({
    name: 'turn-forget',
    text: `delete from run_turn t where not t.is_held and not exists (select from run_lease l where l.run_id = t.run_id)`,
  });
  const { rows } = await pool.query<{ flowId: string; key: string }>({
    name: 'turn-open-lines',
    text: `select t.flow_id as "flowId", t.key from run_turn t
        left join run_lease l on l.run_id = t.run_id left join flow f on f.id = t.flow_id
      group by t.flow_id, t.key, f.at_once
      having bool_or(l.run_id is null) or (bool_or(not t.is_held)
        and (f.at_once is null or count(*) filter (where t.is_held) < f.at_once))
      limit ${MOST_LINES}`,
  });
  return rows;
}
