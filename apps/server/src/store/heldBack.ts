import type { Pool } from 'pg';

/** A run that there is no room for. */
export type HeldBackRun = { runId: string; workspaceId: string };

/** How much of this process is taken, for handing out what is left. */
export type RoomLeft = {
  /** How many more runs it may move. */
  left: number;
  /** How many of each workspace's it moves at least, whatever it has to do. */
  share: number;
  /** How many of each workspace's it moves now. */
  taken: readonly { workspaceId: string; runs: number }[];
};

/** Runs that no process has room for yet, in PostgreSQL. */
export type HeldBackStore = ReturnType<typeof createHeldBackStore>;

/** No more of one workspace at a time: others may come meanwhile. */
const MOST_AT_ONCE = 100;

export function createHeldBackStore(pool: Pool) {
  return {
    /** Lets go of runs that this worker holds, or that nobody does. */
    async hold(runs: readonly HeldBackRun[], workerId: string): Promise<void> {
      await pool.query({
        name: 'held-back-hold',
        text: `with held as (
            insert into held_back_run (workspace_id, run_id) select * from unnest($1::uuid[], $2::uuid[])
            on conflict do nothing
          ) update run_lease set worker_id = null, wake_at = null
            where run_id = any($2::uuid[]) and (worker_id is null or worker_id = $3)`,
        values: [runs.map(({ workspaceId }) => workspaceId), runs.map(({ runId }) => runId), workerId],
      });
    },

    /**
     * Takes out some, the first that came of each workspace, shared among those that have any. They want to be moved from
     * here on, so one that is then forgotten is found by the sweep.
     */
    async take({ left, share, taken }: RoomLeft): Promise<string[]> {
      const { rows } = await pool.query<{ runId: string }>({
        name: 'held-back-take',
        text: `with recursive spaces (id) as (
            (select workspace_id from held_back_run order by workspace_id limit 1)
            union all
            select (select h.workspace_id from held_back_run h where h.workspace_id > s.id order by h.workspace_id limit 1)
            from spaces s where s.id is not null
          ), allowed as (
            select s.id, least(${MOST_AT_ONCE}, greatest($2::int - coalesce(t.runs, 0),
              ceil($1::float8 / (select count(*) from spaces where id is not null))::int)) as most
            from spaces s left join unnest($3::uuid[], $4::int[]) as t (id, runs) on t.id = s.id where s.id is not null
          ), picked as (
            select p.workspace_id, p.run_id from allowed a cross join lateral (
              select h.workspace_id, h.run_id from held_back_run h where h.workspace_id = a.id
              order by h.run_id limit greatest(0, a.most) for update skip locked) p
          ), gone as (
            delete from held_back_run h using picked p where h.workspace_id = p.workspace_id and h.run_id = p.run_id
            returning h.run_id
          ), due as (
            update run_lease set wake_at = now() from gone where run_lease.run_id = gone.run_id and worker_id is null
            returning run_lease.run_id
          ) select run_id as "runId" from due`,
        values: [left, share, taken.map(({ workspaceId }) => workspaceId), taken.map(({ runs }) => runs)],
      });
      return rows.map(({ runId }) => runId);
    },
  };
}
