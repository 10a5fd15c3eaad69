import type { Pool, PoolClient } from 'pg';
import { within } from './wire.ts';

/** A connection that does not take even a rollback at once carries nothing any more. */
const ROLLBACK_MS = 2_000;

/** Does `work` on one connection, all of it or nothing. */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let isBroken = false;
  // One that breaks between two statements says so at the next; without a listener it would end the process.
  const breaks = () => {
    isBroken = true;
  };
  client.on('error', breaks);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query(within(ROLLBACK_MS, 'rollback')).catch(breaks);
    throw error;
  } finally {
    client.off('error', breaks);
    client.release(isBroken);
  }
}
