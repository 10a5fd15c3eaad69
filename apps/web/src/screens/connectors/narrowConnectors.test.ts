import { expect, test } from 'vitest';
import { type Known, narrowConnectors } from './narrowConnectors.ts';

const connectors = [
  { id: 'core', name: 'Flow control', description: 'Start, branch, loop.', category: 'logic', source: 'builtin' },
  { id: 'cafe', name: 'Café Orders', description: null, category: 'commerce', source: 'imported' },
  {
    id: 'warehouse',
    name: 'Warehouse API',
    description: 'Stock and orders',
    category: 'developer',
    source: 'imported',
  },
  {
    id: 'till',
    name: 'Till',
    description: null,
    category: 'payments',
    source: 'builtin',
    keywords: ['cash desk'],
    startsFlows: true,
  },
] as const;
const nothing: Known = { found: [], connected: new Set() };
const names = (filters: Parameters<typeof narrowConnectors>[1], known: Partial<Known> = {}) =>
  narrowConnectors(connectors, filters, { ...nothing, ...known }).map((connector) => connector.name);

test('without a filter keeps all, in their order', () => {
  expect(names({})).toEqual(['Flow control', 'Café Orders', 'Warehouse API', 'Till']);
});

test('finds every word anywhere in name and description, accents and case aside', () => {
  expect(names({ q: 'orders' })).toEqual(['Café Orders', 'Warehouse API']);
  expect(names({ q: 'CAFE orders' })).toEqual(['Café Orders']);
  expect(names({ q: 'cafe stock' })).toEqual([]);
});

test('finds by other words for it, and by what its steps do', () => {
  expect(names({ q: 'cash' })).toEqual(['Till']);
  expect(names({ q: 'charge a card' }, { found: ['till', 'cafe'] })).toEqual(['Till', 'Café Orders']);
});

test('puts the one that is called so before those that only do it', () => {
  expect(names({ q: 'warehouse' }, { found: ['till', 'cafe'] })).toEqual(['Warehouse API', 'Till', 'Café Orders']);
});

test('narrows by category and by where it came from', () => {
  expect(names({ category: 'developer' })).toEqual(['Warehouse API']);
  expect(names({ source: 'builtin' })).toEqual(['Flow control', 'Till']);
  expect(names({ source: 'imported', q: 'cafe' })).toEqual(['Café Orders']);
});

test('narrows to those with an account, and to those that start flows', () => {
  expect(names({ only: 'connected' }, { connected: new Set(['cafe']) })).toEqual(['Café Orders']);
  expect(names({ only: 'starts' })).toEqual(['Till']);
});
