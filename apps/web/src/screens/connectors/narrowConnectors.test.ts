import { expect, test } from 'vitest';
import { narrowConnectors } from './narrowConnectors.ts';

const connectors = [
  { name: 'Flow control', description: 'Start, branch, loop.', category: 'logic', source: 'builtin' },
  { name: 'Café Orders', description: null, category: 'commerce', source: 'imported' },
  { name: 'Warehouse API', description: 'Stock and orders', category: 'developer', source: 'imported' },
] as const;
const names = (filters: Parameters<typeof narrowConnectors>[1]) =>
  narrowConnectors(connectors, filters).map((connector) => connector.name);

test('without a filter keeps all, in their order', () => {
  expect(names({})).toEqual(['Flow control', 'Café Orders', 'Warehouse API']);
});

test('finds every word anywhere in name and description, accents and case aside', () => {
  expect(names({ q: 'orders' })).toEqual(['Café Orders', 'Warehouse API']);
  expect(names({ q: 'CAFE orders' })).toEqual(['Café Orders']);
  expect(names({ q: 'cafe stock' })).toEqual([]);
});

test('narrows by category and by where it came from', () => {
  expect(names({ category: 'developer' })).toEqual(['Warehouse API']);
  expect(names({ source: 'builtin' })).toEqual(['Flow control']);
  expect(names({ source: 'imported', q: 'cafe' })).toEqual(['Café Orders']);
});
