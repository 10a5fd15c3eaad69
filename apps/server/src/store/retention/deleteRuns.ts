import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { firstIdAt } from '../partitions.ts';
import { inTransaction } from '../inTransaction.ts';
import { NEEDED } from './needed.ts';
import { ROW_BYTES } from './runSpace.ts';

/** Small enough that nothing else is held up, and that a stop is not. */
const MOST_AT_ONCE = 500;

/** `bytes`: what they took, as they were stored. `last`: the id of the youngest. */
export type Deleted = { runs: number; bytes: number; last: string | null };

export type DeleteRuns = {
  /** Ids from here, if not from the beginning, */
  from?: string;
  /** to before here. */
  until: string;
  /** Enough is deleted once this is free. */
  untilFreed?: number;
  signal: AbortSignal;
};

/**
 * Deletes finished runs that nothing needs any more, the oldest first, some at a time and never for more than half of the
 * time. Locks only the rows it deletes.
 */
export async function deleteRuns(pool: Pool, options: DeleteRuns): Promise<Deleted> {
  const { until, untilFreed = Number.POSITIVE_INFINITY, signal } = options;
  const deleted: Deleted = { runs: 0, bytes: 0, last: null };
  let after = options.from ?? firstIdAt(0);
  while (!signal.aborted && deleted.bytes < untilFreed) {
    const began = performance.now();
    const some = await inTransaction(pool, (client) => deleteSome(client, { after, until }));
    if (some.last === null) break;
    deleted.runs += some.runs;
    deleted.bytes += some.bytes;
    deleted.last = some.last;
    after = some.last;
    await pause(performance.now() - began);
  }
  return deleted;
}

async function deleteSome(client: PoolClient, { after, until }: { after: string; until: string }): Promise<Deleted> {
  const { rows } = await client.query<{ id: string }>({
    name: 'runs-outlived',
    text: `select r.id from run r where r.id >= $1 and r.id < $2 and r.finished_at is not null and not ${NEEDED}
      order by r.id limit ${MOST_AT_ONCE} for update of r skip locked`,
    values: [after, until],
  });
  const ids = rows.map(({ id }) => id);
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return { runs: 0, bytes: 0, last: null };
  // The bounds let the server skip all weeks but one.
  const { rows: freed } = await client.query<{ bytes: number }>(
    `with gone as (delete from run_journal where run_id = any($1::uuid[]) and run_id between $2 and $3
        returning pg_column_size(events) as size)
      select coalesce(sum(size + ${ROW_BYTES.journal}), 0)::float8 as bytes from gone`,
    [ids, first, last],
  );
  await client.query('delete from run where id = any($1::uuid[]) and id between $2 and $3', [ids, first, last]);
  await client.query('delete from approval where run_id = any($1::uuid[])', [ids]);
  await client.query('delete from troubled_run where run_id = any($1::uuid[])', [ids]);
  await client.query('delete from called_run where run_id = any($1::uuid[])', [ids]);
  await client.query('delete from request_trace where run_id = any($1::uuid[])', [ids]);
  return { runs: ids.length, bytes: (freed[0]?.bytes ?? 0) + ids.length * ROW_BYTES.run, last };
}
