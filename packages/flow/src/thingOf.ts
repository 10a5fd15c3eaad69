import type { Catalog, CatalogOperation, ThingRef } from './catalog.ts';
import type { FlowDocument, Step } from './document.ts';
import { own } from './equal.ts';

/** The flow or table that a step works with; undefined where it names none by hand, or is of another kind. */
export function thingOf(
  { inputs }: Pick<Step, 'inputs'>,
  operation: CatalogOperation | undefined,
): ThingRef | undefined {
  const typedBy = operation?.typedBy;
  const named = typedBy && own(inputs, typedBy.by);
  if (typedBy === undefined || named?.kind !== 'literal') return undefined;
  if (typeof named.value !== 'string' || named.value === '') return undefined;
  return { kind: typedBy.kind, id: named.value };
}

/** The flows and tables that the steps of a document work with, each once: what a catalog has to know for its check. */
export function thingsOf({ steps }: FlowDocument, catalog: Pick<Catalog, 'find'>): ThingRef[] {
  const things = Object.values(steps).flatMap((step) => thingOf(step, catalog.find(step.uses)) ?? []);
  return [...new Map(things.map((thing) => [`${thing.kind} ${thing.id}`, thing])).values()];
}
