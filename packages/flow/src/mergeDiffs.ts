import { composeDiffs, type FlowDiff, invertDiff, type RecordsDiff } from './diff.ts';
import type { Edge, Step } from './document.ts';
import { own, sameJson } from './equal.ts';
import { conflict, type MergeConflict, versionOf } from './mergeConflict.ts';
import { type Merged, mergeFlat, mergeSteps, mergeWhole, type Sides } from './mergeRecord.ts';
import { mergeSettings } from './mergeSettings.ts';

/**
 * `diff` does what both changes do, from the document both were made from. `onTop` is what is left of mine for a document
 * that has theirs already.
 */
export type MergeResult = { ok: true; diff: FlowDiff; onTop: FlowDiff } | { ok: false; conflicts: MergeConflict[] };

/** Merges two changes that were made from the same document. Either all of both stands, or nothing and every reason. */
export function mergeDiffs(mine: FlowDiff, theirs: FlowDiff): MergeResult {
  const myEdges = withoutTwins(mine.edges, theirs.edges);
  const steps = mergeRecords('step', { mine: mine.steps, theirs: theirs.steps }, mergeSteps);
  const edges = mergeRecords('edge', { mine: myEdges, theirs: theirs.edges }, mergeWhole);
  const notes = mergeRecords('note', { mine: mine.notes, theirs: theirs.notes }, mergeFlat);
  const settings = mergeSettings(mine, theirs);
  const used = [...usesOfDeleted(mine, theirs), ...usesOfDeleted(theirs, mine)];
  const conflicts = [...steps.conflicts, ...edges.conflicts, ...notes.conflicts, ...settings.conflicts, ...used];
  if (conflicts.length > 0) return { ok: false, conflicts };
  const diff = { steps: steps.diff, edges: edges.diff, notes: notes.diff, ...settings.diff };
  return { ok: true, diff, onTop: composeDiffs(invertDiff(theirs), diff) };
}

type Pair<T> = { mine: T; theirs: T };
type Change<T> = { before: T | undefined; after: T | undefined };
type MergedChange<T> =
  | { ok: true; change: Change<T> }
  | { ok: false; code: 'both_changed' | 'deleted_and_changed'; fields: string[][] };

function mergeRecords<T>(
  record: MergeConflict['record'],
  { mine, theirs }: Pair<RecordsDiff<T>>,
  merge: (sides: Sides<T>) => Merged<T>,
): { diff: RecordsDiff<T>; conflicts: MergeConflict[] } {
  const diff: RecordsDiff<T> = { added: {}, updated: {}, removed: {} };
  const conflicts: MergeConflict[] = [];
  for (const id of new Set([...idsIn(theirs), ...idsIn(mine)])) {
    const merged = mergeChange({ mine: changeOf(mine, id), theirs: changeOf(theirs, id) }, merge);
    if (merged.ok) put(diff, id, merged.change);
    else {
      for (const field of merged.fields) {
        const about = { record, id, code: merged.code, ...(field.length > 0 && { field }) };
        conflicts.push(conflict(about, versionOf(theirs, id)));
      }
    }
  }
  return { diff, conflicts };
}

function mergeChange<T>(
  { mine, theirs }: Pair<Change<T> | undefined>,
  merge: (sides: Sides<T>) => Merged<T>,
): MergedChange<T> {
  if (mine === undefined || theirs === undefined) {
    return { ok: true, change: mine ?? theirs ?? { before: undefined, after: undefined } };
  }
  const before = theirs.before;
  if (sameJson(mine.after, theirs.after)) return { ok: true, change: theirs };
  if (mine.after === undefined || theirs.after === undefined)
    return { ok: false, code: 'deleted_and_changed', fields: [[]] };
  const isSameBase = sameJson(mine.before, before);
  if (before === undefined || !isSameBase) return { ok: false, code: 'both_changed', fields: [[]] };
  const merged = merge({ base: before, mine: mine.after, theirs: theirs.after });
  if (!merged.ok) return { ok: false, code: 'both_changed', fields: merged.fields };
  return { ok: true, change: { before, after: merged.value } };
}

/** The steps that one side deleted while the other wired to them or put steps into them. */
function usesOfDeleted(deleting: FlowDiff, using: FlowDiff): MergeConflict[] {
  const used = new Set([
    ...keptRecords(using.edges).flatMap(({ from, to }: Edge) => [from, to]),
    ...keptRecords(using.steps).flatMap(({ parent }: Step) => (parent === undefined ? [] : [parent])),
  ]);
  return Object.values(deleting.steps.removed)
    .filter(({ id }) => used.has(id) && !Object.hasOwn(using.steps.removed, id))
    .map((step) => conflict({ record: 'step', id: step.id, code: 'deleted_and_used' }, step));
}

function keptRecords<T>({ added, updated }: RecordsDiff<T>): T[] {
  return [...Object.values(added), ...Object.values(updated).map(([, after]) => after)];
}

/** Leaves out wires that the other side drew as well: the same wire twice would have two ids. */
function withoutTwins(mine: RecordsDiff<Edge>, theirs: RecordsDiff<Edge>): RecordsDiff<Edge> {
  const wire = ({ from, outlet, to }: Edge) => JSON.stringify([from, outlet, to]);
  const drawn = new Map(Object.values(theirs.added).map((edge) => [wire(edge), edge.id]));
  const isOwn = ([id, edge]: [string, Edge]) => (drawn.get(wire(edge)) ?? id) === id;
  return { ...mine, added: Object.fromEntries(Object.entries(mine.added).filter(isOwn)) };
}

function idsIn<T>({ added, updated, removed }: RecordsDiff<T>): string[] {
  return [added, updated, removed].flatMap((records) => Object.keys(records));
}

function changeOf<T>({ added, updated, removed }: RecordsDiff<T>, id: string): Change<T> | undefined {
  const pair = own(updated, id);
  if (pair !== undefined) return { before: pair[0], after: pair[1] };
  const [before, after] = [own(removed, id), own(added, id)];
  return before === undefined && after === undefined ? undefined : { before, after };
}

function put<T>(diff: RecordsDiff<T>, id: string, { before, after }: Change<T>) {
  if (before === undefined && after !== undefined) diff.added[id] = after;
  else if (before !== undefined && after === undefined) diff.removed[id] = before;
  else if (before !== undefined && after !== undefined) diff.updated[id] = [before, after];
}
