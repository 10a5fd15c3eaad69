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

test('finds an account by whose it is', () => {
  const labelled = connections.map((row) => ({ ...row, label: `${row.connector}@example.com` }));
  expect(narrowConnections(labelled, connectors, { q: 'shop@' }).map(({ name }) => name)).toEqual(['Live shop']);
});

test('puts what has stopped first, then what ends next, then the rest by app', () => {
  const now = [
    { name: 'Later', connector: 'acme', state: 'works', expiresAt: '2026-12-24T00:00:00Z' },
    { name: 'Calm', connector: 'shop', state: 'works' },
    { name: 'Untried', connector: 'acme', state: 'untested' },
    { name: 'Soon', connector: 'shop', state: 'works', expiresAt: '2026-11-30T00:00:00Z' },
    { name: 'Gone', connector: 'shop', state: 'broken' },
  ] as const;
  const inOrder = (sort?: 'app' | 'name' | 'used') =>
    narrowConnections(now, connectors, sort ? { sort } : {}).map(({ name }) => name);
  expect(inOrder()).toEqual(['Gone', 'Soon', 'Later', 'Untried', 'Calm']);
  expect(inOrder('app')).toEqual(['Later', 'Untried', 'Calm', 'Gone', 'Soon']);
  expect(inOrder('name')).toEqual(['Calm', 'Gone', 'Later', 'Soon', 'Untried']);
});

test('puts what was used last first, and what never was last', () => {
  const used = [
    { name: 'Never', connector: 'acme', state: 'works' },
    { name: 'Old', connector: 'acme', state: 'works', lastUsedAt: '2026-11-01T00:00:00Z' },
    { name: 'New', connector: 'shop', state: 'works', lastUsedAt: '2026-11-20T00:00:00Z' },
  ] as const;
  expect(narrowConnections(used, connectors, { sort: 'used' }).map(({ name }) => name)).toEqual([
    'New',
    'Old',
    'Never',
  ]);
});
