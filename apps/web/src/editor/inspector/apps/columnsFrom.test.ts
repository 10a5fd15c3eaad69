import { expect, it } from 'vitest';
import { dataRows } from '../data/dataRows.ts';
import { columnsFrom } from './columnsFrom.ts';

const rowsOf = (sample: unknown) => ({ rows: dataRows(true, sample) });

it('gives a column for each single value of the nearest step that has any', () => {
  const guest = { guest: { name: 'Ann', email: 'ann@example.com' }, seats: 2, vegan: true, tags: ['a'] };
  expect(columnsFrom([rowsOf({}), rowsOf(guest), rowsOf({ other: 1 })])).toEqual([
    { name: 'Name', type: 'text' },
    { name: 'E-mail', type: 'text' },
    { name: 'Seats', type: 'number' },
    { name: 'Vegan', type: 'yesNo' },
  ]);
});

it('takes of a request what was sent in it, and not how', () => {
  const request = { body: { name: 'Ann' }, query: { page: '1' }, headers: { host: 'here' }, method: 'POST', path: '/' };
  expect(columnsFrom([rowsOf(request)])).toEqual([{ name: 'Name', type: 'text' }]);
});

it('tells two values of the same name apart by what they belong to', () => {
  const names = columnsFrom([rowsOf({ guest: { name: 'Ann' }, host: { name: 'Bo' } })]).map(({ name }) => name);
  expect(names).toEqual(['Name', 'Host Name']);
});
