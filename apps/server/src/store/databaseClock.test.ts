import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DatabaseClock } from './databaseClock.ts';

const HOUR = 3_600_000;
/** A database that does not answer. */
const nowhere = { query: () => Promise.reject(new Error('away')) };
// Between two readings no time goes by, whatever the machine does meanwhile.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** What this process counts: the time of its start, and how long ago that was. */
const counted = () => performance.timeOrigin + performance.now();
const reading = (ahead: number, tookMs = 0) => {
  const askedAt = counted();
  return { shown: askedAt + ahead + tookMs / 2, askedAt, answeredAt: askedAt + tookMs };
};
const ahead = (clock: DatabaseClock) => clock.now() - Math.floor(counted());

it('shows what the database shows, ahead or behind, in whole milliseconds', () => {
  const clock = new DatabaseClock(nowhere);
  expect(Number.isInteger(clock.now())).toBe(true);
  for (const shift of [HOUR, -HOUR, 5 * 24 * HOUR]) {
    clock.heard(reading(shift));
    expect(ahead(clock)).toBe(shift);
  }
});

it('does not step for what is next to nothing, nor for an answer that came too late to tell', () => {
  const clock = new DatabaseClock(nowhere);
  clock.heard(reading(50));
  clock.heard(reading(4_000, 9_000));
  expect(ahead(clock)).toBe(0);
  clock.heard(reading(5_000, 9_000));
  expect(ahead(clock)).toBe(5_000);
});

it('goes on counting while the clock of its machine jumps', () => {
  const clock = new DatabaseClock(nowhere);
  const { now } = Date;
  Date.now = () => now() + HOUR;
  try {
    expect(ahead(clock)).toBe(0);
  } finally {
    Date.now = now;
  }
});

it('keeps what it had where the database does not answer', async () => {
  const clock = new DatabaseClock(nowhere);
  clock.heard(reading(HOUR));
  await expect(clock.look()).rejects.toThrow('away');
  await clock.listen(async () => undefined);
  expect(ahead(clock)).toBe(HOUR);
});
