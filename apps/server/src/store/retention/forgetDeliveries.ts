import type { Pool } from 'pg';

const DAY_MS = 86_400_000;
/** Nobody sends the same delivery again after a quarter of a year. */
const KEPT_DAYS = 90;
const MOST_AT_ONCE = 5_000;

/** Forgets which deliveries came long ago, some at a time. Gives how many. */
export async function forgetDeliveries(
  pool: Pool,
  { now, signal }: { now: number; signal: AbortSignal },
): Promise<number> {
  let forgotten = 0;
  while (!signal.aborted) {
    const { rowCount } = await pool.query(
      `delete from hook_delivery where ctid = any(array(
        select ctid from hook_delivery where received_at < to_timestamp($1::float8 / 1000) limit ${MOST_AT_ONCE}))`,
      [now - KEPT_DAYS * DAY_MS],
    );
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < MOST_AT_ONCE) break;
  }
  return forgotten;
}
