import { expect, it } from 'vitest';
import { endingDays, endWords, lastDay } from './nextDays.ts';

// A Sunday.
const clock = { now: Date.parse('2026-11-22T12:00:00Z'), zone: 'UTC' };
const account = (id: string, endsAt: string, stops = 0) => ({
  id,
  name: id,
  connector: 'shop',
  endsAt,
  stops: Array.from({ length: stops }, (_, at) => ({ id: `${at}`, name: `${at}` })),
});

it('puts accounts that end on the same day together, along the fortnight', () => {
  const days = endingDays(
    [
      account('over', '2026-11-01T00:00:00Z', 1),
      account('today', '2026-11-22T18:00:00Z'),
      account('friday', '2026-11-27T09:00:00Z', 7),
      account('friday too', '2026-11-27T18:00:00Z'),
      account('last', '2026-12-06T12:00:00Z'),
    ],
    clock,
  );
  expect(days.map(({ words, at, accounts, isBad }) => [words, Math.round(at), accounts.length, isBad])).toEqual([
    ['Sun 22 Nov', 0, 2, true],
    ['Fri 27 Nov', 35, 2, true],
    ['Sun 6 Dec', 100, 1, false],
  ]);
  expect(lastDay(clock)).toBe('Sun 6 Dec');
});

it('names the day on which an account ends, within the fortnight and while it works', () => {
  const row = {
    ...account('a', ''),
    kind: 'bearer' as const,
    state: 'works' as const,
    fields: [],
    hosts: [],
    sharedWith: 'workspace' as const,
    createdAt: '2026-11-01T00:00:00Z',
    createdBy: null,
    mayUse: true,
  };
  expect(endWords({ ...row, expiresAt: '2026-11-27T09:00:00Z' }, clock)).toBe('Fri 27 Nov');
  expect(endWords({ ...row, expiresAt: '2026-12-07T09:00:00Z' }, clock)).toBeUndefined();
  expect(endWords({ ...row, expiresAt: '2026-11-27T09:00:00Z', state: 'broken' }, clock)).toBeUndefined();
  expect(endWords(row, clock)).toBeUndefined();
});
