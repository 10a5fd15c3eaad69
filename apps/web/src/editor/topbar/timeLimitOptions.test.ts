import { expect, it } from 'vitest';
import { timeLimitOptions } from './timeLimitOptions.ts';

it('offers limits in the largest unit that says them, and the one that an imported flow brought', () => {
  const labels = (set?: number) => timeLimitOptions(set).map(({ label }) => label);
  expect(labels()).toEqual([
    'No limit',
    '1 minute',
    '5 minutes',
    '15 minutes',
    '1 hour',
    '6 hours',
    '1 day',
    '7 days',
    '30 days',
  ]);
  expect(labels(90_000)).toContain('90 seconds');
  expect(labels(7_200_000)).toContain('2 hours');
  expect(labels(60_000)).toEqual(labels());
});
