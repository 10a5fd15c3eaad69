import { assert, jsonValue, property } from 'fast-check';
import type { Json } from '@patchbay/expression';
import { expect, it } from 'vitest';
import { leafFields, typedLike, withLeaf } from './leafFields.ts';

const order = { number: 7, customer: { name: 'Ann', vip: false }, lines: [{ sku: 'a' }] };

it('gives the plain values of a sample as fields', () => {
  expect(leafFields(order)?.map(({ path, value }) => [path.join('.'), value])).toEqual([
    ['number', 7],
    ['customer.name', 'Ann'],
    ['customer.vip', false],
    ['lines.0.sku', 'a'],
  ]);
  expect(leafFields('text')).toBeUndefined();
  expect(leafFields(Array.from({ length: 100 }, () => 1))).toBeUndefined();
});

it('changes the one value that was typed over', () => {
  expect(withLeaf(order, ['lines', 0, 'sku'], 'b')).toEqual({ ...order, lines: [{ sku: 'b' }] });
  assert(
    property(jsonValue(), (value) => {
      const json = value as Json;
      for (const { path, value: leaf } of leafFields(json) ?? []) expect(withLeaf(json, path, leaf)).toEqual(json);
    }),
  );
});

it('keeps numbers numbers, and texts texts', () => {
  expect([typedLike(1, '12,5'), typedLike(1, '-'), typedLike('1', '2'), typedLike(null, '2')]).toEqual([
    12.5,
    '-',
    '2',
    '2',
  ]);
});
