import { t, tn } from '../../texts/t.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const OFFERED = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY, 30 * DAY];

/** The offered limits in words, and the one that is set, which may have come with an imported flow. */
export function timeLimitOptions(set: number | undefined): { value: string; label: string }[] {
  const limits = set === undefined ? OFFERED : [...new Set([...OFFERED, set])].toSorted((a, b) => a - b);
  return [{ value: '', label: t('No limit') }, ...limits.map((ms) => ({ value: String(ms), label: limitWords(ms) }))];
}

/** "7 days", "90 seconds": in the largest unit that says it whole. */
export function limitWords(ms: number): string {
  const units = [
    { ms: DAY, words: (count: number) => tn(count, '{count} day', '{count} days') },
    { ms: HOUR, words: (count: number) => tn(count, '{count} hour', '{count} hours') },
    { ms: MINUTE, words: (count: number) => tn(count, '{count} minute', '{count} minutes') },
  ];
  const unit = units.find((one) => ms % one.ms === 0);
  return unit === undefined ? tn(ms / 1_000, '{count} second', '{count} seconds') : unit.words(ms / unit.ms);
}
