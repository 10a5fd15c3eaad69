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
    { name: 'day', ms: DAY },
    { name: 'hour', ms: HOUR },
    { name: 'minute', ms: MINUTE },
    { name: 'second', ms: 1_000 },
  ];
  const unit = units.find((one) => ms % one.ms === 0) ?? { name: 'second', ms: 1_000 };
  const count = ms / unit.ms;
  return tn(count, '{count} {name}', '{count} {name}s', { name: unit.name });
}
