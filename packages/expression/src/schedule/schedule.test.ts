import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetAt } from '../dates/zone.ts';
import type { Json } from '../mapping.ts';
import { nextOccurrences } from './nextOccurrences.ts';
import { readSchedule } from './readSchedule.ts';
import { judge, ours, ruleOf } from './testing.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Beirut',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
];
const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const TWO_YEARS = 730 * DAY_MS;

const next = (fields: Record<string, Json>, from: string, count: number) =>
  nextOccurrences(ruleOf(fields), Date.parse(from), count).map((at) =>
    new Date(at).toISOString().replace(':00.000Z', 'Z'),
  );

const problemsOf = (fields: Record<string, Json>) => {
  const read = readSchedule(fields);
  return read.ok ? [] : read.problems.map(({ field, message }) => `${field}: ${message}`);
};

describe('two years in many zones, beside another implementation', () => {
  const whole = { from: START, to: START + TWO_YEARS };
  const patterns: [Record<string, Json>, string][] = [
    [{ every: 'day', at: '02:30' }, '30 2 * * *'],
    [{ every: 'day', at: '00:00' }, '0 0 * * *'],
    [{ every: 'week', at: '01:15', weekdays: ['sunday', 'monday'] }, '15 1 * * 0,1'],
    [{ every: 'month', at: '23:59', day: 1 }, '59 23 1 * *'],
    [{ every: 'month', at: '00:30', day: 31 }, '30 0 L * *'],
    [{ every: 'year', at: '02:05', month: 3, day: 29 }, '5 2 29 3 *'],
  ];
  it.each(ZONES)('keeps fixed times in %s', (zone) => {
    for (const [fields, cron] of patterns) {
      expect([cron, ours(ruleOf({ ...fields, zone }), whole)]).toEqual([cron, judge(cron, zone, whole)]);
    }
  });

  const crons = [
    '30 2 * * *',
    '0,30 1-3 * * *',
    '15 0 1,15 * mon',
    '0 12 L 2 *',
    '45 23 * mar,oct sun',
    '10 3 29 feb *',
  ];
  const running = ['0 * * * *', '*/20 * * * sun', '*/20 2 * * *', '7 */3 * 3,4,10 *'];
  it.each(ZONES)('reads cron in %s', (zone) => {
    for (const cron of crons)
      expect([cron, ours(ruleOf({ every: 'cron', cron, zone }), whole)]).toEqual([cron, judge(cron, zone, whole)]);
    const months = [Date.UTC(2026, 2, 1), Date.UTC(2026, 9, 1)].map((from) => ({ from, to: from + 45 * DAY_MS }));
    for (const cron of running) {
      for (const month of months)
        expect([cron, ours(ruleOf({ every: 'cron', cron, zone }), month)]).toEqual([cron, judge(cron, zone, month)]);
    }
  });
});

describe('clocks that change', () => {
  it('runs at the jump when its time is left out, and the first time when it comes twice', () => {
    const nightly = { every: 'day', at: '02:30', zone: 'Europe/Berlin' };
    expect(next(nightly, '2026-03-28T12:00Z', 2)).toEqual(['2026-03-29T01:00Z', '2026-03-30T00:30Z']);
    expect(next(nightly, '2026-10-24T12:00Z', 2)).toEqual(['2026-10-25T00:30Z', '2026-10-26T01:30Z']);
  });

  it('keeps the real distance of minutes and hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_440 }), fc.date({ noInvalidDate: true }), (interval, from) => {
        const found = nextOccurrences(ruleOf({ every: 'minutes', interval, zone: 'Europe/Berlin' }), from.getTime(), 5);
        expect(found.slice(1).map((at, index) => at - (found[index] ?? 0))).toEqual(Array(4).fill(interval * 60_000));
        expect(found[0]).toBeGreaterThan(from.getTime());
        expect(found[0]).toBeLessThanOrEqual(from.getTime() + interval * 60_000);
      }),
    );
  });

  it('has a fixed time exactly once on each local day', () => {
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), time, fc.integer({ min: 0, max: 700 }), (zone, [hour, minute], days) => {
        const at = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const from = START + days * DAY_MS;
        const found = nextOccurrences(ruleOf({ every: 'day', at, zone }), from, 30);
        const dates = found.map((ms) => Math.floor((ms + offsetAt(ms, zone)) / DAY_MS));
        expect(dates.slice(1).map((date, index) => date - (dates[index] ?? 0))).toEqual(Array(29).fill(1));
      }),
    );
  });

  it('leaves out a day that the zone left out', () => {
    const found = next({ every: 'day', at: '09:00', zone: 'Pacific/Apia' }, '2011-12-29T00:00Z', 3);
    expect(found).toEqual(['2011-12-29T19:00Z', '2011-12-30T19:00Z', '2011-12-31T19:00Z']);
  });
});

