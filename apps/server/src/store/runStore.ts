import type { RunMode, RunStatus } from '@patchbay/execution';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { CalledRow, ToldRow, RunPage, RunQuery, RunRow, RunStore } from '../runs/runPorts.ts';

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
  parentId: string | null;
  parentPath: string | null;
  parentName: string | null;
};

const COLUMNS = `r.id, r.workspace_id as "workspaceId", r.flow_id as "flowId", f.name as "flowName", r.number,
  r.plan_id as "planId", r.mode, r.trigger, r.status, r.started_at as "startedAt", r.finished_at as "finishedAt", r.error,
  c.parent_id as "parentId", c.path as "parentPath", c.flow_name as "parentName"`;

/** Who called a run: looked up for each line by itself, since hardly any was called. */
const CALLER = `left join lateral (
    select called.parent_id, called.path, flow.name as flow_name from called_run called
    left join run parent on parent.id = called.parent_id left join flow on flow.id = parent.flow_id
    where called.run_id = r.id) c on true`;

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
      return { row: toRow(line), workspaceId: line.workspaceId, planId: line.planId };
    },

    async list(workspaceId, query) {
      const { text, values } = listStatement(workspaceId, query);
      const { rows } = await pool.query<Line>(text, values);
      return toPage(rows, query.limit);
    },

    toldOf: (runId) => toldOf(pool, runId),
    calledBy: (call, limit) => calledBy(pool, call, limit),

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

/** Newest first. The id is the time, so the cursor is an id and every page is one step down an index. */
function listStatement(workspaceId: string, query: RunQuery): { text: string; values: unknown[] } {
  const values: unknown[] = [workspaceId];
  const add = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['r.workspace_id = $1'];
  if (query.flowId !== undefined) conditions.push(`r.flow_id = ${add(isUuid(query.flowId) ? query.flowId : NOBODY)}`);
  if (query.status !== undefined) conditions.push(`r.status = ${add(query.status)}`);
  if (query.mode !== undefined) conditions.push(`r.mode = ${add(query.mode)}`);
  if (query.cursor !== undefined) conditions.push(`r.id < ${add(isUuid(query.cursor) ? query.cursor : NOBODY)}`);
  const search = query.search?.trim();
  if (search !== undefined && search !== '') {
    if (isUuid(search)) conditions.push(`r.id = ${add(search)}`);
    else {
      const pattern = add(`%${search.replace(/[\\%_]/g, '\\$&')}%`);
      conditions.push(`(f.name ilike ${pattern} or r.error ilike ${pattern})`);
    }
  }
  const text = `select ${COLUMNS} from (
      select r.* from run r left join flow f on f.id = r.flow_id
      where ${conditions.join(' and ')} order by r.id desc limit ${add(query.limit + 1)}
    ) r left join flow f on f.id = r.flow_id ${CALLER} order by r.id desc`;
  return { text, values };
}

/** The id of nothing: what is not an id finds nothing instead of an error. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function toPage(lines: readonly Line[], limit: number): RunPage {
  const items = lines.slice(0, limit).map(toRow);
  return { items, nextCursor: lines.length > limit ? (items.at(-1)?.id ?? null) : null };
}

function toRow(line: Line): RunRow {
  const { id, flowId, number, mode, trigger, status, startedAt, finishedAt, error } = line;
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
    parent: parentOf(line),
  };
}

function parentOf({ parentId, parentPath, parentName }: Line): RunRow['parent'] {
  if (parentId === null || parentPath === null) return null;
  return { runId: parentId, path: parentPath, flowName: parentName ?? 'Deleted flow' };
}
