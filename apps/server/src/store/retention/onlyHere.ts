import type { Pool } from 'pg';
import { type DatabaseKind, hasAdvisoryLocks } from '../databaseKind.ts';

/** Any number that nothing else of ours locks. */
const HOUSEKEEPING_LOCK = 7_240_113;

/** Does `work` unless another process of this database is at it: then nothing, and null. */
export async function onlyHere<Result>(
  { pool, kind }: { pool: Pool; kind: DatabaseKind },
  work: () => Promise<Result>,
): Promise<Result | null> {
  if (!hasAdvisoryLocks(kind)) return work();
  const client = await pool.connect();
  let isBroken = false;
  const breaks = () => {
    isBroken = true;
  };
  client.on('error', breaks);
  try {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      HOUSEKEEPING_LOCK,
    ]);
    if (rows[0]?.taken !== true) return null;
    try {
      return await work();
    } finally {
      // It goes with the connection, where that is gone.
      await client.query('select pg_advisory_unlock($1)', [HOUSEKEEPING_LOCK]).catch(breaks);
    }
  } finally {
    client.off('error', breaks);
    client.release(isBroken);
  }
}
