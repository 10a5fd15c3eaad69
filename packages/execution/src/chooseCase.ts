import { outletOfCase } from '@patchbay/flow';
import type { CallResult } from './ports.ts';

/** The way out of a switch that no case leads to. */
const OTHERWISE = 'otherwise';

/**
 * The first case that is met: one with a condition when that is yes, any other when the value is the case's own. Numbers
 * and texts that read the same are the same, since a case is typed into a form while the value comes from an API.
 */
export function chooseCase({ value, cases }: Record<string, unknown>): CallResult {
  const list: readonly unknown[] = Array.isArray(cases) ? cases : [];
  for (const [index, given] of list.entries()) {
    if (typeof given !== 'object' || given === null || !isMet(given, value)) continue;
    const outlet = outletOfCase(given, index);
    return { outlet, output: { case: labelOf(given) ?? outlet } };
  }
  return { outlet: OTHERWISE, output: { case: null } };
}

function isMet(given: object, value: unknown): boolean {
  if ('when' in given) return given.when === true;
  return 'is' in given && textOf(given.is) !== undefined && textOf(given.is) === textOf(value);
}

function labelOf(given: object): string | undefined {
  if ('label' in given && given.label !== '') return textOf(given.label);
  return 'is' in given ? textOf(given.is) : undefined;
}

/** A plain value as text; a list, an object and what is not there are like nothing else. */
function textOf(value: unknown): string | undefined {
  return value === null || value === undefined || typeof value === 'object' ? undefined : String(value);
}
