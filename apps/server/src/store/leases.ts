import type { Pool } from 'pg';
import type { DatabaseClock } from './databaseClock.ts';

/** A run that this worker now holds, with what is needed to advance it. */
export type ClaimedRun = {
  runId: string;
  workspaceId: string;
  flowId: string;
  planId: string;
  mode: 'live' | 'mock';
};

/** A run that its worker lets go of. `wakeAt` is milliseconds since 1970. */
type Parked = { runId: string; workerId: string; wakeAt: number | null; status: string };

/** How long a worker may be silent before its runs are taken from it. */
const SILENCE_MS = 6_000;
/** A heartbeat from so far ahead is of before the database's clock was set back. */
const AHEAD_MS = 10_000;

/** How long the queue gets to bring a run before the sweep does. */
const OVERDUE_MS = 4_000;

/** Who moves which unfinished run. A run has at most one holder; the journal refuses a holder that was thought dead. */
export type Leases = ReturnType<typeof createLeases>;

/** `clock` is set by the answers to heartbeats. */
export function createLeases(pool: Pool, clock?: Pick<DatabaseClock, 'listen'>) {
  return {
    /** Makes this worker known. What an earlier process of the same instance held is free at once. */
    async register(workerId: string, instance: string): Promise<void> {
      await pool.query('delete from worker where instance = $1', [instance]);
      await pool.query('insert into worker (id, instance) values ($1, $2)', [workerId, instance]);
    },

    /** False when others have taken this worker for dead: it then holds nothing any more. */
    async heartbeat(workerId: string): Promise<boolean> {
      let isKnown = false;
      const beat = async () => {
        const { rows } = await pool.query<{ shown: number }>(
          'update worker set heartbeat_at = now() where id = $1 returning extract(epoch from now())::float8 * 1000 as shown',
          [workerId],
        );
        isKnown = rows.length === 1;
        return rows[0]?.shown;
      };
      await (clock === undefined ? beat() : clock.listen(beat));
      return isKnown;
    },

    /** Lets go of everything, and gives the runs that want to be moved on by another. */
    async unregister(workerId: string): Promise<string[]> {
      const { rows } = await pool.query<{ run_id: string }>(
        'update run_lease set worker_id = null, wake_at = now() where worker_id = $1 returning run_id',
        [workerId],
      );
      await pool.query('delete from worker where id = $1', [workerId]);
      return rows.map((row) => row.run_id);
    },

    /** Takes those of `runIds` that nobody holds. */
    async claim(workerId: string, runIds: readonly string[]): Promise<ClaimedRun[]> {
      const { rows } = await pool.query<ClaimedRun>({
        name: 'lease-claim',
        text: `with free as (
            select run_id from run_lease where run_id = any($2::uuid[]) and worker_id is null for update skip locked
          ), claimed as (
            update run_lease l set worker_id = $1, wake_at = null from free where l.run_id = free.run_id returning l.run_id
          )
          select r.id as "runId", r.workspace_id as "workspaceId", r.flow_id as "flowId", r.plan_id as "planId", r.mode
          from run r join claimed on r.id = claimed.run_id where r.id = any($2::uuid[])`,
        values: [workerId, runIds],
      });
      return rows;
    },

    /**
     * Lets go of a run that is not finished. `wakeAt` null: only a person or a connection moves it on. `stirred`: a word
     * for it has come meanwhile, so it is to be moved at once. `lost`, and nothing is done, when it is not this worker's
     * any more.
     */
    async park(run: Parked): Promise<'parked' | 'stirred' | 'lost'> {
      const { rows } = await pool.query<{ isStirred: boolean }>({
        name: 'lease-park',
        text: `with parked as (
            update run_lease set worker_id = null, wake_at = least(wake_at, to_timestamp($3::float8 / 1000))
            where run_id = $1 and worker_id = $2
            returning run_id, wake_at is distinct from to_timestamp($3::float8 / 1000)::timestamptz(3) as stirred
          ), told as (
            update run set status = $4 where id = $1 and id in (select run_id from parked)
          )
          select stirred as "isStirred" from parked`,
        values: [run.runId, run.workerId, run.wakeAt, run.status],
      });
      if (rows[0] === undefined) return 'lost';
      return rows[0].isStirred ? 'stirred' : 'parked';
    },

    sweep: () => sweep(pool),
  };
}

/**
 * Frees what workers that fell silent held, and gives the runs that want to be moved now: those just freed, and those
 * whose time was some seconds ago, which the queue should have brought. Each is given once in a while, not every time.
 */
async function sweep(pool: Pool): Promise<string[]> {
  // Who is dead would seem alive until the clock is there again.
  await pool.query(`with ahead as (
      update worker set heartbeat_at = now() where heartbeat_at > now() + ${AHEAD_MS} * interval '1 millisecond')
    delete from worker where heartbeat_at < now() - ${SILENCE_MS} * interval '1 millisecond'`);
  const { rows } = await pool.query<{ run_id: string }>({
    name: 'lease-sweep',
    text: `update run_lease set worker_id = null, wake_at = now() where run_id in (
        select l.run_id from run_lease l left join worker w on w.id = l.worker_id
        where (l.worker_id is not null and w.id is null)
          or (l.worker_id is null and l.wake_at < now() - ${OVERDUE_MS} * interval '1 millisecond')
        limit 1000
      ) and (worker_id is null or not exists (select from worker where worker.id = run_lease.worker_id))
      returning run_id`,
  });
  return rows.map((row) => row.run_id);
}
