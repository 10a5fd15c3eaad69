import { expect, it } from 'vitest';
import type { OperationHit } from './operationHit.ts';
import { isWholeName, lineOf, tableHits } from './tableHits.ts';

const step = (operation: string, title: string): OperationHit => ({
  connector: 'tables',
  version: '1',
  connectorName: 'Tables',
  category: 'data',
  operation,
  title,
  kind: 'call',
  effect: 'create',
});
const own = [
  step('addRow', 'Add a row'),
  step('findRows', 'Find rows'),
  step('updateRows', 'Update rows'),
  step('deleteRows', 'Delete rows'),
  { ...step('send', 'Send'), connector: 'mail' },
];
const tables = [
  { id: 't1', name: 'Sick notes' },
  { id: 't2', name: 'Addresses' },
];
const lines = (query: string) => tableHits(query, { tables, own }).map(lineOf);

it.each(['sick notes', 'Sick', 'note', 'table sick notes'])('offers what is mostly done with a table: %s', (query) => {
  expect(lines(query)).toEqual([
    'Add a row to “Sick notes”',
    'Find rows in “Sick notes”',
    'Update rows in “Sick notes”',
  ]);
});

it.each([
  ['add to sick notes', 'Add a row to “Sick notes”'],
  ['sick notes delete', 'Delete rows from “Sick notes”'],
  ['save a sick note', 'Add a row to “Sick notes”'],
])('offers the one that is meant: %s', (query, line) => {
  expect(lines(query)).toEqual([line]);
});

it.each(['', 'a', 'rows', 'send sick notes', 'sickness'])('offers none for %j', (query) => {
  expect(lines(query)).toEqual([]);
});

it('knows the whole name of a table from a part of it', () => {
  const hits = tableHits('sick notes', { tables, own });
  expect(isWholeName('Sick  notes', hits)).toBe(true);
  expect(isWholeName('sick', hits)).toBe(false);
});
