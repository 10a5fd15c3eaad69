import { expect, it } from 'vitest';
import { choiceOf, firstWish, wishProblem } from './tableChoices.ts';

const leads = { key: 'leads', name: 'Leads', fits: [], isNameTaken: false, begins: 'empty' as const };
const there = [
  { id: 't1', name: 'Customers', rowCount: 2 },
  { id: 't2', name: 'Leads', rowCount: 7 },
];

it('proposes a new table where none fits, without sample rows unless these are of use', () => {
  expect(firstWish(leads)).toEqual({ key: 'leads', use: '', name: 'Leads', withRows: false });
  expect(firstWish({ ...leads, begins: 'rows' })).toMatchObject({ withRows: true });
});

it('proposes the table of its name that is there, else another one that fits', () => {
  expect(firstWish({ ...leads, fits: there, isNameTaken: true })).toMatchObject({ use: 't2' });
  expect(firstWish({ ...leads, fits: there.slice(0, 1) })).toMatchObject({ use: 't1' });
});

it('proposes another name where its own is taken by a table that does not fit', () => {
  expect(firstWish({ ...leads, isNameTaken: true })).toMatchObject({ use: '', name: 'Leads 2' });
});

it('asks for a name of a new table only', () => {
  expect(wishProblem({ ...firstWish(leads), name: ' ' })).toBe('The table needs a name.');
  expect(wishProblem({ key: 'leads', use: 't1', name: '', withRows: false })).toBeUndefined();
});

it('sends the one or the other', () => {
  expect(choiceOf({ key: 'leads', use: 't1', name: 'Leads 2', withRows: true })).toEqual({ key: 'leads', use: 't1' });
  expect(choiceOf({ key: 'leads', use: '', name: ' Asked ', withRows: true })).toEqual({
    key: 'leads',
    make: 'Asked',
    withRows: true,
  });
});
