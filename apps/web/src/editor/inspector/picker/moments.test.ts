import { expect, it } from 'vitest';
import { soughtMoment } from './moments.ts';

it.each([
  ['today', 'today()'],
  [' Tod', 'today()'],
  ['NOW', 'now()'],
])('finds what is there when the flow runs: %s', (query, source) => {
  expect(soughtMoment(query)?.source).toBe(source);
});

it.each(['', 'o', 'invoice', 'today’s order'])('finds none for %j', (query) => {
  expect(soughtMoment(query)).toBeUndefined();
});
