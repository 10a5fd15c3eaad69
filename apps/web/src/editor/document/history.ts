import { applyDiff, diffFlows, type FlowDiff, type FlowDocument, invertDiff, isEmptyDiff } from '@patchbay/flow';
import { applicablePart } from './applicablePart.ts';

/** One thing that can be undone. `diff` leads from before it to after it. */
type Entry = { label: string; diff: FlowDiff; mergeKey?: string; before: FlowDocument; at: number };

/** What was done and what was undone, the latest last. Never changed in place. */
export type History = { readonly undos: readonly Entry[]; readonly redos: readonly Entry[] };

/** What an undo or redo came to. `partly`: some of it was left, because somebody else has changed those records since. */
export type Undone = { label: string; partly: boolean };

const LIMIT = 300;
/** A pause longer than this while typing starts a new entry. Milliseconds. */
const MERGE_WITHIN_MS = 2_000;

export const noHistory: History = { undos: [], redos: [] };

/** The history after one more change. A change with the key of the one before it, soon after it, becomes part of it. */
export function remember(
  history: History,
  { after, ...change }: { label: string; mergeKey?: string; before: FlowDocument; after: FlowDocument; at: number },
): History {
  const last = history.undos.at(-1);
  const joins =
    change.mergeKey !== undefined && last?.mergeKey === change.mergeKey && change.at - last.at < MERGE_WITHIN_MS;
  const before = joins ? last.before : change.before;
  const undos = joins ? history.undos.slice(0, -1) : history.undos;
  const diff = diffFlows(before, after);
  if (isEmptyDiff(diff)) return { undos, redos: [] };
  return { undos: [...undos, { ...change, before, diff }].slice(-LIMIT), redos: [] };
}

/** Takes the last change back, as far as nobody else has touched its records since. */
export function undo(history: History, flow: FlowDocument) {
  const entry = history.undos.at(-1);
  if (entry === undefined) return undefined;
  const { diff, whole } = applicablePart(invertDiff(entry.diff), flow);
  return {
    flow: applyDiff(flow, diff),
    history: { undos: history.undos.slice(0, -1), redos: [...history.redos, moved(entry, invertDiff(diff))] },
    undone: { label: entry.label, partly: !whole },
  };
}

/** Does the last undone change again, under the same condition. */
export function redo(history: History, flow: FlowDocument) {
  const entry = history.redos.at(-1);
  if (entry === undefined) return undefined;
  const { diff, whole } = applicablePart(entry.diff, flow);
  return {
    flow: applyDiff(flow, diff),
    history: { undos: [...history.undos, moved(entry, diff)], redos: history.redos.slice(0, -1) },
    undone: { label: entry.label, partly: !whole },
  };
}

/** Typing that goes on after this starts a new entry: what was merged in from elsewhere must not become part of an undo. */
export function sealed({ undos, redos }: History): History {
  return { undos: undos.map((entry) => ({ ...entry, mergeKey: undefined })), redos };
}

function moved(entry: Entry, diff: FlowDiff): Entry {
  return { ...entry, diff, mergeKey: undefined };
}
