import { attempt } from '@patchbay/connector/testing';
import { expect, it } from 'vitest';
import { columnValues } from './columnValue.ts';
import { plainPage } from './plainPage.ts';

const types = ['title', 'number', 'checkbox', 'select', 'multi_select', 'date', 'url', 'people', 'files', 'formula'];
const database = { properties: Object.fromEntries(types.map((type) => [`My ${type}`, { name: `My ${type}`, type }])) };
const written = (type: string, value: unknown) => columnValues({ [`My ${type}`]: value }, database)[`My ${type}`];

it.each([
  ['number', '12.50', { number: 12.5 }],
  ['number', '', { number: null }],
  ['checkbox', 'true', { checkbox: true }],
  ['select', null, { select: null }],
  ['multi_select', 'VIP,  New,', { multi_select: [{ name: 'VIP' }, { name: 'New' }] }],
  ['date', { start: '2026-03-14', end: '2026-03-15' }, { date: { start: '2026-03-14', end: '2026-03-15' } }],
  ['url', '', { url: null }],
  ['people', ['d40e767c'], { people: [{ id: 'd40e767c' }] }],
  [
    'files',
    'https://example.com/a/b.pdf',
    { files: [{ name: 'b.pdf', external: { url: 'https://example.com/a/b.pdf' } }] },
  ],
])('writes a %s that was given as %j', (type, value, wanted) => {
  expect(written(type, value)).toEqual(wanted);
});

it.each([
  ['number', 'twelve', 'column_misfit'],
  ['checkbox', 'perhaps', 'column_misfit'],
  ['title', { a: 1 }, 'column_misfit'],
  ['formula', 1, 'column_not_writable'],
  ['constructor', 1, 'column_unknown'],
])('refuses a %s that was given as %j', (type, value, code) => {
  expect(attempt(() => written(type, value)).failure).toMatchObject({ code, retry: 'never' });
});

it('leaves columns alone that were given nothing', () => {
  expect(columnValues({ 'My number': undefined }, database)).toEqual({});
  expect(columnValues(undefined, database)).toEqual({});
});

it('reads what Notion works out by itself', () => {
  const properties = {
    Sum: { type: 'formula', formula: { type: 'number', number: 12 } },
    Last: { type: 'rollup', rollup: { type: 'date', date: { start: '2026-03-14', end: null } } },
    All: { type: 'rollup', rollup: { type: 'array', array: [{ type: 'number', number: 1 }] } },
    No: { type: 'unique_id', unique_id: { prefix: 'ORD', number: 7 } },
    From: { type: 'date', date: { start: '2026-03-14', end: '2026-03-15' } },
    Empty: { type: 'select', select: null },
    Odd: { type: 'something new', 'something new': { a: 1 } },
  };
  expect(plainPage({ id: 'p', properties }).columns).toEqual({
    Sum: 12,
    Last: '2026-03-14',
    All: [1],
    No: 'ORD-7',
    From: { start: '2026-03-14', end: '2026-03-15' },
    Empty: null,
    Odd: { a: 1 },
  });
  expect(plainPage('nothing')).toMatchObject({ id: '', title: '', columns: {} });
});
