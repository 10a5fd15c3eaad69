import { expect, it } from 'vitest';
import { zoneMeant } from './zoneMeant.ts';

it.each([
  ['Lisbon', 'Europe/Lisbon'],
  ['new york', 'America/New_York'],
  ['europe/berlin', 'Europe/Berlin'],
  ['Lisb', 'Europe/Lisbon'],
  [' São Paulo'.replace('ã', 'a'), 'America/Sao_Paulo'],
])('knows the zone of a place: %s', (typed, zone) => {
  expect(zoneMeant(typed)).toBe(zone);
});

it.each(['', 'S', 'Mars/Base', 'Europe/Berln', 'san'])('guesses none from "%s"', (typed) => {
  expect(zoneMeant(typed)).toBeUndefined();
});
