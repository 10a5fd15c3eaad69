import { expect, it } from 'vitest';
import { scheduleSample } from './scheduleSample.ts';

const sample = {
  scheduledAt: '2026-11-23T08:00:00Z',
  date: '2026-11-23',
  time: '09:00',
  zone: 'Europe/Berlin',
  missed: 0,
};
const typed = (value: string) => ({ kind: 'literal', value }) as const;

it('takes the time and the zone that are set', () => {
  expect(scheduleSample({ at: typed('17:30'), zone: typed('America/New_York') }, sample)).toEqual({
    scheduledAt: '2026-11-23T22:30:00Z',
    date: '2026-11-23',
    time: '17:30',
    zone: 'America/New_York',
    missed: 0,
  });
});

it('stays on its day where the time is earlier than that of the sample', () => {
  const weekdays = { kind: 'literal' as const, value: ['monday'] };
  const weekly = { every: typed('week'), weekdays, at: typed('08:00'), zone: typed('Europe/Berlin') };
  expect(scheduleSample(weekly, sample)).toMatchObject({ date: '2026-11-23', time: '08:00' });
});

it('takes what a schedule does by itself where nothing is set', () => {
  expect(scheduleSample({}, sample)).toMatchObject({ date: '2026-11-23', time: '09:00', zone: 'UTC' });
});

it('stays with the sample where the rule cannot be read yet', () => {
  expect(scheduleSample({ zone: typed('Nowhere/At all') }, sample)).toBe(sample);
});
