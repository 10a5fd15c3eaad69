import type { Pool } from 'pg';
import { FIRST_MONDAY_MS, firstIdAt, WEEK_MS } from '../partitions.ts';

/** A week of runs, in tables of its own: ids from `from` to before `until`, which begins at `endsAt`. */
export type Week = { name: string; from: string; until: string; endsAt: number };

/** All weeks there are tables for, the oldest first. */
export async function weeksOf(pool: Pool): Promise<Week[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'run'::regclass and c.relname ~ '^run_[0-9]{8}$' order by 1`,
  );
  return rows.map(({ name }) => {
    const from = mondayOf(name);
    return { name, from: firstIdAt(from), until: firstIdAt(from + WEEK_MS), endsAt: from + WEEK_MS };
  });
}

/** `run_20261116` holds the week that begins on 16 November. */
function mondayOf(name: string): number {
  const [, year, month, day] = /^run_(\d{4})(\d{2})(\d{2})$/.exec(name) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day));
}

/** When the week of this instant began. */
export function mondayBefore(instant: number): number {
  return instant - ((((instant - FIRST_MONDAY_MS) % WEEK_MS) + WEEK_MS) % WEEK_MS);
}
