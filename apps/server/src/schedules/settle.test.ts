import { readSchedule, type ScheduleRule } from '@patchbay/expression';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { settle } from './settle.ts';

const MINUTE = 60_000;
const T = Date.parse('2026-11-22T09:00:00Z');

function rule(missed: ScheduleRule['missed']): ScheduleRule {
  const read = readSchedule({ every: 'minutes', interval: 10, missed });
  if (!read.ok) throw new Error('not a rule');
  return read.rule;
}

it('starts what has just come round, and waits for the next', () => {
  for (const missed of ['one', 'all', 'none'] as const) {
    expect(settle(rule(missed), T, T + 900)).toEqual({
      runs: [{ occursAt: T, missed: 0 }],
      nextDueAt: T + 10 * MINUTE,
    });
  }
});

it('catches up after an outage once, for each, or not at all', () => {
  const now = T + 35 * MINUTE;
  const nextDueAt = T + 40 * MINUTE;
  expect(settle(rule('one'), T, now)).toEqual({ runs: [{ occursAt: T + 30 * MINUTE, missed: 3 }], nextDueAt });
  expect(settle(rule('none'), T, now)).toEqual({ runs: [], nextDueAt });
  const each = [0, 10, 20, 30].map((minutes) => ({ occursAt: T + minutes * MINUTE, missed: 0 }));
  expect(settle(rule('all'), T, now)).toEqual({ runs: each, nextDueAt });
});

it('does not take a restart for an outage', () => {
  const now = T + 10 * MINUTE + 30_000;
  expect(settle(rule('none'), T, now).runs).toEqual([{ occursAt: T + 10 * MINUTE, missed: 0 }]);
});

it('starts each of many missed runs a part at a time, and leaves none out', () => {
  const outage = fc.integer({ min: 0, max: 700 });
  fc.assert(
    fc.property(outage, (count) => {
      const now = T + count * 10 * MINUTE;
      const started: number[] = [];
      let due: number | null = T;
      while (due !== null && due <= now) {
        const { runs, nextDueAt } = settle(rule('all'), due, now);
        started.push(...runs.map(({ occursAt }) => occursAt));
        due = nextDueAt;
      }
      expect(started).toEqual(Array.from({ length: count + 1 }, (_, index) => T + index * 10 * MINUTE));
    }),
    { numRuns: 20 },
  );
});
