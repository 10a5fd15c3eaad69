import type { Mapping } from '@patchbay/expression';
import type { CatalogOperation, Outlet } from './catalog.ts';
import { DONE, type Step } from './document.ts';
import { own } from './equal.ts';
import { typedByHand } from './typedByHand.ts';

/**
 * The ways out of a step besides `error`, in the order they are drawn: one for each case where its operation takes its
 * ways from a list, then those the operation names; `done` where it names none.
 */
export function outletsOf(
  { inputs }: Pick<Step, 'inputs'>,
  { outlets, outletsFrom }: CatalogOperation,
): readonly Outlet[] {
  if (outletsFrom === undefined) return outlets ?? [{ name: DONE, label: 'done' }];
  return [...casesIn(own(inputs, outletsFrom.input)), ...(outlets ?? [])];
}

/** The name of the way out that belongs to a case: its `id`, or where it has none its number, counted from 1. */
export function outletOfCase(given: unknown, index: number): string {
  const id = textOf(given, 'id');
  return id === undefined ? `case${index + 1}` : id;
}

/** Whether the list that the ways out are read from can be read without a run. */
export function areCasesKnown(cases: Mapping | undefined): boolean {
  return cases === undefined || casesOf(cases) !== undefined;
}

function casesIn(cases: Mapping | undefined): Outlet[] {
  const known = (cases && casesOf(cases)) ?? [];
  return known.map((given, index) => ({
    name: outletOfCase(given, index),
    label: textOf(given, 'label') ?? textOf(given, 'is') ?? `Way ${index + 1}`,
  }));
}

function casesOf(cases: Mapping): readonly unknown[] | undefined {
  if (cases.kind === 'list') return cases.items.map(typedParts);
  return cases.kind === 'literal' && Array.isArray(cases.value) ? cases.value : undefined;
}

/** What is typed in of a case, of which other parts may be mapped. */
function typedParts(mapping: Mapping): unknown {
  if (mapping.kind !== 'object') return typedByHand(mapping);
  return Object.fromEntries(Object.entries(mapping.fields).map(([name, field]) => [name, typedByHand(field)]));
}

function textOf(given: unknown, field: string): string | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const value = own(given as Record<string, unknown>, field);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  return value === '' ? undefined : String(value);
}
