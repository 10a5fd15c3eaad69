import type { Pool, PoolClient } from 'pg';

const DAY_MS = 86_400_000;
/** A run that has waited for longer to be carried on is not asked for its last call again. */
const KEPT_DAYS = 35;

/**
 * Does `work` in the transaction of `client`, unless the same key has been here before: then what it gave is given again. A
 * second call at the same moment waits for the first to end. No key: it is done each time.
 */
export async function onlyOnce<Result>(
  client: PoolClient,
  { workspaceId, key }: { workspaceId: string; key: string | undefined },
  work: () => Promise<Result>,
): Promise<Result> {
  if (key === undefined) return work();
  const claimed = await client.query({
    name: 'done-claim',
    text: 'insert into done_call (workspace_id, key, done_at) values ($1, $2, now()) on conflict do nothing',
    values: [workspaceId, key],
  });
  if (claimed.rowCount === 0) {
    const { rows } = await client.query<{ result: string }>(
      'select result from done_call where workspace_id = $1 and key = $2',
      [workspaceId, key],
    );
    return JSON.parse(rows[0]?.result ?? 'null') as Result; // Written below, by the same operation.
  }
  const result = await work();
  await client.query({
    name: 'done-result',
    text: 'update done_call set result = $3 where workspace_id = $1 and key = $2',
    values: [workspaceId, key, JSON.stringify(result)],
  });
  return result;
}

/** Forgets calls that nobody asks for again, and saved values that have expired. */
export async function forgetKept(pool: Pool, now: number): Promise<void> {
  const before = now - KEPT_DAYS * DAY_MS;
  await pool.query('delete from done_call where done_at < to_timestamp($1::float8 / 1000)', [before]);
  await pool.query('delete from saved_value where expires_at < to_timestamp($1::float8 / 1000)', [now]);
}
