import type { Mapping } from '@patchbay/expression';
import { mappingOf, type Part, partsOf, type Reading } from './editorValue.ts';

/** The pills of a field, without the text between. */
export function pillsOf(parts: readonly Part[]): Exclude<Part, string>[] {
  return parts.filter((part) => typeof part !== 'string');
}

/** The field with another pill in place of the one at `index`, or without it. */
export function withPill(
  mapping: Mapping | undefined,
  reading: Reading,
  { index, pill }: { index: number; pill: Exclude<Part, string> | undefined },
): Mapping | undefined {
  let seen = -1;
  const parts = (partsOf(mapping, reading) ?? []).flatMap((part): Part[] => {
    if (typeof part === 'string') return [part];
    seen += 1;
    if (seen !== index) return [part];
    return pill === undefined ? [] : [pill];
  });
  return mappingOf(parts, reading);
}
