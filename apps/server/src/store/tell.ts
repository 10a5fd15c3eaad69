import type { Pool } from 'pg';

/** Tells every process that listens to `channel`. */
export async function tell(pool: Pool, channel: string, payload: string): Promise<void> {
  await pool.query('select pg_notify($1, $2)', [channel, payload]);
}
