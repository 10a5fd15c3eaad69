import type { Pool } from 'pg';

/** Those of the runs that a worker moves which have ended meanwhile, or are another's by now. */
export async function movedAway(
  pool: Pool,
  { workerId, runIds }: { workerId: string; runIds: readonly string[] },
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from run where id = any($2::uuid[]) and finished_at is not null
      union select run_id from run_lease where run_id = any($2::uuid[]) and worker_id is distinct from $1`,
    [workerId, runIds],
  );
  return rows.map(({ id }) => id);
}
