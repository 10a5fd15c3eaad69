import { type Said, sayCount } from '@patchbay/words';
const milliseconds = (count: number) => sayCount(count, '{count} millisecond', '{count} milliseconds');

const UNITS: readonly [ms: number, words: (count: number) => Said][] = [
  [86_400_000, (count) => sayCount(count, '{count} day', '{count} days')],
  [3_600_000, (count) => sayCount(count, '{count} hour', '{count} hours')],
  [60_000, (count) => sayCount(count, '{count} minute', '{count} minutes')],
  [1_000, (count) => sayCount(count, '{count} second', '{count} seconds')],
];

/** A duration as a person says it, in the largest unit it fills evenly: "90 seconds", "2 hours". */
export function inWords(ms: number): Said {
  const [size, words] = UNITS.find(([unit]) => ms >= unit && ms % unit === 0) ?? [1, milliseconds];
  return words(ms / size);
}
