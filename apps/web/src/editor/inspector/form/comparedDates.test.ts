import { expect, it } from 'vitest';
import { inWords, namesDate } from './comparedDates.ts';

const columns = [
  { id: 'c1', name: 'Due', isDate: true },
  { id: 'c2', name: 'Total', isDate: false },
];
const typed = (value: string) => ({ kind: 'literal' as const, value });

it.each([
  ['c1', true],
  ['due', true],
  ['c2', false],
  ['gone', false],
])('knows whether %s names dates', (name, isDate) => {
  expect(namesDate(columns, typed(name))).toBe(isDate);
});

it('knows nothing of what is plugged in, or of a table that is not known', () => {
  expect(namesDate(columns, { kind: 'formula', source: 'order.column' })).toBe(false);
  expect(namesDate(undefined, typed('c1'))).toBe(false);
  expect(namesDate(columns, undefined)).toBe(false);
});

it('gives the same choices other names', () => {
  const choices = [
    { value: 'is', label: 'is' },
    { value: 'greater', label: 'is more than' },
  ];
  expect(inWords(choices, { greater: 'is after' })).toEqual([
    { value: 'is', label: 'is' },
    { value: 'greater', label: 'is after' },
  ]);
});
