import { z } from 'zod/mini';
import { Edge, type FlowDocument, FlowSettings, Note, recordsOf, Step } from './document.ts';
import { own, sameJson } from './equal.ts';

/** A change to a set of records, with each record as it was and as it became, so that it can be turned around. */
export type RecordsDiff<T> = {
  added: Record<string, T>;
  updated: Record<string, [before: T, after: T]>;
  removed: Record<string, T>;
};

function recordsDiff<T extends z.ZodMiniType<{ id: string }>>(record: T) {
  const updated = z.record(z.string(), z.tuple([record, record])).check(
    z.superRefine((pairs, context) => {
      for (const [key, pair] of Object.entries(pairs)) {
        if (pair.some((record) => record?.id !== key))
          context.addIssue({ code: 'custom', path: [key], message: `should be ${key}.` });
      }
    }),
  );
  return z.strictObject({ added: recordsOf(record), updated, removed: recordsOf(record) });
}

/** What changed between two documents. One shape serves saving, undo, comparing versions and history. */
export const FlowDiff = z.strictObject({
  steps: recordsDiff(Step),
  edges: recordsDiff(Edge),
  notes: recordsDiff(Note),
  /** Absent where the settings stay as they are; a side without settings is left out. */
  settings: z.optional(z.strictObject({ before: z.optional(FlowSettings), after: z.optional(FlowSettings) })),
});
export type FlowDiff = z.infer<typeof FlowDiff>;

/** The change that makes `after` of `before`. Records are compared by what they say, so equal copies do not count. */
export function diffFlows(before: FlowDocument, after: FlowDocument): FlowDiff {
  return {
    steps: diffRecords(before.steps, after.steps),
    edges: diffRecords(before.edges, after.edges),
    notes: diffRecords(before.notes, after.notes),
    ...diffSettings(before.settings, after.settings),
  };
}

/** The change that takes `diff` back. */
export function invertDiff({ steps, edges, notes, settings }: FlowDiff): FlowDiff {
  return {
    steps: invertRecords(steps),
    edges: invertRecords(edges),
    notes: invertRecords(notes),
    ...(settings && diffSettings(settings.after, settings.before)),
  };
}

/** The document after the change. Records it does not name stay the same objects. */
export function applyDiff(document: FlowDocument, diff: FlowDiff): FlowDocument {
  const { settings, ...records } = document;
  const after = diff.settings === undefined ? settings : diff.settings.after;
  return {
    ...records,
    steps: applyRecords(document.steps, diff.steps),
    edges: applyRecords(document.edges, diff.edges),
    notes: applyRecords(document.notes, diff.notes),
    ...(after && { settings: after }),
  };
}

/** One change that does what `first` and then `second` do. */
export function composeDiffs(first: FlowDiff, second: FlowDiff): FlowDiff {
  return {
    steps: composeRecords(first.steps, second.steps),
    edges: composeRecords(first.edges, second.edges),
    notes: composeRecords(first.notes, second.notes),
    ...diffSettings((first.settings ?? second.settings)?.before, (second.settings ?? first.settings)?.after),
  };
}

export function isEmptyDiff({ steps, edges, notes, settings }: FlowDiff): boolean {
  const areRecordsSame = [steps, edges, notes].every(({ added, updated, removed }) =>
    [added, updated, removed].every((records) => Object.keys(records).length === 0),
  );
  return areRecordsSame && settings === undefined;
}

/** Whether the document is the one the change was made from: every record it names is there as the change saw it. */
export function fitsDiff(document: FlowDocument, diff: FlowDiff): boolean {
  return (
    fitsRecords(document.steps, diff.steps) &&
    fitsRecords(document.edges, diff.edges) &&
    fitsRecords(document.notes, diff.notes) &&
    (diff.settings === undefined || sameJson(document.settings, diff.settings.before))
  );
}

type SettingsDiff = Pick<FlowDiff, 'settings'>;

/** The change of the settings alone; empty where both say the same. */
export function diffSettings(before: FlowSettings | undefined, after: FlowSettings | undefined): SettingsDiff {
  if (sameJson(before, after)) return {};
  return { settings: { ...(before && { before }), ...(after && { after }) } };
}

function diffRecords<T>(before: Record<string, T>, after: Record<string, T>): RecordsDiff<T> {
  const diff: RecordsDiff<T> = { added: {}, updated: {}, removed: {} };
  for (const [id, record] of Object.entries(after)) {
    const previous = own(before, id);
    if (previous === undefined) diff.added[id] = record;
    else if (!sameJson(previous, record)) diff.updated[id] = [previous, record];
  }
  for (const [id, record] of Object.entries(before)) {
    if (own(after, id) === undefined) diff.removed[id] = record;
  }
  return diff;
}

function invertRecords<T>({ added, updated, removed }: RecordsDiff<T>): RecordsDiff<T> {
  const swapped = Object.entries(updated).map(([id, [before, after]]): [string, [T, T]] => [id, [after, before]]);
  return { added: removed, updated: Object.fromEntries(swapped), removed: added };
}

function applyRecords<T>(records: Record<string, T>, { added, updated, removed }: RecordsDiff<T>): Record<string, T> {
  const next = { ...records, ...added };
  for (const [id, [, after]] of Object.entries(updated)) next[id] = after;
  for (const id of Object.keys(removed)) delete next[id];
  return next;
}

function composeRecords<T>(first: RecordsDiff<T>, second: RecordsDiff<T>): RecordsDiff<T> {
  const before = { ...beforeOf(first), ...onlyNewIn(beforeOf(second), first) };
  const after = { ...onlyNewIn(afterOf(first), second), ...afterOf(second) };
  return diffRecords(before, after);
}

function beforeOf<T>({ updated, removed }: RecordsDiff<T>): Record<string, T> {
  return { ...removed, ...Object.fromEntries(Object.entries(updated).map(([id, [before]]) => [id, before])) };
}

function afterOf<T>({ added, updated }: RecordsDiff<T>): Record<string, T> {
  return { ...added, ...Object.fromEntries(Object.entries(updated).map(([id, [, after]]) => [id, after])) };
}

function onlyNewIn<T>(records: Record<string, T>, { added, updated, removed }: RecordsDiff<T>): Record<string, T> {
  const isTouched = (id: string) => [added, updated, removed].some((group) => Object.hasOwn(group, id));
  return Object.fromEntries(Object.entries(records).filter(([id]) => !isTouched(id)));
}

function fitsRecords<T>(records: Record<string, T>, diff: RecordsDiff<T>): boolean {
  const isAsSeen = Object.entries(beforeOf(diff)).every(([id, record]) => sameJson(own(records, id), record));
  return isAsSeen && Object.keys(diff.added).every((id) => !Object.hasOwn(records, id));
}
