import { expect, it } from 'vitest';
import { itemNoun, singularOf } from './nouns.ts';

it.each([
  ['Orders', undefined, 'order'],
  ['Line items', undefined, 'line item'],
  ['Unpaid invoices', 'Anything', 'unpaid invoice'],
  ['Companies', undefined, 'company'],
  ['URLs', undefined, 'URL'],
  ['Items', 'List orders', 'order'],
  ['Data', 'Find overdue invoices in Stripe', 'invoice'],
  ['the list', 'Read addresses', 'address'],
  ['Items', 'Call the API', undefined],
  ['Body', undefined, undefined],
  ['Basket', 'List orders', undefined],
  ['Status', undefined, undefined],
])('calls one of “%s” from “%s” a %s', (title, from, noun) => {
  expect(itemNoun(title, from)).toBe(noun);
});

it('makes one of many', () => {
  expect(['boxes', 'companies', 'orders'].map(singularOf)).toEqual(['box', 'company', 'order']);
});
