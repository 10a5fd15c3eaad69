import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '../mapping.ts';
import { judge, ours, ruleOf } from './testing.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const START = Date.UTC(2026, 0, 1);
const TWO_YEARS = { from: START, to: START + 730 * DAY_MS };
const zones = Intl.supportedValuesOf('timeZone');

/** What people choose, and how the other implementation is told the same; those without are counted out by hand. */
const patterns: readonly [Record<string, Json>, string?][] = [
  [{ every: 'day', at: '00:00' }, '0 0 * * *'],
  [{ every: 'day', at: '00:30' }, '30 0 * * *'],
  [{ every: 'day', at: '01:30' }, '30 1 * * *'],
  [{ every: 'day', at: '02:00' }, '0 2 * * *'],
  [{ every: 'day', at: '02:30' }, '30 2 * * *'],
  [{ every: 'day', at: '03:00' }, '0 3 * * *'],
  [{ every: 'day', at: '12:00' }, '0 12 * * *'],
  [{ every: 'day', at: '23:59' }, '59 23 * * *'],
  [{ every: 'week', at: '00:15', weekdays: ['sunday'] }, '15 0 * * 0'],
  [{ every: 'week', at: '02:15', weekdays: ['saturday', 'sunday'] }, '15 2 * * 0,6'],
  [{ every: 'week', at: '09:00', weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] }, '0 9 * * 1-5'],
  [{ every: 'month', at: '02:45', day: 1 }, '45 2 1 * *'],
  [{ every: 'month', at: '00:00', day: 31 }, '0 0 L * *'],
  [{ every: 'year', at: '02:05', month: 3, day: 29 }, '5 2 29 3 *'],
  [{ every: 'year', at: '00:05', month: 10, day: 25 }, '5 0 25 10 *'],
  [{ every: 'cron', cron: '30 2 * * *' }, '30 2 * * *'],
  [{ every: 'cron', cron: '0,30 1-3 * * *' }, '0,30 1-3 * * *'],
  [{ every: 'cron', cron: '0 0,12 * * *' }, '0 0,12 * * *'],
  [{ every: 'cron', cron: '15 0 1,15 * mon' }, '15 0 1,15 * mon'],
  [{ every: 'cron', cron: '45 23 * mar,apr,sep,oct sun' }, '45 23 * mar,apr,sep,oct sun'],
  [{ every: 'cron', cron: '0 12 L 2 *' }, '0 12 L 2 *'],
  [{ every: 'cron', cron: '10 3 29 feb *' }, '10 3 29 feb *'],
  [{ every: 'cron', cron: '0 * * * *' }, '0 * * * *'],
  [{ every: 'cron', cron: '*/20 2 * * *' }, '*/20 2 * * *'],
  [{ every: 'cron', cron: '7 */3 * * *' }, '7 */3 * * *'],
  [{ every: 'cron', cron: '*/30 * * * sun' }, '*/30 * * * sun'],
  [{ every: 'minutes', interval: 90 }],
  [{ every: 'minutes', interval: 1_440 }],
  [{ every: 'hours', interval: 1 }],
  [{ every: 'hours', interval: 7 }],
];

/** PATCHBAY_ZONES=all looks at all patterns in all zones, which takes twenty minutes; else at some of them, drawn anew each time. */
const looked =
  process.env.PATCHBAY_ZONES === 'all'
    ? zones.flatMap((zone) => patterns.map((pattern) => ({ zone, pattern })))
    : [
        ...fc.sample(fc.record({ zone: fc.constantFrom(...zones), pattern: fc.constantFrom(...patterns) }), 100),
        { zone: 'America/Nuuk', pattern: [{ every: 'day', at: '23:59' }, '59 23 * * *'] as (typeof patterns)[number] },
      ];
const LONGEST_MS = 3_600_000;

it(
  'has no occurrence twice and misses none, in any zone, two years long',
  () => {
    const wrong: string[] = [];
    for (const { zone, pattern } of looked) {
      const [fields, cron] = pattern;
      const found = ours(ruleOf({ ...fields, zone }), TWO_YEARS);
      const judged = cron === undefined ? steps(fields) : judge(cron, zone, TWO_YEARS);
      const expected = [...new Set([...judged, ...found.filter(isLeapOverMidnight(zone))])].sort(byTime);
      if (found.join() !== expected.join())
        wrong.push(`${zone} ${JSON.stringify(fields)} ${difference(found, expected)}`);
    }
    expect(wrong).toEqual([]);
    expect(looked.length).toBeGreaterThanOrEqual(100);
  },
  LONGEST_MS,
);

/**
 * Where the clock leaps from before midnight to midnight, as in Greenland, a time in the gap is due at the leap, like in any
 * other gap. The other implementation leaves it out there.
 */
function isLeapOverMidnight(zone: string): (at: number) => boolean {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return (at) => clock.format(at) === '00:00' && clock.format(at - MINUTE_MS) !== '23:59';
}

const byTime = (a: number, b: number) => a - b;

/** Every so many minutes since 1970. */
function steps({ every, interval }: Record<string, Json>): number[] {
  const step = Number(interval) * (every === 'hours' ? 60 : 1) * MINUTE_MS;
  const found: number[] = [];
  for (let at = (Math.floor(TWO_YEARS.from / step) + 1) * step; at <= TWO_YEARS.to; at += step) found.push(at);
  return found;
}

function difference(found: readonly number[], expected: readonly number[]): string {
  const ours = new Set(found);
  const theirs = new Set(expected);
  const only = (list: readonly number[], other: Set<number>) =>
    list.filter((at) => !other.has(at)).map((at) => new Date(at).toISOString());
  return `only we: ${only(found, theirs).slice(0, 3).join()}; only they: ${only(expected, ours).slice(0, 3).join()}`;
}
