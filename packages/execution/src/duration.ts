const UNITS: readonly [name: string, ms: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
];

/** A duration as a person says it, in the largest unit it fills evenly: "90 seconds", "2 hours". */
export function inWords(ms: number): string {
  const [name, size] = UNITS.find(([, unit]) => ms >= unit && ms % unit === 0) ?? ['millisecond', 1];
  const count = ms / size;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
