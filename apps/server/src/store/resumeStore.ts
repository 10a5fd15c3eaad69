import type { Pool } from 'pg';
import type { ResumeStore } from '../connections/dueResumes.ts';

const AT_A_TIME = 50;
/** So many accounts are looked after at a time. */
const ACCOUNTS = 20;
/** How many are counted; more than a person asks about one by one. */
const MOST_COUNTED = 10_000;
/** How long after it was asked for runs may still come to wait for the account. */
export const RESUME_MS = 30_000;
/** Comes before all runs. */
export const FIRST_RUN = '00000000-0000-0000-0000-000000000000';

type Due = {
  id: string;
  workspaceId: string;
  after: string;
  until: Date;
  dropsBy: string | null;
  /** It is gone: what waited for it is tried once more, and ends. */
  hasLeft: boolean;
};

/**
 * Accounts whose waiting runs are to be dealt with, with how far they have been gone through, in PostgreSQL. They are gone
 * through again until some time has passed: a call may have been under way with the old secret.
 */
export function createResumeStore(pool: Pool): ResumeStore {
  return {
    async some(now, deal) {
      const { rows: accounts } = await pool.query<Due>(DUE, [ACCOUNTS]);
      let taken = 0;
      // Each a little at a time: one with many runs must not hold up another.
      for (const account of accounts) taken += await someOf(account, { pool, now, deal });
      return taken;
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

type Dealing = { pool: Pool; now: number; deal: Parameters<ResumeStore['some']>[1] };

async function someOf(account: Due, { pool, now, deal }: Dealing): Promise<number> {
  const { id: connectionId, workspaceId, after, dropsBy } = account;
  const { rows } = await pool.query<{ runId: string; planId: string }>(WAITING, [
    connectionId,
    after,
    AT_A_TIME,
    workspaceId,
  ]);
  let done = 0;
  for (const { runId, planId } of rows) if (await deal({ connectionId, runId, planId, dropsBy })) done += 1;
  const last = rows.length === AT_A_TIME ? rows.at(-1)?.runId : undefined;
  const next = last ?? (account.until.getTime() > now ? FIRST_RUN : null);
  await goneThrough(pool, { account, next, done });
  // Looked for again with the next tick, not at once.
  return last === undefined ? 0 : rows.length;
}

/** How far an account's runs have been gone through; `next` null: that is all. */
async function goneThrough(
  pool: Pool,
  { account, next, done }: { account: Due; next: string | null; done: number },
): Promise<void> {
  const { id, after, hasLeft } = account;
  if (!hasLeft) {
    const text =
      'update connection set resume_after = $3, resume_done = resume_done + $4 where id = $1 and resume_after = $2';
    await pool.query(text, [id, after, next, done]);
  } else if (next === null) await pool.query('delete from left_account where id = $1', [id]);
  else await pool.query('update left_account set resume_after = $2 where id = $1', [id, next]);
}

const DUE = `
  select id, workspace_id as "workspaceId", resume_after as after, resume_until as until, resume_drops_by as "dropsBy",
    false as "hasLeft"
  from connection where resume_after is not null
  union all select id, workspace_id, resume_after, resume_until, null, true from left_account
  order by until limit $1`;

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
  from ${RESTING}
  where p.workspace_id = $4 and position($1 in p.plan::text) > 0 and r.id > $2 and r.status = 'waiting' and l.worker_id is null
  order by r.id limit $3`;

// What a run waits for stands at the end of its journal.
const COUNT = `
  select count(*)::int as count from (
    select from ${RESTING}
    where p.workspace_id = $2 and position($1 in p.plan::text) > 0 and r.status = 'waiting' and l.worker_id is null
      and exists (
        select from (select events from run_journal j where j.run_id = r.id order by index desc limit 4) tail
        where position('"after-reconnect"' in tail.events) > 0)
    limit $3) found`;
