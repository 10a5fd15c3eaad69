import type { RunFilter } from '../runs/runPorts.ts';

/** Where runs that fit a filter are found: a `from` with the run as `r`, to be joined with their flow as `f`. */
export type RunWalk = { from: string; id: string; conditions: string[]; values: unknown[] };

/** Says in SQL which runs of a workspace fit a filter. */
export function runFilter(workspaceId: string, query: RunFilter): RunWalk {
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
  if (query.since !== undefined) conditions.push(`${id} >= ${add(firstIdAt(Date.parse(query.since)))}`);
  const search = query.search?.trim();
  if (search !== undefined && search !== '') {
    if (isUuid(search)) conditions.push(`${id} = ${add(search)}`);
    else {
      const pattern = add(`%${search.replace(/[\\%_]/g, '\\$&')}%`);
      conditions.push(`(f.name ilike ${pattern} or r.error ilike ${pattern})`);
    }
  }
  return { from, id, conditions, values };
}

/** Runs that are rare are not looked for among all: those that ended badly and those under way stand in tables of their own. */
function walkOf({ status }: RunFilter): { from: string; id: string; ids?: 'troubled_run' | 'run_lease' } {
  if (status === undefined || status === 'succeeded') return { from: 'run r', id: 'r.id' };
  const ids = status === 'failed' || status === 'cancelled' ? 'troubled_run' : 'run_lease';
  // The limit keeps it what it says: one row looked up for each.
  const from = `${ids} w cross join lateral (select * from run where run.id = w.run_id limit 1) r`;
  return { from, id: 'w.run_id', ids };
}

/** The id is the time: the least one of this millisecond. */
function firstIdAt(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** The id of nothing: what is not an id finds nothing instead of an error. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Whether this can be an id at all; PostgreSQL answers anything else with an error. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
