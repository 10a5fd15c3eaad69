import type { Formula } from '@patchbay/expression';
import { writePath } from '@patchbay/expression';
import type { Part } from './editorValue.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** The first date that stands among text as computers write it, and how it is written for people. */
export function readableDate(
  parts: readonly Part[],
  sampleOf: (part: Exclude<Part, string>) => unknown,
): { at: number; formula: Formula } | undefined {
  for (const [at, part] of parts.entries()) {
    if (typeof part === 'string' || part.kind !== 'reference') continue;
    const pattern = patternFor(sampleOf(part));
    if (pattern === undefined) continue;
    return { at, formula: { kind: 'formula', source: `formatDate(${writePath(part)}, "${pattern}")` } };
  }
  return undefined;
}

function patternFor(sample: unknown): string | undefined {
  if (typeof sample !== 'string') return undefined;
  if (DAY.test(sample)) return 'd MMMM yyyy';
  return INSTANT.test(sample) ? 'd MMMM yyyy, HH:mm' : undefined;
}
