import type { RunMode, RunStatus } from '@patchbay/execution';
import type { Pool } from 'pg';
import { z } from 'zod';
import { isUuid } from './runFilter.ts';
import { furtherBack, lookedSince, lookThrough, olderThan } from './olderRuns.ts';
import { erredIn, withStepNames } from './runErrors.ts';
import { CALLER, COLUMNS, isByWords, listStatement } from './runList.ts';
import { withWaits } from './runWaits.ts';
import { tracesOf } from './traceStore.ts';
import { keptSince } from './retention/keptSince.ts';
import type { CalledRow, RunQuery, RunRow, RunStore, ToldRow } from '../runs/runPorts.ts';

type Line = {
  id: string;
  workspaceId: string;
  flowId: string;
  flowName: string | null;
  number: number | null;
  planId: string;
  mode: RunMode;
  trigger: string;
  status: RunStatus;
  startedAt: Date;
  finishedAt: Date | null;
  error: string | null;
  failure: string | null;
  gist: string | null;
  parentId: string | null;
  parentPath: string | null;
  parentName: string | null;
};

/** Lists and looks up runs by their narrow rows; no payload is touched. */
export function createRunStore(pool: Pool): RunStore {
  return {
    async find(runId) {
      if (!isUuid(runId)) return null;
      const { rows } = await pool.query<Line>({
        name: 'run-find',
        text: `select ${COLUMNS} from run r left join flow f on f.id = r.flow_id ${CALLER} where r.id = $1`,
        values: [runId],
      });
      const [line] = rows;
      if (line === undefined) return null;
      const { workspaceId, planId } = line;
      const [row = toRow(line)] = await withStepNames(pool, [{ row: toRow(line), planId }]);
      return { row, workspaceId, planId };
    },

    async list(workspaceId, query) {
      const { rows, nextCursor } = await linesOf(pool, workspaceId, query);
      const shown = rows.slice(0, query.limit).map((line) => ({ row: toRow(line), planId: line.planId }));
      const items = await withStepNames(pool, shown);
      const page = await withWaits(pool, { items, nextCursor, ...lookedSince(nextCursor) });
      const since = page.nextCursor === null ? await keptSince(pool) : null;
      return since === null ? page : { ...page, keptSince: new Date(since).toISOString() };
    },

    async lastGood({ flowId, trigger, mode, before }) {
      const { rows } = await pool.query<Line>({
        name: 'run-last-good',
        text: `select ${COLUMNS} from run r left join flow f on f.id = r.flow_id ${CALLER}
          where r.flow_id = $1 and r.id < $2 and r.status = 'succeeded' and r.trigger = $3 and r.mode = $4
          order by r.id desc limit 1`,
        values: [flowId, before, trigger, mode],
      });
      const [line] = rows;
      return line === undefined ? null : { row: toRow(line), planId: line.planId };
    },

    toldOf: (runId) => toldOf(pool, runId),
    calledBy: (call, limit) => calledBy(pool, call, limit),
    requestsOf: (step) => tracesOf(pool, step),

    async liveVersion(flowId) {
      if (!isUuid(flowId)) return null;
      const { rows } = await pool.query<{ workspaceId: string; flowName: string; number: number; planId: string }>(
        `select f.workspace_id as "workspaceId", f.name as "flowName", v.number, v.plan_id as "planId"
         from flow f join flow_version v on v.id = f.live_version_id where f.id = $1`,
        [flowId],
      );
      return rows[0] ?? null;
    },

    async lastPayload({ flowId, trigger }) {
      const { rows } = await pool.query<{ events: string }>({
        name: 'run-last-payload',
        text: `select j.events from run r join run_journal j on j.run_id = r.id and j.index = 0
          where r.flow_id = $1 and r.trigger = $2 and r.mode = 'live' order by r.id desc limit 1`,
        values: [flowId, trigger],
      });
      const [started] = Started.parse(JSON.parse(rows[0]?.events ?? '[]'));
      return started === undefined ? null : { payload: started.payload };
    },
  };
}

/** Flows that watch for failures start within seconds, and what they are started with names the run. */
async function toldOf(pool: Pool, runId: string): Promise<ToldRow[]> {
  const { rows } = await pool.query<Omit<ToldRow, 'flowName'> & { flowName: string | null }>({
    name: 'run-told',
    text: `select r.id as "runId", f.name as "flowName", r.status
      from run failed join failure_watch w on true
        join run r on r.flow_id = w.flow_id and r.trigger = w.step_id and r.workspace_id = failed.workspace_id
        join run_journal j on j.run_id = r.id and j.index = 0 left join flow f on f.id = r.flow_id
      where failed.id = $1 and r.id > failed.id
        and r.started_at <= coalesce(failed.finished_at, now()) + interval '1 hour'
        and position('"run":{"id":"' || $1::text || '"' in j.events) > 0
      order by r.id limit 20`,
    values: [runId],
  });
  return rows.map((row) => ({ ...row, flowName: row.flowName ?? 'Deleted flow' }));
}

async function calledBy(
  pool: Pool,
  { runId, path = null }: { runId: string; path?: string | undefined | null },
  limit: number,
): Promise<CalledRow[]> {
  const { rows } = await pool.query<Omit<CalledRow, 'flowName'> & { flowName: string | null }>({
    name: 'run-called-by',
    text: `select c.path, c.run_id as "runId", f.name as "flowName", r.status
      from called_run c join run r on r.id = c.run_id left join flow f on f.id = r.flow_id
      where c.parent_id = $1 and ($2::text is null or c.path = $2) order by c.run_id desc limit $3`,
    values: [runId, path, limit],
  });
  return rows.map((row) => ({ ...row, flowName: row.flowName ?? 'Deleted flow' }));
}

/** The first event of a journal says what the run was started with. */
const Started = z.array(z.object({ payload: z.unknown().optional() }));

async function linesOf(pool: Pool, workspaceId: string, query: RunQuery) {
  const before = olderThan(query.cursor);
  if (before !== undefined) return lookThrough<Line>(pool, { workspaceId, query, before });
  const { text, values } = listStatement(workspaceId, query);
  const { rows } = await pool.query<Line>(text, values);
  if (rows.length > query.limit) return { rows, nextCursor: rows[query.limit - 1]?.id ?? null };
  return { rows, nextCursor: isByWords(query) ? await furtherBack(pool, workspaceId, query) : null };
}

function toRow(line: Line): RunRow {
  const { id, flowId, number, mode, trigger, status, startedAt, finishedAt, error, gist } = line;
  return {
    id,
    flowId,
    flowName: line.flowName ?? 'Deleted flow',
    version: number,
    mode,
    status,
    trigger,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    durationMs: finishedAt === null ? null : finishedAt.getTime() - startedAt.getTime(),
    error,
    ...erredIn(line.failure),
    gist,
    parent: parentOf(line),
  };
}

function parentOf({ parentId, parentPath, parentName }: Line): RunRow['parent'] {
  if (parentId === null || parentPath === null) return null;
  return { runId: parentId, path: parentPath, flowName: parentName ?? 'Deleted flow' };
}
