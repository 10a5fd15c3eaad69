import type { Reference } from '@patchbay/expression';
import { type Environment, type FlowDocument, type Step, upstreamOf } from '@patchbay/flow';
import { flowGraph, flowOrder } from '../../document/flowGraph.ts';
import { type DataRow, dataRows, searchRows } from '../data/dataRows.ts';
import { own } from '../data/own.ts';
import type { SampleSource } from '../data/samples.ts';

/** A step and what it offers. `isItem`: the loop around the reader, which gives its current item. */
export type DataGroup = {
  step: Step;
  isItem: boolean;
  /** It stands on a way that need not have been taken. */
  mayBeMissing: boolean;
  from: SampleSource;
  rows: DataRow[];
  value: unknown;
};

/** What stands in the list at once of one step; the search finds the rest. */
const SHOWN = 40;

export type GroupInput = {
  flow: FlowDocument;
  environment: Environment;
  /** The value of a step as the reader sees it, and where it is from. */
  sampleOf(step: string): { value: unknown; from: SampleSource };
  reader: string;
  /** Whether a step before the reader need not have run. */
  isUncertain(step: string): boolean;
};

/** The steps a field may take data from, nearest first, with their values. */
export function dataGroups({ flow, environment, sampleOf, reader, isUncertain }: GroupInput): DataGroup[] {
  const order = nearestFirst(flow, reader);
  const known = Object.keys(environment).toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const parents = new Set(parentsOf(flow, reader));
  return known.flatMap((id) => {
    const step = own(flow.steps, id);
    const schema = own<Environment[keyof Environment]>(environment, id);
    if (step === undefined || schema === undefined) return [];
    const { value, from } = sampleOf(id);
    return [
      { step, isItem: parents.has(id), mayBeMissing: isUncertain(id), from, rows: dataRows(schema, value), value },
    ];
  });
}

function parentsOf(flow: FlowDocument, reader: string): string[] {
  const parents: string[] = [];
  for (
    let at = own(flow.steps, reader)?.parent;
    at !== undefined && !parents.includes(at);
    at = own(flow.steps, at)?.parent
  )
    parents.push(at);
  return parents;
}

/** By the number of wires between, then the later step first. */
function nearestFirst(flow: FlowDocument, reader: string): Map<string, number> {
  const graph = flowGraph(flow);
  const late = new Map(flowOrder(flow).map((id, at) => [String(id), at]));
  const step = own(flow.steps, reader);
  const distances = new Map<string, number>();
  let ring = step === undefined ? [] : [step.id];
  for (let distance = 0; ring.length > 0; distance += 1) {
    const next = ring.flatMap((id) => graph.incoming(id).map(({ from }) => from));
    for (const id of ring) distances.set(id, Math.min(distance, distances.get(id) ?? distance));
    ring = [...new Set(next)].filter((id) => !distances.has(id));
  }
  const far = step === undefined ? [] : upstreamOf(flow, step.id, graph);
  for (const id of far) if (!distances.has(id)) distances.set(id, 1_000);
  return new Map([...distances].map(([id, distance]) => [id, distance * 10_000 - (late.get(id) ?? 0)]));
}

export type ShownGroup = Omit<DataGroup, 'rows'> & { rows: DataRow[]; hidden: number };

/** The groups as the list shows them for a search: those with a row that fits. */
export function searchGroups(groups: readonly DataGroup[], query: string): ShownGroup[] {
  const isSearch = query.trim() !== '';
  return groups.flatMap((group) => {
    const fits = searchRows(group.rows, query);
    const rows = isSearch ? fits.slice(0, SHOWN) : fits.filter(({ depth }) => depth < 4).slice(0, SHOWN);
    if (rows.length === 0 && isSearch) return [];
    return [{ ...group, rows, hidden: fits.length - rows.length }];
  });
}

export function referenceTo(group: Pick<DataGroup, 'step'>, row: DataRow): Reference {
  return { kind: 'reference', step: group.step.id, path: [...row.path] };
}
