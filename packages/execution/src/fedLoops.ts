import { type Mapping, referencesIn } from '@patchbay/expression';
import { DONE, type FlowDocument, type FlowGraph, type Step, type StepId } from '@patchbay/flow';
import type { OperationCatalog } from './compile.ts';

/** A loop that begins with the first page of its list; the call that reads the list asks for the next when it is used up. */
export type FedLoop = {
  feeder: StepId;
  loop: StepId;
  /** Nobody reads what its items gave, so that need not be kept. */
  isUnread: boolean;
};

type Found = { graph: FlowGraph; catalog: OperationCatalog };

/**
 * The loops of a document that are fed. One is where a call that only reads gives all of a list that pages, straight into a
 * loop over exactly that list, and nothing else reads from the call. Everywhere else the list is read as a whole.
 */
export function fedLoopsOf(document: FlowDocument, { graph, catalog }: Found): FedLoop[] {
  const steps = Object.values(document.steps);
  const readsAll = steps.filter((step) => readsWholeList(step, catalog));
  if (readsAll.length === 0) return [];
  const uses = usesOf(document);
  return readsAll.flatMap((feeder) => {
    const loop = loopOn(feeder, { graph, catalog });
    if (loop === undefined || uses.some(({ by, step }) => step === feeder.id && by !== loop.id)) return [];
    if (uses.filter(({ step }) => step === feeder.id).length > 1) return [];
    return [
      { feeder: feeder.id, loop: loop.id, isUnread: loop.parent === undefined && isUnread(loop, { document, uses }) },
    ];
  });
}

/** All of it: whoever wants the first so many gets them at once. It only reads, so a page may be asked for again. */
function readsWholeList({ uses, inputs, disabled }: Step, catalog: OperationCatalog): boolean {
  const operation = catalog.find(uses);
  if (operation?.paging === undefined || operation.kind !== 'call' || operation.repeat !== 'natural') return false;
  return disabled !== true && takeOf(inputs.pages) === 'all';
}

function takeOf(pages: Mapping | undefined): unknown {
  if (pages?.kind === 'object') return pages.fields.take?.kind === 'literal' ? pages.fields.take.value : undefined;
  if (pages?.kind !== 'literal') return undefined;
  const { value } = pages;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value.take : undefined;
}

/** The one step that the call leads to, where that is a loop over its list. */
function loopOn({ id }: Step, { graph, catalog }: Found): Step | undefined {
  const [wire, ...others] = graph.outgoing(id);
  if (wire === undefined || others.length > 0 || wire.outlet !== DONE || graph.incoming(wire.to).length > 1) {
    return undefined;
  }
  const loop = graph.step(wire.to);
  const operation = loop && catalog.find(loop.uses);
  if (loop === undefined || loop.disabled === true || operation?.kind !== 'forEach') return undefined;
  const { items } = loop.inputs;
  const isOnList =
    items?.kind === 'reference' && items.step === id && items.path.length === 1 && items.path[0] === 'items';
  return isOnList && (operation.frame ?? 'items') === 'items' ? loop : undefined;
}

type Use = { by: StepId | undefined; step: string; path: readonly (string | number)[] };

/** Every use of a step's output in the document; `by` is undefined for what its runs wait for their turn by. */
function usesOf({ steps, settings }: FlowDocument): Use[] {
  const inSteps = Object.values(steps).flatMap(({ id, inputs }) =>
    Object.values(inputs).flatMap((mapping) => referencesIn(mapping).map((use) => ({ ...use, by: id }))),
  );
  const inKey = settings?.key === undefined ? [] : referencesIn(settings.key);
  return [...inSteps, ...inKey.map((use) => ({ ...use, by: undefined }))];
}

const COUNTS: ReadonlySet<unknown> = new Set(['count', 'failed']);

/** Whether no step after the loop wants more of it than how many items there were, and how many failed. */
function isUnread({ id }: Step, { document, uses }: { document: FlowDocument; uses: readonly Use[] }): boolean {
  return uses.every(({ by, step, path }) => step !== id || isInside(document, by, id) || COUNTS.has(path[0]));
}

/** Inside the loop its id means the item. */
function isInside({ steps }: FlowDocument, by: StepId | undefined, loop: StepId): boolean {
  if (by === loop) return true;
  for (let at = by && steps[by]?.parent; at !== undefined; at = steps[at]?.parent) if (at === loop) return true;
  return false;
}