describe('from one occurrence to the next', () => {
  it('gives the same instants whatever moment it is asked at', () => {
    const rules = ['0 * * * *', '30 2 * * *', '*/7 1 29 2 *'].map((cron) =>
      ruleOf({ every: 'cron', cron, zone: 'America/Havana' }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.integer({ min: START, max: START + TWO_YEARS }), (rule, from) => {
        const [first = 0, second] = nextOccurrences(rule, from, 2);
        expect(nextOccurrences(rule, first - 1, 1)).toEqual([first]);
        expect(nextOccurrences(rule, first, 1)).toEqual([second]);
      }),
      { numRuns: 60 },
    );
  });

  it('takes the last day where a month has no such day', () => {
    expect(next({ every: 'month', at: '09:00', day: 31 }, '2027-01-31T10:00Z', 3)).toEqual([
      '2027-02-28T09:00Z',
      '2027-03-31T09:00Z',
      '2027-04-30T09:00Z',
    ]);
    expect(next({ every: 'year', at: '09:00', month: 2, day: 29 }, '2027-01-01T00:00Z', 2)).toEqual([
      '2027-02-28T09:00Z',
      '2028-02-29T09:00Z',
    ]);
  });

  it('waits eight years for a 29 February where it must', () => {
    expect(next({ every: 'cron', cron: '0 9 29 2 *' }, '2096-03-01T00:00Z', 1)).toEqual(['2104-02-29T09:00Z']);
  });
});

describe('what is no schedule', () => {
  it('is refused in words, by field', () => {
    expect(problemsOf({ every: 'day', zone: 'Europe/Berln' })).toEqual([
      'zone: There is no time zone “Europe/Berln”. Write it like Europe/Berlin or America/New_York.',
    ]);
    expect(problemsOf({ every: 'year', month: 2, day: 31 })).toEqual([
      'day: There is no 31 February: February has 29 days.',
    ]);
    expect(problemsOf({ every: 'cron', cron: '0 9 31 2 *' })).toEqual([
      'cron: It never happens: no month has such a day.',
    ]);
    expect(problemsOf({ every: 'cron', cron: '0 0 9 * * *' })[0]).toMatch(
      /^cron: A cron rule has five fields.*has 6\.$/,
    );
    expect(problemsOf({ every: 'cron', cron: '61 9 * * *' })).toEqual([
      'cron: “61” is not a minute. Write 0 to 59, or * for each.',
    ]);
    expect(problemsOf({ every: 'week', at: '25:00', weekdays: [] })).toEqual([
      'at: “25:00” is not a time of day. Write it like 09:00 or 17:30.',
      'weekdays: Choose at least one day of the week.',
    ]);
    expect(problemsOf({ every: 'minutes', interval: 0 })).toEqual(['interval: Write a whole number from 1 to 1,440.']);
    expect(problemsOf({ every: 'blue moon' })).toEqual(['every: Choose how often it happens.']);
  });

  it('never throws, whatever is typed', () => {
    const fields = ['every', 'interval', 'at', 'weekdays', 'day', 'month', 'cron', 'zone', 'missed'];
    const every = fc.constantFrom('minutes', 'hours', 'day', 'week', 'month', 'year', 'cron');
    fc.assert(
      fc.property(every, fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()), (kind, typed) => {
        const read = readSchedule({ every: kind, ...typed } as Record<string, Json>);
        const said = read.ok
          ? nextOccurrences(read.rule, START, 1)
          : read.problems.filter(({ message }) => message.endsWith('.'));
        expect(said.length).toBeGreaterThan(0);
      }),
    );
    const text = fc.stringMatching(/^[0-9*,/ L-]{0,20}$/);
    fc.assert(
      fc.property(text, (cron) => {
        expect(problemsOf({ every: 'cron', cron }).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
