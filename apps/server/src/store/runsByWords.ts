import type { RunQuery } from '../runs/runPorts.ts';
import type { Picked } from './runList.ts';
import { type Add, facts, idOr, patternOf, TROUBLED, troubles, wordsOf } from './runFilter.ts';

/** So many of the newest runs are looked through, at once, for what they were started with. */
export const NEWEST = 10_000;

type Wanted = { query: RunQuery; add: Add; pattern: string; most: number };

/**
 * The newest of each flow with such a name; those that failed with such a sentence or were started with such words, which stand in a
 * table of their own; and of the newest of all, those that were started with such words. Older ones: `pickOlder`.
 */
export function pickByWords(workspaceId: string, query: RunQuery): Picked {
  const values: unknown[] = [workspaceId];
  const add: Add = (value) => `$${values.push(value)}`;
  const wanted = { query, add, pattern: add(patternOf(wordsOf(query) ?? '')), most: query.limit + 1 };
  const parts = [ofFlows(wanted), ofNewest(wanted)];
  if (query.status === undefined) parts.push(ofErrors(wanted));
  return { picked: `select * from (${parts.join(' union ')}) r order by r.id desc limit ${wanted.most}`, values };
}

function ofFlows({ query, add, pattern, most }: Wanted): string {
  const flow = query.flowId === undefined ? '' : `and n.id = ${add(idOr(query.flowId))}`;
  const named = ['r.flow_id = n.id', 'r.workspace_id is not distinct from $1', ...facts(query, { id: 'r.id', add })];
  return `(select r.* from flow n cross join lateral (
        select * from run r where ${named.join(' and ')} order by r.id desc limit ${most}) r
        where n.workspace_id = $1 and n.name ilike ${pattern} ${flow} order by r.id desc limit ${most})`;
}

function ofNewest({ query, add, pattern, most }: Wanted): string {
  const newest = `select * from run r where ${ownOf(query, add)} order by r.id desc limit ${NEWEST}`;
  const conditions = [`r.gist ilike ${pattern}`, ...facts(query, { id: 'r.id', add })];
  return `(select r.* from (${newest}) r where ${conditions.join(' and ')} order by r.id desc limit ${most})`;
}

function ofErrors({ query, add, pattern, most }: Wanted): string {
  const asked = { ...query, status: 'failed' as const };
  const said = `(r.error ilike ${pattern} or r.gist ilike ${pattern})`;
  const failed = [said, ...facts(asked, { id: 'w.run_id', add }), ...troubles(asked, add)];
  return `(select r.* from ${TROUBLED} where ${failed.join(' and ')} order by w.run_id desc limit ${most})`;
}

/** Of the workspace, or of the flow: then its own index is the one to walk. */
function ownOf({ flowId }: RunQuery, add: Add): string {
  if (flowId === undefined) return 'r.workspace_id = $1';
  return `r.flow_id = ${add(idOr(flowId))} and r.workspace_id is not distinct from $1`;
}

/** A stretch of the runs: from the one before `before` back to `from`, which is among them. */
type Stretch = { before: string; from: string };

/** In a stretch of older runs, those started with such words; but those that `pickByWords` finds however old they are. */
export function pickOlder(workspaceId: string, query: RunQuery, { before, from }: Stretch): Picked {
  const values: unknown[] = [workspaceId];
  const add: Add = (value) => `$${values.push(value)}`;
  const pattern = add(patternOf(wordsOf(query) ?? ''));
  const conditions = [
    ownOf(query, add),
    `r.id < ${add(idOr(before))}`,
    `r.id >= ${add(from)}`,
    `r.gist ilike ${pattern}`,
    ...facts({ ...query, cursor: undefined }, { id: 'r.id', add }),
    `r.flow_id <> all(array(select id from flow where workspace_id = $1 and name ilike ${pattern}))`,
  ];
  // Such as have failed stand in the table that was looked through whole.
  if (query.status === undefined) conditions.push(`r.status <> 'failed'`);
  return {
    picked: `select r.* from run r where ${conditions.join(' and ')} order by r.id desc limit ${query.limit + 1}`,
    values,
  };
}

/** Finds the last of so many runs, from before another one on; no row where there are fewer. */
export function farStatement(
  workspaceId: string,
  query: RunQuery,
  { before, many }: { before?: string; many: number },
) {
  const values: unknown[] = [workspaceId];
  const add: Add = (value) => `$${values.push(value)}`;
  const conditions = [ownOf(query, add), ...facts({ since: query.since }, { id: 'r.id', add })];
  if (before !== undefined) conditions.push(`r.id < ${add(idOr(before))}`);
  const text = `select r.id from run r where ${conditions.join(' and ')} order by r.id desc offset ${many - 1} limit 1`;
  return { text, values };
}
