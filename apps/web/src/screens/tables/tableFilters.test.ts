import { expect, test } from 'vitest';
import { rowFilters, tablesFilters } from './tableFilters.ts';

test('reads what an address says of rows, and leaves out the rest', () => {
  expect(
    rowFilters({ q: 'ada', sort: 'total', order: 'descending', where: [{ field: 'a', comparison: 'is', value: 'x' }] }),
  ).toEqual({
    q: 'ada',
    sort: 'total',
    order: 'descending',
    where: [{ field: 'a', comparison: 'is', value: 'x' }],
  });
  expect(rowFilters({ order: 'up', where: [null, 1, { field: 1 }], q: '' })).toEqual({});
  expect(rowFilters({ where: 'x' })).toEqual({});
});

test('shows the tables where an address names no other place', () => {
  expect(tablesFilters({ place: 'elsewhere', sort: 'size' })).toEqual({});
  expect(tablesFilters({ place: 'values', q: 'a', sort: 'rows' })).toEqual({ place: 'values', q: 'a', sort: 'rows' });
});
