import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseError, type Pool, type PoolClient } from 'pg';
import { inTransaction } from '../inTransaction.ts';
import { NEEDED_WITHIN } from './needed.ts';
import type { Week } from './weeks.ts';

const LOCK_NOT_AVAILABLE = '55P03';
/** Whoever writes runs waits behind whoever waits for this lock, so it is not waited for long, and tried again instead. */
const LOCK_MS = 100;
const TRIES = 5;

class Needed extends Error {}

/** Drops a week whole, runs and journals. False where a run in it is still needed, or it is in use for too long. */
export async function dropWeek(pool: Pool, week: Week): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      if (await isNeeded(pool, week)) return false;
      await inTransaction(pool, (client) => drop(client, week));
      return true;
    } catch (error) {
      if (error instanceof Needed) return false;
      if (!(error instanceof DatabaseError) || error.code !== LOCK_NOT_AVAILABLE) throw error;
      await pause(LOCK_MS);
    }
  }
  return false;
}

async function drop(client: PoolClient, week: Week): Promise<void> {
  const { name, from, until } = week;
  await client.query(`set local lock_timeout = '${LOCK_MS}ms'`);
  await client.query('delete from approval where run_id >= $1 and run_id < $2', [from, until]);
  await client.query('delete from troubled_run where run_id >= $1 and run_id < $2', [from, until]);
  await client.query('delete from called_run where run_id >= $1 and run_id < $2', [from, until]);
  await client.query('delete from request_trace where run_id >= $1 and run_id < $2', [from, until]);
  await client.query(`drop table ${name}, ${name.replace('run_', 'run_journal_')}`);
  // A person may have moved a run of it on while the lock was waited for; from here on nobody can.
  if (await isNeeded(client, week)) throw new Needed();
}

async function isNeeded(client: Pool | PoolClient, { from, until }: Week): Promise<boolean> {
  const { rowCount } = await client.query(NEEDED_WITHIN, [from, until]);
  return rowCount !== 0;
}
