import type { Pool } from 'pg';

/** Since when (milliseconds since 1970) runs are all there; null where none were ever removed. */
export async function keptSince(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ since: Date }>({ name: 'kept-since', text: 'select since from kept_runs' });
  return rows[0]?.since.getTime() ?? null;
}

/** Older runs are gone, but for those that were needed. */
export async function keepSince(pool: Pool, since: number): Promise<void> {
  await pool.query(
    `insert into kept_runs (id, since) values (1, to_timestamp($1::float8 / 1000))
      on conflict (id) do update set since = greatest(kept_runs.since, excluded.since)`,
    [since],
  );
}
