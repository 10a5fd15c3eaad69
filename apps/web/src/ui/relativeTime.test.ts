import { assert, integer, oneof, property } from 'fast-check';
import { expect, test } from 'vitest';
import { durationText, exactTime, relativeTime, timeAhead } from './relativeTime.ts';

const zone = 'Europe/Amsterdam';
const now = Date.parse('2026-11-22T15:30:00+01:00'); // a Sunday
const said = (instant: string) => relativeTime(Date.parse(instant), now, zone);

test.each([
  ['2026-11-22T15:29:40+01:00', 'now'],
  ['2026-11-22T15:26:00+01:00', '4 min ago'],
  ['2026-11-22T14:30:00+01:00', '1 h ago'],
  ['2026-11-22T08:00:00+01:00', 'today 08:00'],
  ['2026-11-21T23:59:00+01:00', 'yesterday 23:59'],
  ['2026-11-16T08:00:00+01:00', 'Mon 08:00'],
  ['2026-11-15T08:00:00+01:00', '15 Nov'],
  ['2025-10-14T08:00:00+02:00', '14 Oct 2025'],
  ['2026-11-23T08:00:00+01:00', 'tomorrow 08:00'],
  ['2026-11-22T18:05:00+01:00', 'today 18:05'],
])('%s is called "%s"', (instant, words) => {
  expect(said(instant)).toBe(words);
});

test('takes the day of the reader, not of the server', () => {
  const at = Date.parse('2026-11-21T23:30:00Z'); // 00:30 on the 22nd in Amsterdam
  expect(relativeTime(at, now, zone)).toBe('today 00:30');
  expect(relativeTime(at, now, 'UTC')).toBe('yesterday 23:30');
});

test('counts days across the change of summer time', () => {
  const morningAfter = Date.parse('2026-10-25T09:00:00+01:00');
  expect(relativeTime(Date.parse('2026-10-24T09:30:00+02:00'), morningAfter, zone)).toBe('yesterday 09:30');
});

test('says the exact instant to the second', () => {
  expect(exactTime(Date.parse('2026-11-23T08:00:04+01:00'), zone)).toBe('Mon 23 Nov 2026, 08:00:04');
});

test.each([
  ['2026-11-22T18:05:00+01:00', 'today 18:05'],
  ['2026-11-23T08:00:00+01:00', 'tomorrow 08:00'],
  ['2026-11-24T08:00:00+01:00', 'Tue 24 Nov 08:00'],
  ['2026-12-22T08:00:00+01:00', 'Tue 22 Dec 08:00'],
])('%s is ahead by the words "%s"', (instant, words) => {
  expect(timeAhead(Date.parse(instant), now, zone)).toBe(words);
});

test.each([
  [0, 'under 1 ms'],
  [84, '84 ms'],
  [1_240, '1.2 s'],
  [48_300, '48 s'],
  [59_700, '1 min'],
  [184_000, '3 min 4 s'],
  [7_500_000, '2 h 5 min'],
])('%d ms took "%s"', (ms, words) => {
  expect(durationText(ms)).toBe(words);
});

test('never shows 60 of anything, whatever it took', () => {
  assert(
    property(oneof(integer({ min: 0, max: 12_000 }), integer({ min: 0, max: 10 * 86_400_000 })), (ms) => {
      expect(durationText(ms)).not.toMatch(/\b60 (s|min)\b|1000 ms|10\.0 s/);
    }),
    { numRuns: 2_000 },
  );
});
