import {
  applyDiff,
  diffFlows,
  type FlowDiff,
  type FlowDocument,
  isEmptyDiff,
  type MergeConflict,
  mergeDiffs,
} from '@patchbay/flow';
import { countRecords } from './applicablePart.ts';

/** The same document on three sides: as both started from it, as it is open here, and as somebody else left it. */
type Sides = { base: FlowDocument; mine: FlowDocument; theirs: FlowDocument };

/** What was changed on both sides, with both values, so that a person can choose. A deleted record is `undefined`. */
export type Conflict = MergeConflict & { mine: unknown; theirs: unknown };

export type MergedDocuments = { ok: true; document: FlowDocument } | { ok: false; conflicts: readonly Conflict[] };

/**
 * Merges what was changed here with what was changed elsewhere. With `prefer`, records changed on both sides are taken
 * from that side and there is no conflict; everything else of the other side stays.
 */
export function mergeDocuments({ prefer, ...sides }: Sides & { prefer?: 'mine' | 'theirs' }): MergedDocuments {
  const { base, mine, theirs } = sides;
  const theirChange = diffFlows(base, theirs);
  if (isEmptyDiff(theirChange)) return { ok: true, document: mine };
  const change = { mine: diffFlows(base, mine), theirs: theirChange };
  for (;;) {
    const merged = mergeDiffs(change.mine, change.theirs);
    if (merged.ok) return { ok: true, document: applyDiff(base, merged.diff) };
    if (prefer === undefined)
      return { ok: false, conflicts: merged.conflicts.map((conflict) => withValues(conflict, sides)) };
    const yields = prefer === 'mine' ? 'theirs' : 'mine';
    const rest = withoutRecords(change[yields], merged.conflicts, sides[yields]);
    if (rest === change[yields]) return { ok: true, document: sides[prefer] };
    change[yields] = rest;
  }
}

/** The change without the records in conflict, and without the wires that need them; the same one when it names none. */
function withoutRecords(diff: FlowDiff, conflicts: readonly MergeConflict[], side: FlowDocument): FlowDiff {
  const ids = {
    step: new Set<string>(),
    edge: new Set<string>(),
    note: new Set<string>(),
    settings: new Set<string>(),
  };
  for (const { record, id } of conflicts) ids[record].add(id);
  for (const edge of [...Object.values(diff.edges.removed), ...Object.values(side.edges)]) {
    if (ids.step.has(edge.from) || ids.step.has(edge.to)) ids.edge.add(edge.id);
  }
  const { settings, ...records } = diff;
  const rest: FlowDiff = {
    ...records,
    ...(settings !== undefined && ids.settings.size === 0 && { settings }),
    steps: without(diff.steps, ids.step),
    edges: without(diff.edges, ids.edge),
    notes: without(diff.notes, ids.note),
  };
  return countRecords(rest) === countRecords(diff) ? diff : rest;
}

type Records<T> = { added: Record<string, T>; updated: Record<string, [T, T]>; removed: Record<string, T> };

function without<T>({ added, updated, removed }: Records<T>, ids: ReadonlySet<string>): Records<T> {
  const keep = <V>(records: Record<string, V>) =>
    Object.fromEntries(Object.entries(records).filter(([id]) => !ids.has(id)));
  return { added: keep(added), updated: keep(updated), removed: keep(removed) };
}

function withValues(conflict: MergeConflict, { mine, theirs }: Sides): Conflict {
  return { ...conflict, mine: valueAt(mine, conflict), theirs: valueAt(theirs, conflict) };
}

const COLLECTION = { step: 'steps', edge: 'edges', note: 'notes' } as const;

function valueAt(document: FlowDocument, { record, id, field = [] }: MergeConflict): unknown {
  let value: unknown = record === 'settings' ? document.settings : document[COLLECTION[record]][id];
  for (const key of field) value = inside(value, key);
  return value;
}

/** `inputs.body.email` leads through an object mapping's `fields` without naming them. */
function inside(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const own = new Map<string, unknown>(Object.entries(value));
  if (own.get('kind') === 'object') return inside(own.get('fields'), key);
  return own.get(key);
}
