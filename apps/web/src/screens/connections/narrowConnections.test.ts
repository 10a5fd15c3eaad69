import { expect, test } from 'vitest';
import { narrowConnections } from './narrowConnections.ts';

const connectors = [
  { id: 'acme', name: 'Acme CRM' },
  { id: 'shop', name: 'Shop API' },
];
const connections = [
  { name: 'Sales team', connector: 'acme', state: 'works' },
  { name: 'Live shop', connector: 'shop', state: 'broken' },
  { name: 'Left over', connector: 'deleted-one', state: 'untested' },
] as const;
const names = (filters: Parameters<typeof narrowConnections>[2]) =>
  narrowConnections(connections, connectors, filters).map(({ name }) => name);

test('finds an account by its own name and by the name of its connector', () => {
  expect(names({ q: 'sales' })).toEqual(['Sales team']);
  expect(names({ q: 'crm' })).toEqual(['Sales team']);
  expect(names({ q: 'SHOP' })).toEqual(['Live shop']);
});

test('still finds the account of a connector that is gone', () => {
  expect(names({ q: 'deleted-one' })).toEqual(['Left over']);
});

test('keeps only the accounts of the chosen connector', () => {
  expect(names({ connector: 'shop' })).toEqual(['Live shop']);
  expect(names({ connector: 'shop', q: 'sales' })).toEqual([]);
});

test('keeps only the accounts of the chosen state', () => {
  expect(names({ state: 'broken' })).toEqual(['Live shop']);
  expect(names({ state: 'works', connector: 'shop' })).toEqual([]);
});
