import type { Pool } from 'pg';

/** What a row takes beside its payload, with its share of the indexes: measured over a million runs (decision 007). */
export const ROW_BYTES = { run: 360, journal: 100 };

/** So many pages are looked at, whatever there is. */
const SAMPLED_PAGES = 2_000;

/**
 * How much the runs of `table` (all, or those of a week) take, in bytes, from a sample of its pages. The size of its files
 * would not do: PostgreSQL keeps the room of deleted rows for new ones.
 */
export async function runSpace(pool: Pool, week = 'run'): Promise<number> {
  const journal = week.replace(/^run/, 'run_journal');
  const payload = `pg_column_size(events) + ${ROW_BYTES.journal}`;
  return (await sampled(pool, journal, payload)) + (await sampled(pool, week, String(ROW_BYTES.run)));
}

async function sampled(pool: Pool, table: string, size: string): Promise<number> {
  const { rows: pages } = await pool.query<{ pages: number }>(
    `select (coalesce(sum(pg_relation_size(relid)), 0) / current_setting('block_size')::float8)::float8 as pages
      from pg_partition_tree($1::regclass) where isleaf`,
    [table],
  );
  const percent = Math.min(100, (100 * SAMPLED_PAGES) / Math.max(1, pages[0]?.pages ?? 0));
  const { rows } = await pool.query<{ bytes: number }>(
    `select coalesce(sum(${size}), 0)::float8 as bytes from ${table} tablesample system ($1)`,
    [percent],
  );
  return ((rows[0]?.bytes ?? 0) * 100) / percent;
}
