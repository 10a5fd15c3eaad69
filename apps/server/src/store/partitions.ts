import { DatabaseError, type Pool, type PoolClient } from 'pg';
import { type DatabaseKind, hasAdvisoryLocks } from './databaseKind.ts';
import { inTransaction } from './inTransaction.ts';

/** One partition's worth of time. */
export const WEEK_MS = 7 * 86_400_000;
/** 1970-01-01 was a Thursday; weeks begin on Mondays. */
export const FIRST_MONDAY_MS = 4 * 86_400_000;
const WEEKS_AHEAD = 4;
/** Any number that nothing else of ours locks. */
const LOCK = 7_203_911;
/** There are four weeks to make the tables of the next one in, and many who try. */
const PATIENCE_MS = 1_000;
const CHECK_VIOLATION = '23514';
const LOCK_NOT_AVAILABLE = '55P03';
/** Where nothing can be locked, another process may make the same table at the same moment. */
const MADE_ALREADY = ['42P07', '23505'];
const HARMLESS: ReadonlySet<string | undefined> = new Set([CHECK_VIOLATION, LOCK_NOT_AVAILABLE, ...MADE_ALREADY]);

/**
 * Makes the partitions of the run tables for this week and the four after it. A run's id is a UUIDv7, which begins with its
 * time, so a week is a range of ids, and dropping a week is dropping two tables. Safe to call from many processes.
 */
export async function ensurePartitions(pool: Pool, now: number, kind: DatabaseKind = 'postgresql'): Promise<void> {
  await inTransaction(pool, async (client) => {
    if (hasAdvisoryLocks(kind)) await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    // Whoever writes runs waits behind whoever waits for the lock of a new table.
    await client.query(`set local lock_timeout = '${PATIENCE_MS}ms'`);
    for (const statement of partitionStatements(now)) await unlessFilled(client, statement);
  });
}

/**
 * A week that has runs in the default partition (nobody made its own in time: the machine slept for a month) stays there.
 * That costs retention for that week, and must not cost the start. One whose lock is not to be had just now is made later.
 */
async function unlessFilled(client: PoolClient, statement: string): Promise<void> {
  await client.query('savepoint week');
  try {
    await client.query(statement);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (!HARMLESS.has(error.code)) throw error;
    await client.query('rollback to savepoint week');
  }
}

function partitionStatements(now: number): string[] {
  const thisWeek = Math.floor((now - FIRST_MONDAY_MS) / WEEK_MS);
  return Array.from({ length: WEEKS_AHEAD + 1 }, (_, ahead) => thisWeek + ahead).flatMap((week) => {
    const from = FIRST_MONDAY_MS + week * WEEK_MS;
    const name = new Date(from).toISOString().slice(0, 10).replaceAll('-', '');
    const range = `for values from ('${firstIdAt(from)}') to ('${firstIdAt(from + WEEK_MS)}')`;
    return [
      `create table if not exists run_${name} partition of run ${range} with (fillfactor = 80)`,
      `create table if not exists run_journal_${name} partition of run_journal ${range}`,
    ];
  });
}

/** The smallest UUID whose first 48 bits are this time. */
export function firstIdAt(instant: number): string {
  const hex = instant.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
