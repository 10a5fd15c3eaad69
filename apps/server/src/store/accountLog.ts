import type { RunEvent } from '@patchbay/execution';
import type { Pool } from 'pg';
import { type AccountLogStore, type LoggedRun, usesIn } from '../connections/accountLog.ts';
import { cutPage } from './cursor.ts';
import { readStored } from './readStored.ts';

const PAGE = 20;
/** So much of a journal is read of each run on a page, however long it is. */
const APPENDS = 40;

type Line = Omit<LoggedRun, 'steps' | 'isPartial' | 'startedAt'> & { startedAt: Date; planId: string };

// The ids of runs are times: so far back and no further.
const RUNS = `
  with plans as (
    select id from run_plan where workspace_id = $1 and position($2 in plan::text) > 0
  ), flows as (
    select v.flow_id as id from flow_version v where v.plan_id in (select id from plans)
    union select d.flow_id from draft d join flow f on f.id = d.flow_id
      where f.workspace_id = $1 and position($2 in d.document::text) > 0
  )
  select r.id as "runId", r.flow_id as "flowId", coalesce(f.name, 'Deleted flow') as "flowName", r.number, r.status,
    r.started_at as "startedAt", r.plan_id as "planId"
  from flows cross join lateral (
    select * from run where flow_id = flows.id and workspace_id = $1 and mode = 'live' and plan_id in (select id from plans)
      and id < $3 and id >= $4
    order by id desc limit ${PAGE + 1}) r
  left join flow f on f.id = r.flow_id
  order by r.id desc limit ${PAGE + 1}`;

const EVENTS = `
  select w.run_id as "runId", j.events, j.nth from unnest($1::uuid[]) as w (run_id) cross join lateral (
    select events, row_number() over (order by index) as nth from run_journal
    where run_id = w.run_id order by index limit ${APPENDS + 1}) j
  order by w.run_id, j.nth`;

/** Which runs have used an account, read from their journals when somebody asks: nothing is written for it. */
export function createAccountLog(pool: Pool): AccountLogStore {
  return {
    async list({ workspaceId, connectionId, since, before = LAST_ID }) {
      const { rows } = await pool.query<Line>(RUNS, [workspaceId, connectionId, before, firstIdAt(since)]);
      const { items: lines, last } = cutPage(rows, PAGE);
      const [steps, journals] = await Promise.all([
        stepsOf(pool, { planIds: lines.map(({ planId }) => planId), connectionId }),
        journalsOf(pool, lines),
      ]);
      const items = lines.map(({ planId, startedAt, ...line }): LoggedRun => {
        const appends = journals.get(line.runId) ?? [];
        const events = appends.slice(0, APPENDS).flatMap((text) => JSON.parse(text) as RunEvent[]);
        const used = usesIn(events, steps.get(planId) ?? new Map());
        return { ...line, startedAt: startedAt.toISOString(), steps: used, isPartial: appends.length > APPENDS };
      });
      return {
        items: items.filter(({ steps: used, isPartial }) => used.length > 0 || isPartial),
        ...(last !== undefined && { next: last.runId }),
      };
    },
  };
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The least id of version 7 that is made at a time. */
function firstIdAt(at: number): string {
  const hex = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** The names of the steps that use an account, by plan and by their ids. */
async function stepsOf(
  pool: Pool,
  { planIds, connectionId }: { planIds: readonly string[]; connectionId: string },
): Promise<Map<string, Map<string, string>>> {
  const { rows } = await pool.query<{ id: string; document: unknown }>(
    'select id, document from run_plan where id = any($1::uuid[])',
    [planIds],
  );
  return new Map(
    rows.map(({ id, document }) => {
      const steps = Object.values(readStored(document).steps).filter(({ connection }) => connection === connectionId);
      return [id, new Map(steps.map((step) => [step.id, step.name]))];
    }),
  );
}

async function journalsOf(pool: Pool, lines: readonly Line[]): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ runId: string; events: string }>(EVENTS, [lines.map(({ runId }) => runId)]);
  return new Map(
    [...Map.groupBy(rows, ({ runId }) => runId)].map(([id, appends]) => [id, appends.map(({ events }) => events)]),
  );
}
