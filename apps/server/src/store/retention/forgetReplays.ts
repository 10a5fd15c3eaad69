import type { Pool } from 'pg';
import { firstIdAt } from '../partitions.ts';
import { keptSince } from './keptSince.ts';

const DAY_MS = 86_400_000;
/** Nobody asks after a month what became of a batch. */
const KEPT_DAYS = 30;
const MOST_AT_ONCE = 20;

/**
 * Forgets what became of batches that ended long ago, some at a time. That a run was run again is remembered as long as the
 * run itself is there: else it would be among all that are left, and sent a second time. Gives how many batches are gone.
 */
export async function forgetReplays(
  pool: Pool,
  { now, signal }: { now: number; signal: AbortSignal },
): Promise<number> {
  const allThereFrom = firstIdAt((await keptSince(pool)) ?? 0);
  let after = firstIdAt(0);
  let forgotten = 0;
  while (!signal.aborted) {
    const ids = await endedBatches(pool, { after, before: now - KEPT_DAYS * DAY_MS });
    after = ids.at(-1) ?? after;
    if (ids.length === 0) break;
    await pool.query(
      `delete from replay_item i where i.batch_id = any($1::uuid[]) and (i.new_run_id is null
        or i.run_id < $2 and not exists (select from run r where r.id = i.run_id))`,
      [ids, allThereFrom],
    );
    const { rowCount } = await pool.query(
      `delete from replay_batch b where b.id = any($1::uuid[])
        and not exists (select from replay_item i where i.batch_id = b.id)`,
      [ids],
    );
    forgotten += rowCount ?? 0;
  }
  return forgotten;
}

async function endedBatches(pool: Pool, { after, before }: { after: string; before: number }): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from replay_batch where next_at is null and id > $1 and created_at < to_timestamp($2::float8 / 1000)
      order by id limit ${MOST_AT_ONCE}`,
    [after, before],
  );
  return rows.map(({ id }) => id);
}
