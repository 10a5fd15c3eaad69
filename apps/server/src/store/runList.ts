import type { RunQuery } from '../runs/runPorts.ts';
import { type Add, facts, idOr, patternOf, runFilter, TROUBLED, troubles, wordsOf } from './runFilter.ts';

/** What a line of a list is made of. */
export const COLUMNS = `r.id, r.workspace_id as "workspaceId", r.flow_id as "flowId", f.name as "flowName", r.number,
  r.plan_id as "planId", r.mode, r.trigger, r.status, r.started_at as "startedAt", r.finished_at as "finishedAt", r.error,
  c.parent_id as "parentId", c.path as "parentPath", c.flow_name as "parentName"`;

/** Who called a run: looked up for each line by itself, since hardly any was called. */
export const CALLER = `left join lateral (
    select called.parent_id, called.path, flow.name as flow_name from called_run called
    left join run parent on parent.id = called.parent_id left join flow on flow.id = parent.flow_id
    where called.run_id = r.id) c on true`;

/** Newest first. The id is the time, so the cursor is an id and every page is one step down an index. */
export function listStatement(workspaceId: string, query: RunQuery): { text: string; values: unknown[] } {
  const { picked, values } = isByWords(query) ? pickByWords(workspaceId, query) : pick(workspaceId, query);
  const text = `select ${COLUMNS} from (${picked}) r left join flow f on f.id = r.flow_id ${CALLER} order by r.id desc`;
  return { text, values };
}

type Picked = { picked: string; values: unknown[] };

function pick(workspaceId: string, query: RunQuery): Picked {
  const { from, id, conditions, values } = runFilter(workspaceId, query);
  const picked = `select r.* from ${from} left join flow f on f.id = r.flow_id
      where ${conditions.join(' and ')} order by ${id} desc limit ${query.limit + 1}`;
  return { picked, values };
}

/** Runs that are not rare are not searched one by one. */
function isByWords(query: RunQuery): boolean {
  return wordsOf(query) !== undefined && (query.status === undefined || query.status === 'succeeded');
}

/**
 * The newest of each flow with such a name, and those that failed with such a sentence: only what has failed has one, and
 * stands in a table of its own.
 */
function pickByWords(workspaceId: string, query: RunQuery): Picked {
  const values: unknown[] = [workspaceId];
  const add: Add = (value) => `$${values.push(value)}`;
  const pattern = add(patternOf(wordsOf(query) ?? ''));
  const most = query.limit + 1;
  const flow = query.flowId === undefined ? '' : `and n.id = ${add(idOr(query.flowId))}`;
  const named = [
    'r.flow_id = n.id',
    'r.workspace_id is not distinct from $1',
    ...facts(query, { id: 'r.id', add }),
  ].join(' and ');
  const ofFlows = `(select r.* from flow n cross join lateral (
        select * from run r where ${named} order by r.id desc limit ${most}) r
        where n.workspace_id = $1 and n.name ilike ${pattern} ${flow} order by r.id desc limit ${most})`;
  if (query.status === 'succeeded') return { picked: ofFlows, values };
  const asked = { ...query, status: 'failed' as const };
  const failed = [`r.error ilike ${pattern}`, ...facts(asked, { id: 'w.run_id', add }), ...troubles(asked, add)];
  const ofErrors = `(select r.* from ${TROUBLED} where ${failed.join(' and ')} order by w.run_id desc limit ${most})`;
  const picked = `select * from (${ofFlows} union ${ofErrors}) r order by r.id desc limit ${most}`;
  return { picked, values };
}
