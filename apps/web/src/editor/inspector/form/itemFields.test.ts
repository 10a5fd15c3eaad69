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
    { id: 'id', name: 'Id', note: '7', isDate: false },
    { id: 'customer.name', name: 'Customer › Full name', note: 'Ann', isDate: false },
    { id: 'lines', name: 'Lines', note: 'list of 1', isDate: false },
    { id: 'extra_note', name: 'Extra note', note: 'late', isDate: false },
  ]);
});

it('are known from the schema alone', () => {
  expect(itemFields(orders, undefined).map(({ id }) => id)).toEqual(['id', 'customer.name', 'lines']);
});

it('are dates by their type, or by what the first item has there', () => {
  const items: JSONSchema = { type: 'object', properties: { due: { type: 'string', format: 'date' } } };
  const fields = itemFields({ type: 'array', items }, [{ due: null, paidAt: '2026-11-23T08:00:00Z', note: 'soon' }]);
  expect(fields.filter(({ isDate }) => isDate).map(({ id }) => id)).toEqual(['due', 'paidAt']);
});

it('are none of a list of plain values', () => {
  expect(itemFields({ type: 'array', items: { type: 'string' } }, ['a'])).toEqual([]);
  expect(itemFields(true, undefined)).toEqual([]);
});
