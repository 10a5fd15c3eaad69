import { expect, it } from 'vitest';
import { dataRows } from '../data/dataRows.ts';
import { columnsFrom } from './columnsFrom.ts';

const rowsOf = (sample: unknown) => ({ rows: dataRows(true, sample) });

it('gives a column for each single value of the step that gives the most', () => {
  const guest = { guest: { name: 'Ann', email: 'ann@example.com' }, seats: 2, vegan: true, tags: ['a'] };
  expect(columnsFrom([rowsOf({}), rowsOf(guest), rowsOf({ other: 1 })])).toEqual([
    { name: 'Name', type: 'text' },
    { name: 'E-mail', type: 'text' },
    { name: 'Seats', type: 'number' },
    { name: 'Vegan', type: 'yesNo' },
  ]);
});

it('asks no table to keep the receipt of an e-mail instead of the form it answers', () => {
  const receipt = { messageId: '<1@example.com>', response: '250 Ok' };
  const form = { name: 'Ann', email: 'ann@example.com', amount: 120 };
  const names = (groups: Parameters<typeof columnsFrom>[0]) => columnsFrom(groups).map(({ name }) => name);
  expect(names([rowsOf(receipt), rowsOf(form)])).toEqual(['Name', 'E-mail', 'Amount']);
  expect(names([rowsOf(receipt), { ...rowsOf({ seats: 2 }), isItem: true }, rowsOf(form)])).toEqual(['Seats']);
});

it('takes of a request what was sent in it, and not how', () => {
  const request = { body: { name: 'Ann' }, query: { page: '1' }, headers: { host: 'here' }, method: 'POST', path: '/' };
  expect(columnsFrom([rowsOf(request)])).toEqual([{ name: 'Name', type: 'text' }]);
});

it('tells two values of the same name apart by what they belong to', () => {
  const names = columnsFrom([rowsOf({ guest: { name: 'Ann' }, host: { name: 'Bo' } })]).map(({ name }) => name);
  expect(names).toEqual(['Name', 'Host Name']);
});
