import { mockCall, type Operation } from '@patchbay/connector';
import { attempt, connectorProblems } from '@patchbay/connector/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datesConnector } from './index.ts';

const { dateDifference, dateParts, edgeOfPeriod, formatDate, readDate, shiftDate } = datesConnector.operations;

type Row = Record<string, unknown>;
const give = (operation: Operation, input: Row) => mockCall(operation, input) as Row;
const failureOf = (operation: Operation, input: Row) => attempt(() => give(operation, input)).failure;
const berlin = { zone: 'Europe/Berlin' };
const instant = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
const anyDate = instant.map((it) =>
  new Date(Math.floor(it.getTime() / 1_000) * 1_000).toISOString().replace('.000Z', 'Z'),
);
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia');

it('has nothing wrong, and keeps the names that saved flows refer to', () => {
  expect(connectorProblems(datesConnector)).toEqual([]);
  expect(Object.keys(datesConnector.operations).join(' ')).toBe(
    'readDate formatDate shiftDate dateDifference edgeOfPeriod dateParts',
  );
});

describe('reading', () => {
  it.each([
    [{ text: '2026-03-01' }, '2026-03-01', '2026-03-01T00:00:00+00:00'],
    [{ text: '2026-03-01T09:30:00+02:00' }, '2026-03-01T07:30:00Z', '2026-03-01T07:30:00+00:00'],
    [{ text: '2026-03-01 09:30', ...berlin }, '2026-03-01T08:30:00Z', '2026-03-01T09:30:00+01:00'],
    [{ text: 'Sun, 01 Mar 2026 09:30:00 +0100' }, '2026-03-01T08:30:00Z', '2026-03-01T08:30:00+00:00'],
    [{ text: 1_772_353_800 }, '2026-03-01T08:30:00Z', '2026-03-01T08:30:00+00:00'],
    [{ text: 1_772_353_800_123 }, '2026-03-01T08:30:00.123Z', '2026-03-01T08:30:00.123+00:00'],
    [{ text: '1772353800', as: 'unix', ...berlin }, '2026-03-01T08:30:00Z', '2026-03-01T09:30:00+01:00'],
    [{ text: '1.3.2026', as: 'pattern', pattern: 'd.M.yyyy', ...berlin }, '2026-03-01', '2026-03-01T00:00:00+01:00'],
    [
      { text: '01 März 26', as: 'pattern', pattern: 'dd MMMM yy', language: 'de' },
      '2026-03-01',
      '2026-03-01T00:00:00+00:00',
    ],
    [{ text: 'Mar 2026', as: 'pattern', pattern: 'MMM yyyy' }, '2026-03-01', '2026-03-01T00:00:00+00:00'],
    [
      { text: '3/1/2026 12:05 am', as: 'pattern', pattern: 'M/d/yyyy h:mm a' },
      '2026-03-01T00:05:00Z',
      '2026-03-01T00:05:00+00:00',
    ],
    [
      { text: "at 9 o'clock 2026", as: 'pattern', pattern: "'at' H 'o''clock' yyyy" },
      '2026-01-01T09:00:00Z',
      '2026-01-01T09:00:00+00:00',
    ],
    [
      { text: '20260301T093000-0500', as: 'pattern', pattern: "yyyyMMdd'T'HHmmssXXX" },
      '2026-03-01T14:30:00Z',
      '2026-03-01T14:30:00+00:00',
    ],
  ])('reads %j', (input, ...[date, local]) => {
    expect(give(readDate, input)).toEqual({ date, local });
  });

  it('reads what it wrote, in any zone and language', () => {
    const pattern = fc.constantFrom(
      'yyyy-MM-dd HH:mm:ss XXX',
      "EEEE d MMMM yyyy 'at' hh:mm:ss a XXX",
      'dd/MMM/yyyy:H:m:s XXX',
    );
    const language = fc.constantFrom('en', 'de', 'fr', 'pl', 'ja', 'pt-BR');
    fc.assert(
      fc.property(
        anyDate.filter((it) => it > '1950'),
        zone,
        pattern,
        language,
        (...[date, zone, pattern, language]) => {
          const { text } = give(formatDate, { date, zone, pattern, language });
          expect(give(readDate, { text, as: 'pattern', zone, pattern, language }).date).toBe(date);
        },
      ),
    );
  });
});

