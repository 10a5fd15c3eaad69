import type { RunQuery } from '../runs/runPorts.ts';
import { runFilter, wordsOf } from './runFilter.ts';
import { pickByWords } from './runsByWords.ts';

/** What a line of a list is made of. */
export const COLUMNS = `r.id, r.workspace_id as "workspaceId", r.flow_id as "flowId", f.name as "flowName", r.number,
  r.plan_id as "planId", r.mode, r.trigger, r.status, r.started_at as "startedAt", r.finished_at as "finishedAt", r.error,
  r.failure, r.gist, c.parent_id as "parentId", c.path as "parentPath", c.flow_name as "parentName"`;

/** Who called a run: looked up for each line by itself, since hardly any was called. */
export const CALLER = `left join lateral (
    select called.parent_id, called.path, flow.name as flow_name from called_run called
    left join run parent on parent.id = called.parent_id left join flow on flow.id = parent.flow_id
    where called.run_id = r.id) c on true`;

/** Says in SQL which runs; as `r`. */
export type Picked = { picked: string; values: unknown[] };

/** Newest first. The id is the time, so the cursor is an id and every page is one step down an index. */
export function listStatement(workspaceId: string, query: RunQuery): { text: string; values: unknown[] } {
  return lines(isByWords(query) ? pickByWords(workspaceId, query) : pick(workspaceId, query));
}

/** The lines of a list. */
export function lines({ picked, values }: Picked): { text: string; values: unknown[] } {
  const text = `select ${COLUMNS} from (${picked}) r left join flow f on f.id = r.flow_id ${CALLER} order by r.id desc`;
  return { text, values };
}

function pick(workspaceId: string, query: RunQuery): Picked {
  const { from, id, conditions, values } = runFilter(workspaceId, query);
  const picked = `select r.* from ${from} left join flow f on f.id = r.flow_id
      where ${conditions.join(' and ')} order by ${id} desc limit ${query.limit + 1}`;
  return { picked, values };
}

/** Runs that are not rare are not searched one by one. */
export function isByWords(query: RunQuery): boolean {
  return wordsOf(query) !== undefined && (query.status === undefined || query.status === 'succeeded');
}
