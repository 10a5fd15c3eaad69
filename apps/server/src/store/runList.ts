import type { RunQuery } from '../runs/runPorts.ts';

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
  const values: unknown[] = [workspaceId];
  const add = (value: unknown) => `$${values.push(value)}`;
  const { from, id, ids } = walkOf(query);
  const conditions = ['r.workspace_id = $1', ...(ids === 'troubled_run' ? ['w.workspace_id = $1'] : [])];
  if (query.flowId !== undefined) {
    const flow = add(isUuid(query.flowId) ? query.flowId : NOBODY);
    conditions.push(`r.flow_id = ${flow}`, ...(ids === 'troubled_run' ? [`w.flow_id = ${flow}`] : []));
  }
  if (query.status !== undefined) conditions.push(`r.status = ${add(query.status)}`);
  if (query.mode !== undefined) conditions.push(`r.mode = ${add(query.mode)}`);
  if (query.cursor !== undefined) conditions.push(`${id} < ${add(isUuid(query.cursor) ? query.cursor : NOBODY)}`);
  const search = query.search?.trim();
  if (search !== undefined && search !== '') {
    if (isUuid(search)) conditions.push(`${id} = ${add(search)}`);
    else {
      const pattern = add(`%${search.replace(/[\\%_]/g, '\\$&')}%`);
      conditions.push(`(f.name ilike ${pattern} or r.error ilike ${pattern})`);
    }
  }
  const text = `select ${COLUMNS} from (
      select r.* from ${from} left join flow f on f.id = r.flow_id
      where ${conditions.join(' and ')} order by ${id} desc limit ${add(query.limit + 1)}
    ) r left join flow f on f.id = r.flow_id ${CALLER} order by r.id desc`;
  return { text, values };
}

/** Runs that are rare are not looked for among all: those that ended badly and those under way stand in tables of their own. */
function walkOf({ status }: RunQuery): { from: string; id: string; ids?: 'troubled_run' | 'run_lease' } {
  if (status === undefined || status === 'succeeded') return { from: 'run r', id: 'r.id' };
  const ids = status === 'failed' || status === 'cancelled' ? 'troubled_run' : 'run_lease';
  // The limit keeps it what it says: one row looked up for each.
  const from = `${ids} w cross join lateral (select * from run where run.id = w.run_id limit 1) r`;
  return { from, id: 'w.run_id', ids };
}

/** The id of nothing: what is not an id finds nothing instead of an error. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Whether this can be an id at all; PostgreSQL answers anything else with an error. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