describe('writing', () => {
  it.each([
    [{ date: '2026-03-01T23:30:00Z' }, '2026-03-01'],
    [{ date: '2026-03-01T23:30:00Z', ...berlin }, '2026-03-02'],
    [{ date: '2026-03-01', zone: 'America/New_York' }, '2026-03-01'],
    [{ date: '2026-03-01T08:05:09Z', pattern: 'EEEE, d MMMM yyyy, h:mm a' }, 'Sunday, 1 March 2026, 8:05 AM'],
    [{ date: '2026-03-01', pattern: 'EEEE, d. MMMM yyyy', language: 'de' }, 'Sonntag, 1. März 2026'],
    [{ date: '2026-03-01', pattern: 'd MMMM', language: 'pl' }, '1 marca'],
    [{ date: '2026-07-01T08:05:09.045Z', pattern: 'yy M H m s SSS XXX', ...berlin }, '26 7 10 5 9 045 +02:00'],
  ])('writes %j', (input, text) => {
    expect(give(formatDate, input)).toEqual({ text });
  });
});

describe('adding', () => {
  it.each([
    ['2026-01-31', 1, 'months', '2026-02-28'],
    ['2024-02-29', 1, 'years', '2025-02-28'],
    ['2026-03-01', -1, 'days', '2026-02-28'],
    ['2026-03-01', 36, 'hours', '2026-03-02T11:00:00Z'],
    ['2026-03-28T08:00:00Z', 1, 'days', '2026-03-29T07:00:00Z'],
    ['2026-03-28T08:00:00Z', 24, 'hours', '2026-03-29T08:00:00Z'],
    ['2026-03-06', 1, 'workdays', '2026-03-09'],
    ['2026-03-07', 1, 'workdays', '2026-03-09'],
    ['2026-03-07', -1, 'workdays', '2026-03-06'],
    ['2026-03-07', 5, 'workdays', '2026-03-13'],
    ['2026-03-08', -5, 'workdays', '2026-03-02'],
    ['2026-03-04', 10, 'workdays', '2026-03-18'],
    ['2026-03-07', 0, 'workdays', '2026-03-07'],
  ])('adds to %s %i %s', (...[date, amount, unit, expected]) => {
    expect(give(shiftDate, { date, amount, unit, ...berlin }).date).toBe(expected);
  });

  it('counts workdays as one would on a calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 13 }), fc.integer({ min: -30, max: 30 }), (start, amount) => {
        const day = new Date(Date.UTC(2026, 2, 1 + start));
        const date = day.toISOString().slice(0, 10);
        for (let left = Math.abs(amount); left > 0; ) {
          day.setUTCDate(day.getUTCDate() + Math.sign(amount));
          if (day.getUTCDay() % 6 !== 0) left -= 1;
        }
        expect(give(shiftDate, { date, amount, unit: 'workdays' }).date).toBe(day.toISOString().slice(0, 10));
      }),
    );
  });

  it('is undone by the time between: from a date to its sum it is what was added', () => {
    const unit = fc.constantFrom('minutes', 'hours', 'days', 'weeks');
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5_000, max: 5_000 }), unit, zone, (...[from, amount, unit, zone]) => {
        const { date: to } = give(shiftDate, { date: from, amount, unit, zone });
        const between = give(dateDifference, { from, to, unit, zone });
        // A day whose hour the clocks leave out is one hour off, and may count as one less.
        expect(Math.abs(Number(between.amount) - amount)).toBeLessThanOrEqual(['days', 'weeks'].includes(unit) ? 1 : 0);
      }),
    );
  });
});

it.each([
  [
    { from: '2026-03-01', to: '2026-03-15' },
    { amount: 14, seconds: 1_209_600, order: 'after' },
  ],
  [
    { from: '2026-03-15', to: '2026-03-01T12:00:00Z', unit: 'days' },
    { amount: -13, seconds: -1_166_400, order: 'before' },
  ],
  [
    { from: '1990-06-15', to: '2026-03-01', unit: 'years' },
    { amount: 35, seconds: 1_126_915_200, order: 'after' },
  ],
  [
    { from: '2026-03-28', to: '2026-03-30', unit: 'days', ...berlin },
    { amount: 2, seconds: 169_200, order: 'after' },
  ],
  [
    { from: '2026-03-01', to: '2026-03-01', unit: 'weeks' },
    { amount: 0, seconds: 0, order: 'same' },
  ],
])('counts the time between %j', (input, expected) => {
  expect(give(dateDifference, input)).toEqual(expected);
});

