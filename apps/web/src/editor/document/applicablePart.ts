import type { Edge, FlowDiff, FlowDocument } from '@patchbay/flow';
import { sameJson } from './sameJson.ts';

/**
 * The part of a change whose records are still as the change expects them, so that applying it overwrites nobody's work.
 * `whole` is true when that is all of it. Edges that would hang in the air are left out too.
 */
export function applicablePart(diff: FlowDiff, flow: FlowDocument): { diff: FlowDiff; whole: boolean } {
  const steps = part(diff.steps, flow.steps);
  const notes = part(diff.notes, flow.notes);
  const exists = (id: string) =>
    Object.hasOwn(steps.added, id) || (Object.hasOwn(flow.steps, id) && !Object.hasOwn(steps.removed, id));
  const edges = part(diff.edges, flow.edges, (edge: Edge) => exists(edge.from) && exists(edge.to));
  const { settings } = diff;
  const isSettable = settings !== undefined && sameJson(flow.settings, settings.before);
  const kept: FlowDiff = { steps, edges, notes, ...(isSettable && { settings }) };
  return { diff: kept, whole: countRecords(kept) === countRecords(diff) };
}

/** How many steps, edges and notes a change touches; the settings of the flow count as one. */
export function countRecords({ steps, edges, notes, settings }: FlowDiff): number {
  const records = [steps, edges, notes]
    .flatMap(({ added, updated, removed }) => [added, updated, removed])
    .reduce((sum, group) => sum + Object.keys(group).length, 0);
  return records + (settings === undefined ? 0 : 1);
}

type RecordsDiff<T> = { added: Record<string, T>; updated: Record<string, [T, T]>; removed: Record<string, T> };

function part<T>(diff: RecordsDiff<T>, records: Record<string, T>, mayStand: (record: T) => boolean = () => true) {
  const isAs = (id: string, record: T) => Object.hasOwn(records, id) && sameJson(records[id], record);
  return {
    added: filter(diff.added, (id, record) => !Object.hasOwn(records, id) && mayStand(record)),
    updated: filter(diff.updated, (id, [before, after]) => isAs(id, before) && mayStand(after)),
    removed: filter(diff.removed, (id, record) => isAs(id, record)),
  };
}

function filter<T>(records: Record<string, T>, keep: (id: string, record: T) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(records).filter(([id, record]) => keep(id, record)));
}
