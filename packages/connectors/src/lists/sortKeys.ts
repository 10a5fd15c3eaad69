import { instantOf, isEmpty, numberOf, sameness } from '../values/sameness.ts';

/** How values are put in order. `auto`: as numbers or dates where all of them are, else as text. */
export type SortAs = 'auto' | 'number' | 'date' | 'text';

/** Text as people sort it: capitals beside small letters, `item 2` before `item 10`. */
const collator = new Intl.Collator('en', { numeric: true });

type Compare = (left: number, right: number) => number;

/**
 * Compares two positions of `values`. One scale is chosen for all values, so the order is always total; what does not
 * fit the scale, and what is empty, comes last in either direction.
 */
export function comparePositions(values: readonly unknown[], as: SortAs, descending: boolean): Compare {
  const direction = descending ? -1 : 1;
  const scale = as === 'auto' ? scaleOf(values) : as;
  if (scale === 'text') {
    const keys = values.map(textOf);
    return (left, right) => lastIfMissing(keys[left], keys[right], (a, b) => direction * collator.compare(a, b));
  }
  const keys = values.map(scale === 'number' ? numberOf : instantOf);
  return (left, right) => lastIfMissing(keys[left], keys[right], (a, b) => direction * (a - b));
}

function lastIfMissing<Key>(left: Key | undefined, right: Key | undefined, compare: (a: Key, b: Key) => number) {
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  return compare(left, right);
}

function scaleOf(values: readonly unknown[]): Exclude<SortAs, 'auto'> {
  const filled = values.filter((value) => !isEmpty(value));
  if (filled.every((value) => numberOf(value) !== undefined)) return 'number';
  return filled.every((value) => instantOf(value) !== undefined) ? 'date' : 'text';
}

function textOf(value: unknown): string | undefined {
  if (isEmpty(value)) return undefined;
  return typeof value === 'object' ? sameness(value) : String(value);
}
