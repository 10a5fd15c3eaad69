import { mockCall, type Operation } from '@patchbay/connector';
import { attempt } from '@patchbay/connector/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listsConnector } from './index.ts';

const { combine, compare, summarise } = listsConnector.operations;

type Row = Record<string, unknown>;
const give = (operation: Operation, input: unknown) => mockCall(operation, input) as Row;
const itemsOf = (operation: Operation, input: unknown) => give(operation, input).items as unknown[];

const orders = [
  { number: '1042', total: 99.5, country: 'DE', customer: { name: 'Ada' }, lines: [{ sku: 'A' }, { sku: 'B' }] },
  { number: '1043', total: '12.50', country: 'FR', customer: { name: 'bea' }, lines: [{ sku: 'A' }] },
  { number: '1044', total: null, country: 'DE', customer: { name: 'Cleo' }, lines: null },
  { number: '1045', total: 7, country: 'DE', paid: true, placedAt: '2026-03-01T09:00:00+02:00' },
];

const anyItem = fc.oneof(
  fc.record({ a: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'Y', null)), b: fc.jsonValue() }),
  fc.jsonValue(),
);
const anyList = fc.array(anyItem, { maxLength: 30 });

describe('summarise', () => {
  it('works figures out for each group and over all', () => {
    const figures = [
      { figure: 'count' },
      { figure: 'sum', field: 'total' },
      { figure: 'maximum', field: 'total', as: 'most' },
      { figure: 'text', field: 'customer.name' },
    ];
    expect(give(summarise, { items: orders, groupBy: ['country'], figures })).toEqual({
      groups: [
        { country: 'DE', count: 3, sumTotal: 106.5, most: 99.5, textName: 'Ada, Cleo' },
        { country: 'FR', count: 1, sumTotal: 12.5, most: '12.50', textName: 'bea' },
      ],
      count: 2,
      figures: { count: 4, sumTotal: 119, most: 99.5, textName: 'Ada, bea, Cleo' },
    });
  });

  it.each([
    ['average', 6.25],
    ['minimum', 3],
    ['maximum', 12],
    ['distinct', 4],
    ['first', 3],
    ['last', 5],
    ['list', [3, '5', 12, 5]],
  ])('knows %s', (figure, expected) => {
    const figures = [{ figure, field: '', as: 'it' }];
    expect(give(summarise, { items: [3, null, '5', 12, 5], figures }).figures).toEqual({ it: expected });
  });

  it('adds decimals as they are written', () => {
    const sum = (items: number[]) => give(summarise, { items, figures: [{ figure: 'sum' }] }).figures;
    expect(sum([0.1, 0.2])).toEqual({ sum: 0.3 });
    expect(sum([1e21, 1e-7, -1e21])).toEqual({ sum: 1e-7 });
  });

  it('has groups whose counts and sums make the total, in any order of the items', () => {
    const row = fc.record({ team: fc.constantFrom('a', 'b', null), cents: fc.integer({ min: -1e9, max: 1e9 }) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 50 }), (rows) => {
        const items = rows.map(({ team, cents }) => ({ team, amount: cents / 100 }));
        const figures = [{ figure: 'count' }, { figure: 'sum', field: 'amount' }];
        const all = give(summarise, { items, groupBy: ['team'], figures });
        const groups = all.groups as { count: number; sumAmount: number }[];
        expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(items.length);
        const cents = groups.reduce((sum, group) => sum + Math.round(group.sumAmount * 100), 0);
        expect(all.figures).toEqual({ count: items.length, sumAmount: cents / 100 + 0 });
        expect(give(summarise, { items: items.toReversed(), figures }).figures).toEqual(all.figures);
      }),
    );
  });
});

describe('compare', () => {
  it('tells new, gone, changed and same apart by a key', () => {
    const old = [{ id: 1 }, { id: 2, n: 'b' }, { id: 3 }];
    const next = [{ id: 2, n: 'B' }, { id: 3 }, { id: 4 }];
    expect(give(compare, { old, new: next, by: ['id'] })).toEqual({
      added: [{ id: 4 }],
      removed: [{ id: 1 }],
      changed: [{ old: { id: 2, n: 'b' }, new: { id: 2, n: 'B' } }],
      same: [{ id: 3 }],
    });
  });

  it('accounts for every item of both lists once', () => {
    fc.assert(
      fc.property(anyList, anyList, fc.subarray(['a']), (old, next, by) => {
        const { added, removed, changed, same } = give(compare, { old, new: next, by }) as Record<string, unknown[]>;
        const met = (changed?.length ?? 0) + (same?.length ?? 0);
        expect((added?.length ?? 0) + met).toBe(next.length);
        expect((removed?.length ?? 0) + met).toBe(old.length);
      }),
    );
  });

  it('finds nothing new in a list compared with itself', () => {
    fc.assert(
      fc.property(anyList, (items) => {
        expect(give(compare, { old: items, new: items })).toEqual({ added: [], removed: [], changed: [], same: items });
      }),
    );
  });
});

describe('combine', () => {
  const people = [
    { id: 7, name: 'Ada' },
    { id: 8, name: 'Bea' },
  ];
  const bought = [{ buyer: 8, sku: 'A' }, { buyer: 9, sku: 'B' }, { sku: 'C' }];
  const by = { how: 'key', firstField: 'buyer', secondField: 'id' };

  it.each([
    ['first', [{ buyer: 8, sku: 'A', id: 8, name: 'Bea' }, { buyer: 9, sku: 'B' }, { sku: 'C' }]],
    ['none', [{ buyer: 8, sku: 'A', id: 8, name: 'Bea' }]],
    [
      'both',
      [{ buyer: 8, sku: 'A', id: 8, name: 'Bea' }, { buyer: 9, sku: 'B' }, { sku: 'C' }, { id: 7, name: 'Ada' }],
    ],
  ])('matches by a field, keeping %s', (unmatched, items) => {
    expect(itemsOf(combine, { first: bought, second: people, ...by, unmatched })).toEqual(items);
  });

  it('puts lists one after the other or side by side', () => {
    expect(itemsOf(combine, { first: [1], second: [2, 3] })).toEqual([1, 2, 3]);
    expect(itemsOf(combine, { first: [{ a: 1 }], second: [{ b: 2 }, { b: 3 }], how: 'position' })).toEqual([
      { a: 1, b: 2 },
      { b: 3 },
    ]);
  });

  it('refuses a match that would make millions of items', () => {
    const same = Array.from({ length: 1_000 }, () => ({ id: 1 }));
    const { failure } = attempt(() => give(combine, { first: same, second: same, how: 'key', firstField: 'id' }));
    expect(failure).toMatchObject({ code: 'too_many_items', retry: 'never' });
  });
});
