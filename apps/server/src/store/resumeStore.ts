import type { Pool } from 'pg';
import type { ResumeStore } from '../connections/dueResumes.ts';

const AT_A_TIME = 50;
/** How many are counted; more than a person asks about one by one. */
const MOST_COUNTED = 10_000;
/** How long after it was asked for runs may still come to wait for the account. */
const RESUME_MS = 30_000;
/** Comes before all runs. */
export const FIRST_RUN = '00000000-0000-0000-0000-000000000000';

type Due = { id: string; after: string; dropsBy: string | null };

/**
 * Accounts whose waiting runs are to be dealt with, with how far they have been gone through, in PostgreSQL. They are gone
 * through again until some time has passed: a call may have been under way with the old secret.
 */
export function createResumeStore(pool: Pool): ResumeStore {
  return {
    async some(now, deal) {
      const { rows: accounts } = await pool.query<Due>(
        `select id, resume_after as after, resume_drops_by as "dropsBy" from connection
         where resume_after is not null order by resume_until limit 1`,
      );
      const [account] = accounts;
      if (account === undefined) return 0;
      const { rows } = await pool.query<{ runId: string; planId: string }>(WAITING, [
        account.id,
        account.after,
        AT_A_TIME,
      ]);
      let done = 0;
      for (const { runId, planId } of rows) {
        const { id: connectionId, dropsBy } = account;
        if (await deal({ connectionId, runId, planId, dropsBy })) done += 1;
      }
      const last = rows.length === AT_A_TIME ? rows.at(-1)?.runId : undefined;
      await pool.query(
        `update connection set resume_after = case
             when $2::uuid is not null then $2::uuid
             when resume_until > to_timestamp($3::float8 / 1000) then $4::uuid end,
           resume_done = resume_done + $6
         where id = $1 and resume_after = $5`,
        [account.id, last ?? null, now, FIRST_RUN, account.after, done],
      );
      // Looked for again with the next tick, not at once.
      return last === undefined ? 0 : rows.length;
    },

    waiting: (account) => countWaiting(pool, account),

    async begin({ workspaceId, connectionId, dropsBy, now }) {
      const total = await countWaiting(pool, { workspaceId, connectionId });
      await pool.query(
        `update connection set resume_after = $3, resume_until = to_timestamp($4::float8 / 1000), resume_drops_by = $5,
           resume_total = $6, resume_done = 0 where id = $1 and workspace_id = $2`,
        // Whoever drops what waits means what waits now.
        [connectionId, workspaceId, FIRST_RUN, dropsBy === null ? now + RESUME_MS : now, dropsBy, total],
      );
    },

    async stop({ workspaceId, connectionId }) {
      await pool.query('update connection set resume_after = null where id = $1 and workspace_id = $2', [
        connectionId,
        workspaceId,
      ]);
    },
  };
}

/** How many runs rest that an account has stopped, as the end of their journals says; counted up to ten thousand. */
export async function countWaiting(
  pool: Pool,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string },
): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(COUNT, [connectionId, workspaceId, MOST_COUNTED]);
  return rows[0]?.count ?? 0;
}

/** Unfinished runs have a lease, so this reads few rows however many runs there were. */
const RESTING = `run_plan p join run r on r.plan_id = p.id and r.workspace_id = p.workspace_id
  join run_lease l on l.run_id = r.id`;

const WAITING = `
  select r.id as "runId", r.plan_id as "planId"
  from connection c, ${RESTING}
  where c.id = $1 and p.workspace_id = c.workspace_id and position(c.id::text in p.plan::text) > 0 and r.id > $2 and r.status = 'waiting' and l.worker_id is null
  order by r.id limit $3`;

// What a run waits for stands at the end of its journal.
const COUNT = `
  select count(*)::int as count from (
    select from ${RESTING}
    where p.workspace_id = $2 and position($1::text in p.plan::text) > 0 and r.status = 'waiting' and l.worker_id is null
      and exists (
        select from (select events from run_journal j where j.run_id = r.id order by index desc limit 4) tail
        where position('"after-reconnect"' in tail.events) > 0)
    limit $3) found`;
