import type { Pool } from 'pg';
import type { ResumeStore } from '../connections/dueResumes.ts';

const AT_A_TIME = 50;
const FIRST_RUN = '00000000-0000-0000-0000-000000000000';

/**
 * Accounts that were connected again, with how far their runs have been gone through, in PostgreSQL. They are gone through
 * again until some time has passed: a call may have been under way with the old secret.
 */
export function createResumeStore(pool: Pool): ResumeStore {
  return {
    async some(now, carryOn) {
      const { rows: accounts } = await pool.query<{ id: string; after: string }>(
        'select id, resume_after as after from connection where resume_after is not null order by resume_until limit 1',
      );
      const [account] = accounts;
      if (account === undefined) return 0;
      const { rows } = await pool.query<{ runId: string; planId: string }>(WAITING, [
        account.id,
        account.after,
        AT_A_TIME,
      ]);
      for (const { runId, planId } of rows) await carryOn({ connectionId: account.id, runId, planId });
      const last = rows.length === AT_A_TIME ? rows.at(-1)?.runId : undefined;
      await pool.query(
        `update connection set resume_after = case
             when $2::uuid is not null then $2::uuid
             when resume_until > to_timestamp($3::float8 / 1000) then $4::uuid end
           where id = $1 and resume_after = $5`,
        [account.id, last ?? null, now, FIRST_RUN, account.after],
      );
      // Looked for again with the next tick, not at once.
      return last === undefined ? 0 : rows.length;
    },
  };
}

/** Unfinished runs have a lease, so this reads few rows however many runs there were. */
const WAITING = `
  select r.id as "runId", r.plan_id as "planId"
  from connection c
  join run_plan p on p.workspace_id = c.workspace_id and position(c.id::text in p.plan::text) > 0
  join run r on r.plan_id = p.id and r.workspace_id = c.workspace_id
  join run_lease l on l.run_id = r.id
  where c.id = $1 and r.id > $2 and r.status = 'waiting' and l.worker_id is null
  order by r.id limit $3`;
