import { expect, it } from 'vitest';
import type { JSONSchema } from '../data/jsonSchema.ts';
import { itemFields } from './itemFields.ts';

const orders: JSONSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      id: { type: 'integer' },
      customer: { type: 'object', properties: { name: { type: 'string', title: 'Full name' } } },
      lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
    },
  },
};

it('are found by their words, written as paths, with what the first item has there', () => {
  const list = [{ id: 7, customer: { name: 'Ann' }, lines: [{ sku: 'x' }], extra_note: 'late' }];
  expect(itemFields(orders, list)).toEqual([
    { id: 'id', name: 'Id', note: '7' },
    { id: 'customer.name', name: 'Customer › Full name', note: 'Ann' },
    { id: 'lines', name: 'Lines', note: 'list of 1' },
    { id: 'extra_note', name: 'Extra note', note: 'late' },
  ]);
});

it('are known from the schema alone', () => {
  expect(itemFields(orders, undefined).map(({ id }) => id)).toEqual(['id', 'customer.name', 'lines']);
});

it('are none of a list of plain values', () => {
  expect(itemFields({ type: 'array', items: { type: 'string' } }, ['a'])).toEqual([]);
  expect(itemFields(true, undefined)).toEqual([]);
});
