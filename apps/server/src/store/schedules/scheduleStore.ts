import { type ScheduleRule, schedulePayload } from '@patchbay/expression';
import type { Pool, PoolClient } from 'pg';
import { next, settle } from '../../schedules/settle.ts';
import { type StartedRun, writeStartedRuns } from '../startedRuns.ts';
import { inTransaction } from '../inTransaction.ts';

const MOST_AT_ONCE = 50;
/** A clock that goes back by less corrects itself before anybody notices. */
const CLOCK_MOVED_MS = 60_000;
/** An occurrence that old cannot come round again. */
const KEPT_MS = 30 * 86_400_000;

type DueSchedule = {
  id: string;
  stepId: string;
  rule: ScheduleRule;
  dueAt: number;
  workspaceId: string;
  flowId: string;
  number: number;
  planId: string;
};

/** Starts what is due. Safe to call from many processes at once: each schedule is one process's at a time. */
export type ScheduleStore = ReturnType<typeof createScheduleStore>;

export function createScheduleStore(pool: Pool) {
  return {
    /**
     * Takes some of the schedules that are due, and commits their runs together with when they are due next. Gives the
     * ids of the runs, and how many schedules were taken: with none there is nothing left to do.
     */
    startDue: (now: number): Promise<{ taken: number; runIds: string[] }> =>
      inTransaction(pool, async (client) => {
        const due = await takeDue(client, now);
        const runIds: string[] = [];
        for (const schedule of due) runIds.push(...(await start(client, schedule, now)));
        return { taken: due.length, runIds };
      }),

    /** Counts those anew that were counted by a clock which was ahead, or they would wait for what it said. */
    recount: (now: number): Promise<void> =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ id: string; rule: ScheduleRule }>({
          name: 'schedule-ahead',
          text: `select id, rule from schedule where counted_at > to_timestamp($1::float8 / 1000) and next_due_at is not null
            limit ${MOST_AT_ONCE} for update skip locked`,
          values: [now + CLOCK_MOVED_MS],
        });
        for (const { id, rule } of rows) await setDue(client, { id, nextDueAt: next(rule, now), now });
      }),

    /** Forgets which occurrences had a run, once they are long over. */
    async forget(now: number): Promise<void> {
      await pool.query('delete from schedule_occurrence where occurs_at < to_timestamp($1::float8 / 1000)', [
        now - KEPT_MS,
      ]);
    },
  };
}

async function takeDue(client: PoolClient, now: number): Promise<DueSchedule[]> {
  const { rows } = await client.query<DueSchedule>({
    name: 'schedule-due',
    text: `select s.id, s.step_id as "stepId", s.rule, extract(epoch from s.next_due_at)::float8 * 1000 as "dueAt",
        f.workspace_id as "workspaceId", f.id as "flowId", v.number, v.plan_id as "planId"
      from schedule s join flow f on f.id = s.flow_id join flow_version v on v.id = f.live_version_id
      where s.next_due_at <= to_timestamp($1::float8 / 1000) and f.active
      order by s.next_due_at limit ${MOST_AT_ONCE} for update of s skip locked`,
    values: [now],
  });
  return rows;
}

async function start(client: PoolClient, schedule: DueSchedule, now: number): Promise<string[]> {
  const { id, stepId: trigger, rule, dueAt, workspaceId, flowId, number, planId } = schedule;
  const { runs, nextDueAt } = settle(rule, Math.round(dueAt), now);
  const isNew = await withoutRun(
    client,
    id,
    runs.map(({ occursAt }) => occursAt),
  );
  const fresh = runs.filter(({ occursAt }) => isNew.has(occursAt));
  const started = fresh.map((occurrence): StartedRun => {
    const payload = schedulePayload(rule, occurrence);
    return { workspaceId, flowId, number, planId, trigger, payload };
  });
  const runIds = await writeStartedRuns(client, started, now);
  await client.query({
    name: 'schedule-started',
    text: `insert into schedule_occurrence (schedule_id, occurs_at, run_id)
      select $1, to_timestamp(at / 1000), run_id from unnest($2::float8[], $3::uuid[]) as o (at, run_id)`,
    values: [id, fresh.map(({ occursAt }) => occursAt), runIds],
  });
  await setDue(client, { id, nextDueAt, now });
  return runIds;
}

async function withoutRun(
  client: PoolClient,
  scheduleId: string,
  occurrences: readonly number[],
): Promise<Set<number>> {
  const { rows } = await client.query<{ at: number }>({
    name: 'schedule-fresh',
    text: `select at from unnest($2::float8[]) as o (at) where not exists (
        select from schedule_occurrence s where s.schedule_id = $1 and s.occurs_at = to_timestamp(o.at / 1000))`,
    values: [scheduleId, occurrences],
  });
  return new Set(rows.map(({ at }) => at));
}

async function setDue(
  client: PoolClient,
  { id, nextDueAt, now }: { id: string; nextDueAt: number | null; now: number },
) {
  await client.query({
    name: 'schedule-set-due',
    text: `update schedule set next_due_at = to_timestamp($2::float8 / 1000), counted_at = to_timestamp($3::float8 / 1000)
      where id = $1`,
    values: [id, nextDueAt, now],
  });
}