describe('periods', () => {
  it.each([
    ['day', 'start', '2026-08-12T22:00:00Z'],
    ['hour', 'start', '2026-08-13T10:00:00Z'],
    ['week', 'start', '2026-08-09T22:00:00Z'],
    ['week', 'lastDay', '2026-08-16'],
    ['month', 'lastDay', '2026-08-31'],
    ['month', 'next', '2026-08-31T22:00:00Z'],
    ['quarter', 'start', '2026-06-30T22:00:00Z'],
    ['quarter', 'lastDay', '2026-09-30'],
    ['year', 'start', '2025-12-31T23:00:00Z'],
    ['year', 'next', '2026-12-31T23:00:00Z'],
  ])('finds of the %s the %s', (...[period, edge, expected]) => {
    expect(give(edgeOfPeriod, { date: '2026-08-13T10:20:30Z', period, edge, ...berlin }).date).toBe(expected);
  });

  it('keeps a day a day, and lets a week begin on Sunday', () => {
    expect(give(edgeOfPeriod, { date: '2026-08-13', ...berlin }).date).toBe('2026-08-01');
    expect(give(edgeOfPeriod, { date: '2026-08-13', period: 'week', week: 'sunday' }).date).toBe('2026-08-09');
  });

  it('holds the date: its start is not after it, the next one is', () => {
    const period = fc.constantFrom('hour', 'day', 'week', 'month', 'quarter', 'year');
    fc.assert(
      fc.property(anyDate, period, zone, (date, period, zone) => {
        const edge = (edge: string) => Date.parse(String(give(edgeOfPeriod, { date, period, edge, zone }).date));
        expect(edge('start')).toBeLessThanOrEqual(Date.parse(date));
        expect(edge('next')).toBeGreaterThan(Date.parse(date));
      }),
    );
  });
});

it('takes a date apart', () => {
  expect(give(dateParts, { date: '2027-01-01T23:30:00Z', ...berlin, language: 'de' })).toEqual({
    year: 2027,
    month: 1,
    monthName: 'Januar',
    day: 2,
    weekday: 6,
    weekdayName: 'Samstag',
    isWeekend: true,
    hour: 0,
    minute: 30,
    second: 0,
    week: 53,
    weekYear: 2026,
    quarter: 1,
    dayOfYear: 2,
    daysInMonth: 31,
    unix: 1_798_846_200,
  });
});

describe('bad input', () => {
  it.each([
    [
      readDate,
      { text: '31.02.2026', as: 'pattern', pattern: 'dd.MM.yyyy' },
      'date_not_valid',
      '“31.02.2026” is no date of the pattern dd.MM.yyyy.',
    ],
    [readDate, { text: '2026-02-31' }, 'date_not_valid', 'Text got “2026-02-31”, which is no date'],
    [readDate, { text: 'tomorrow' }, 'date_not_valid', 'Text got “tomorrow”'],
    [readDate, { text: '13:00 pm', as: 'pattern', pattern: 'hh:mm a' }, 'date_not_valid', 'is no date of the pattern'],
    [readDate, { text: 'a', as: 'pattern', pattern: 'Q' }, 'pattern_not_valid', '“Q” means nothing in a date pattern.'],
    [readDate, { text: 'x', as: 'unix' }, 'date_not_valid', 'no number of seconds'],
    [readDate, { text: 1e300 }, 'date_not_valid', 'Text got a number'],
    [formatDate, { date: '' }, 'value_missing', 'Date is empty.'],
    [formatDate, { date: [1] }, 'date_not_valid', 'Date got a list'],
    [
      formatDate,
      { date: '2026-03-01', zone: 'Mars/Olympus' },
      'zone_not_valid',
      'There is no time zone “Mars/Olympus”.',
    ],
    [formatDate, { date: '2026-03-01', language: 'klingon!' }, 'language_not_valid', '“klingon!” is not a language'],
    [shiftDate, { date: '9999-12-31', amount: 1 }, 'date_out_of_range', 'before the year 1 or after 9999'],
    [shiftDate, { date: '2026-03-01', amount: 999_999, unit: 'years' }, 'date_out_of_range', 'before the year 1'],
    [shiftDate, { date: '2026-03-01', amount: 0.5 }, 'number_not_valid', 'How many must be a whole number'],
  ] as [Operation, Row, string, string][])('ends in words: %#', (operation, input, ...[code, message]) => {
    expect(failureOf(operation, input)).toMatchObject({
      code,
      retry: 'never',
      message: expect.stringContaining(message),
    });
  });

  it('never throws anything but an OperationError', () => {
    const operation = fc.constantFrom(...Object.values<Operation>(datesConnector.operations));
    const value = fc.oneof(
      fc.jsonValue(),
      anyDate,
      fc.constantFrom('2026-13-01', '0000-01-01', '2026-01-01T24:00Z', "yyyy'", 'UTC'),
    );
    const field = fc.constantFrom('date', 'text', 'pattern', 'zone', 'language', 'amount', 'from', 'to', 'as');
    fc.assert(
      fc.property(operation, fc.dictionary(field, value), (operation, input) => {
        const { value, failure } = attempt(() => give(operation, input));
        expect(failure?.message ?? typeof value).toMatch(failure === undefined ? /object/ : /\.$/);
      }),
      { numRuns: 1_000 },
    );
  });
});
