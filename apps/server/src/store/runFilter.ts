import type { RunFilter } from '../runs/runPorts.ts';

/** Where runs that fit a filter are found: a `from` with the run as `r`, to be joined with their flow as `f`. */
export type RunWalk = { from: string; id: string; conditions: string[]; values: unknown[] };

/** What is asked for: more than RunFilter, as a list goes on from somewhere. */
export type Asked = RunFilter & { cursor?: string | undefined };

/** Takes a value of a statement and gives its place in it. */
export type Add = (value: unknown) => string;

/** Says in SQL which runs of a workspace fit a filter. */
export function runFilter(workspaceId: string, query: Asked): RunWalk {
  const values: unknown[] = [workspaceId];
  const add: Add = (value) => `$${values.push(value)}`;
  const { from, id, ids } = walkOf(query);
  const conditions = [workspaceOf(query), ...facts(query, { id, add })];
  if (query.flowId !== undefined) conditions.push(`r.flow_id = ${add(idOr(query.flowId))}`);
  const words = wordsOf(query);
  if (words !== undefined) {
    const pattern = add(patternOf(words));
    conditions.push(`(f.name ilike ${pattern} or r.error ilike ${pattern} or r.gist ilike ${pattern})`);
  }
  if (ids === 'troubled_run') conditions.push(...troubles(query, add));
  return { from, id, conditions, values };
}

/** The same facts once more as the narrow table has them, so that a run is looked up only where they fit. */
export function troubles(query: Asked, add: Add): string[] {
  const conditions = ['w.workspace_id = $1'];
  if (query.status !== undefined) conditions.push(`w.status = ${add(query.status)}`);
  if (query.flowId !== undefined) conditions.push(`w.flow_id = ${add(idOr(query.flowId))}`);
  const words = wordsOf(query);
  if (words !== undefined) {
    const pattern = add(patternOf(words));
    const named = `select id from flow where workspace_id = $1 and name ilike ${pattern}`;
    conditions.push(`(w.error ilike ${pattern} or w.gist ilike ${pattern} or w.flow_id = any(array(${named})))`);
  }
  return conditions;
}

/** Of the run as `r`. The workspace and the words are not among them. */
export function facts(query: Asked, { id, add }: { id: string; add: Add }): string[] {
  const conditions: string[] = [];
  if (query.status !== undefined) conditions.push(`r.status = ${add(query.status)}`);
  if (query.mode !== undefined) conditions.push(`r.mode = ${query.mode === 'mock' ? "'mock'" : "'live'"}`);
  if (query.since !== undefined) conditions.push(`${id} >= ${add(firstIdAt(Date.parse(query.since)))}`);
  if (query.cursor !== undefined) conditions.push(`${id} < ${add(idOr(query.cursor))}`);
  const search = query.search?.trim() ?? '';
  if (isUuid(search)) conditions.push(`${id} = ${add(search)}`);
  return conditions;
}

/** What is searched for in names, errors and what runs were started with; undefined where nothing is, or a run by its id. */
export function wordsOf({ search }: RunFilter): string | undefined {
  const words = search?.trim() ?? '';
  return words === '' || isUuid(words) ? undefined : words;
}

/** For `ilike`. */
export function patternOf(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Where a flow is named, its own index is the one to walk; so written, the workspace's is of no use. */
function workspaceOf({ flowId }: RunFilter): string {
  return flowId === undefined ? 'r.workspace_id = $1' : 'r.workspace_id is not distinct from $1';
}

/** One run looked up for each that stands in the narrow table; the limit keeps it that. */
export const TROUBLED = 'troubled_run w cross join lateral (select * from run where run.id = w.run_id limit 1) r';

/** Runs that are rare are not looked for among all: those that ended badly and those under way stand in tables of their own. */
function walkOf({ status }: RunFilter): { from: string; id: string; ids?: 'troubled_run' } {
  if (status === undefined || status === 'succeeded') return { from: 'run r', id: 'r.id' };
  if (status === 'failed' || status === 'cancelled') return { from: TROUBLED, id: 'w.run_id', ids: 'troubled_run' };
  return { from: TROUBLED.replace('troubled_run', 'run_lease'), id: 'w.run_id' };
}

/** The id is the time: the least one of this millisecond. */
function firstIdAt(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** The id of nothing: what is not an id finds nothing instead of an error. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What cannot be an id names nothing. */
export function idOr(text: string): string {
  return isUuid(text) ? text : NOBODY;
}

/** Whether this can be an id at all; PostgreSQL answers anything else with an error. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
