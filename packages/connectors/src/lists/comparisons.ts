import { compilePattern, isObject } from '@patchbay/connector';
import { refusal } from '../values/refusal.ts';
import { instantOf, isEmpty, numberOf, sameness } from '../values/sameness.ts';

/** Answers for one value of one item. */
export type Test = (value: unknown) => boolean;

type Wanted = { value: unknown; ignoreCase: boolean };

/** The comparisons of a condition by name, in the order of the form. */
export const comparisons = {
  is: { label: 'is', test: (wanted) => isLike(wanted) },
  isNot: { label: 'is not', test: (wanted) => not(isLike(wanted)) },
  greater: { label: 'is more than', test: ({ value }) => ordered(value, (order) => order > 0) },
  atLeast: { label: 'is at least', test: ({ value }) => ordered(value, (order) => order >= 0) },
  less: { label: 'is less than', test: ({ value }) => ordered(value, (order) => order < 0) },
  atMost: { label: 'is at most', test: ({ value }) => ordered(value, (order) => order <= 0) },
  contains: { label: 'contains', test: (wanted) => contains(wanted) },
  containsNot: { label: 'does not contain', test: (wanted) => not(contains(wanted)) },
  startsWith: { label: 'starts with', test: (wanted) => onText(wanted, (text, part) => text.startsWith(part)) },
  endsWith: { label: 'ends with', test: (wanted) => onText(wanted, (text, part) => text.endsWith(part)) },
  oneOf: { label: 'is one of', test: (wanted) => isOneOf(wanted) },
  matches: { label: 'matches the pattern', test: (wanted) => matchesPattern(wanted) },
  isEmpty: { label: 'is empty', test: () => isEmpty },
  isFilled: { label: 'is filled', test: () => not(isEmpty) },
} satisfies Record<string, { label: string; test(wanted: Wanted): Test }>;

export type Comparison = keyof typeof comparisons;

/** What they are called of dates, which are later and not more; they compare those as moments. */
export const dateLabels = {
  greater: 'is after',
  atLeast: 'is on or after',
  less: 'is before',
  atMost: 'is on or before',
} satisfies Partial<Record<Comparison, string>>;

const not =
  (test: Test): Test =>
  (value) =>
    !test(value);

/**
 * What a person means by "is": text typed into a form also stands for the number or the yes-or-no it writes, and an
 * empty value for a missing one.
 */
function isLike({ value: wanted, ignoreCase }: Wanted): Test {
  if (isEmpty(wanted)) return isEmpty;
  const number = numberOf(wanted);
  const text = folded(wanted, ignoreCase);
  const key = sameness(wanted);
  return (value) => {
    if (typeof value === 'number' || (typeof value === 'string' && typeof wanted === 'number')) {
      return number !== undefined && numberOf(value) === number;
    }
    if (typeof value === 'string' || typeof value === 'boolean') return folded(value, ignoreCase) === text;
    return sameness(value) === key;
  };
}

function ordered(wanted: unknown, fits: (order: number) => boolean): Test {
  const number = numberOf(wanted);
  const instant = instantOf(wanted);
  return (value) => {
    const left = number === undefined ? instantOf(value) : numberOf(value);
    const right = number ?? instant;
    if (left !== undefined && right !== undefined) return fits(left - right);
    if (typeof value !== 'string' || typeof wanted !== 'string' || right !== undefined) return false;
    return fits(value < wanted ? -1 : Number(value > wanted));
  };
}

function contains(wanted: Wanted): Test {
  const inText = onText(wanted, (text, part) => text.includes(part));
  const isItem = isLike(wanted);
  return (value) => (Array.isArray(value) ? value.some(isItem) : inText(value));
}

function isOneOf({ value: wanted, ignoreCase }: Wanted): Test {
  const list: unknown[] = typeof wanted === 'string' ? wanted.split(',').map((part) => part.trim()) : [wanted].flat();
  const tests = list.slice(0, 1_000).map((value) => isLike({ value, ignoreCase }));
  if (list.length > tests.length) throw refusal('too_many_values', '“is one of” takes 1,000 values at most.');
  return (value) => tests.some((test) => test(value));
}

function matchesPattern({ value: wanted, ignoreCase }: Wanted): Test {
  if (typeof wanted !== 'string') throw refusal('pattern_not_valid', 'The pattern of a condition must be a text.');
  const pattern = compilePattern(wanted, { ignoreCase });
  return (value) => isPlain(value) && pattern.isIn(String(value));
}

function onText({ value: wanted, ignoreCase }: Wanted, fits: (text: string, part: string) => boolean): Test {
  const part = folded(wanted, ignoreCase);
  return (value) => isPlain(value) && part !== undefined && fits(folded(value, ignoreCase) ?? '', part);
}

function folded(value: unknown, ignoreCase: boolean): string | undefined {
  if (!isPlain(value)) return undefined;
  return ignoreCase ? String(value).toLowerCase() : String(value);
}

function isPlain(value: unknown): boolean {
  return value !== undefined && value !== null && !Array.isArray(value) && !isObject(value);
}
