import { expect, test } from 'vitest';
import { findOptions } from './findOptions.ts';

const flow = { id: 'f1', name: 'Order to receipt', active: true, liveVersion: 2, chain: [] };
const connectors = [
  { id: 'shop', name: 'Shop API', category: 'commerce', operationCount: 1_204 },
  { id: 'acme', name: 'Acme CRM', category: 'crm', operationCount: 1 },
] as const;
const labels = (q: string, flows = [flow]) => findOptions({ q, flows, connectors }).map(({ label }) => label);

test('without a search shows the latest flows and all pages, no connectors', () => {
  expect(labels('')).toEqual([
    'Order to receipt',
    'Flows',
    'Runs',
    'Connected accounts',
    'Gallery',
    'Add an API',
    'Connect an account',
    'Settings',
  ]);
});

test('keeps the flows the server found, whatever they matched by', () => {
  expect(labels('acme')[0]).toBe('Order to receipt');
});

test('finds connectors and pages that hold every word, by other words for them, too', () => {
  expect(labels('acme', [])).toEqual(['Acme CRM']);
  expect(labels('import', [])).toEqual(['Add an API']);
  expect(labels('dark', [])).toEqual(['Settings']);
  expect(labels('shop settings', [])).toEqual([]);
});

test('says what state a flow is in and how many steps a connector has', () => {
  const found = findOptions({
    q: 'shop',
    flows: [flow, { ...flow, id: 'f2', active: false, liveVersion: null }],
    connectors,
  });
  expect(found.map(({ detail }) => detail)).toEqual(['On', 'Draft', '1,204 steps']);
});
