import { expect, it } from 'vitest';
import type { Part } from './editorValue.ts';
import { readableDate } from './readableDate.ts';

const due: Part = { kind: 'reference', step: 'order', path: ['due'] };

it.each([
  ['2026-11-22', 'formatDate(order.due, "d MMMM yyyy")'],
  ['2026-11-22T18:30:00Z', 'formatDate(order.due, "d MMMM yyyy, HH:mm")'],
  ['2026-11-22T18:30:00.123+01:00', 'formatDate(order.due, "d MMMM yyyy, HH:mm")'],
])('writes %s for people', (sample, source) => {
  expect(readableDate(['Due on ', due], () => sample)).toEqual({ at: 1, formula: { kind: 'formula', source } });
});

it.each(['22 November 2026', '', 20261122, null, undefined, '2026-11'])('leaves %s as it is', (sample) => {
  expect(readableDate([due], () => sample)).toBeUndefined();
});

it('leaves a formula alone, which somebody has chosen', () => {
  expect(readableDate([{ kind: 'formula', source: 'order.due' }], () => '2026-11-22')).toBeUndefined();
});
