import { DatabaseError, type Pool } from 'pg';
import { inTransaction } from './inTransaction.ts';
import { firstIdAt } from './partitions.ts';

const WEEK_MS = 7 * 86_400_000;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Drops the weeks that ended before `before` (ms since 1970), runs and journals whole, and gives their names. A week with
 * a run that is not finished stays, and one that is in use just now stays until the next time.
 */
export async function dropOldRuns(pool: Pool, before: number): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'run'::regclass and c.relname ~ '^run_[0-9]{8}$' order by 1`,
  );
  const dropped: string[] = [];
  for (const { name } of rows) {
    const from = mondayOf(name);
    if (from + WEEK_MS <= before && (await dropWeek(pool, name, from))) dropped.push(name);
  }
  return dropped;
}

async function dropWeek(pool: Pool, name: string, from: number): Promise<boolean> {
  try {
    return await inTransaction(pool, async (client) => {
      // Whoever writes waits behind this lock, so it is not waited for.
      await client.query(`set local lock_timeout = '2s'`);
      const week = [firstIdAt(from), firstIdAt(from + WEEK_MS)];
      const { rowCount } = await client.query(
        `select from run_lease where run_id >= $1 and run_id < $2
          union all select from failed_run where run_id >= $1 and run_id < $2
          union all select from ended_run where run_id >= $1 and run_id < $2 limit 1`,
        week,
      );
      if (rowCount !== 0) return false;
      await client.query('delete from approval where run_id >= $1 and run_id < $2', week);
      await client.query('delete from called_run where run_id >= $1 and run_id < $2', week);
      await client.query(`drop table ${name}, ${name.replace('run_', 'run_journal_')}`);
      return true;
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}

/** `run_20261116` holds the week that begins on 16 November. */
function mondayOf(name: string): number {
  const [, year, month, day] = /^run_(\d{4})(\d{2})(\d{2})$/.exec(name) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day));
}
