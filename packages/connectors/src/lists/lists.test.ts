import { mockCall, type Operation } from '@patchbay/connector';
import { attempt, connectorProblems } from '@patchbay/connector/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameness } from '../values/sameness.ts';
import { listsConnector } from './index.ts';

const { batches, compare, filter, flatten, limit, pick, sort, summarise, unique } = listsConnector.operations;

type Row = Record<string, unknown>;
const give = (operation: Operation, input: unknown) => mockCall(operation, input) as Row;
const itemsOf = (operation: Operation, input: unknown) => give(operation, input).items as unknown[];

const orders = [
  { number: '1042', total: 99.5, country: 'DE', customer: { name: 'Ada' }, lines: [{ sku: 'A' }, { sku: 'B' }] },
  { number: '1043', total: '12.50', country: 'FR', customer: { name: 'bea' }, lines: [{ sku: 'A' }] },
  { number: '1044', total: null, country: 'DE', customer: { name: 'Cleo' }, lines: null },
  { number: '1045', total: 7, country: 'DE', paid: true, placedAt: '2026-03-01T09:00:00+02:00' },
];
const numbers = (list: unknown[]) => list.map((item) => (item as Row).number);

const anyItem = fc.oneof(
  fc.record({ a: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'Y', null)), b: fc.jsonValue() }),
  fc.jsonValue(),
);
const anyList = fc.array(anyItem, { maxLength: 30 });

it('has nothing wrong, and keeps the names that saved flows refer to', () => {
  expect(connectorProblems(listsConnector)).toEqual([]);
  expect(Object.keys(listsConnector.operations).join(' ')).toBe(
    'filter sort limit unique unseen batches flatten pick summarise compare combine',
  );
});

describe('filter', () => {
  type Condition = [field: string, comparison: string, value?: unknown];
  const kept = ([field, comparison, value]: Condition, more = {}) =>
    numbers(itemsOf(filter, { items: orders, conditions: [{ field, comparison, value }], ...more })).join(' ');

  it.each([
    ['country', 'is', 'DE', '1042 1044 1045'],
    ['country', 'isNot', 'DE', '1043'],
    ['number', 'is', 1042, '1042'],
    ['total', 'is', '12.5', ''],
    ['total', 'is', 12.5, '1043'],
    ['paid', 'is', 'true', '1045'],
    ['paid', 'is', true, '1045'],
    ['total', 'greater', '10', '1042 1043'],
    ['total', 'atLeast', 12.5, '1042 1043'],
    ['total', 'less', 10, '1045'],
    ['total', 'atMost', '7', '1045'],
    ['placedAt', 'less', '2026-03-01T08:00:00Z', '1045'],
    ['placedAt', 'greater', '2026-03-01', '1045'],
    ['customer.name', 'greater', 'C', '1043 1044'],
    ['customer.name', 'contains', 'e', '1043 1044'],
    ['customer.name', 'containsNot', 'e', '1042 1045'],
    ['lines', 'contains', { sku: 'B' }, '1042'],
    ['lines[0].sku', 'is', 'A', '1042 1043'],
    ['number', 'startsWith', 104, '1042 1043 1044 1045'],
    ['number', 'endsWith', '5', '1045'],
    ['country', 'oneOf', 'FR, IT', '1043'],
    ['country', 'oneOf', ['FR', 'DE'], '1042 1043 1044 1045'],
    ['number', 'matches', '[23]$', '1042 1043'],
    ['total', 'isEmpty', undefined, '1044'],
    ['lines', 'isFilled', undefined, '1042 1043'],
    ['constructor', 'isFilled', undefined, ''],
    ['__proto__.toString', 'isFilled', undefined, ''],
  ])('keeps where %s %s %j', (...[field, comparison, value, expected]) => {
    expect(kept([field, comparison, value])).toBe(expected);
  });

  it('ignores capital letters where asked', () => {
    expect(kept(['customer.name', 'is', 'BEA'])).toBe('');
    expect(kept(['customer.name', 'is', 'BEA'], { ignoreCase: true })).toBe('1043');
    expect(kept(['customer.name', 'matches', '^B'], { ignoreCase: true })).toBe('1043');
  });

  it('joins conditions by all or any', () => {
    const conditions = [
      { field: 'country', value: 'DE' },
      { field: 'total', comparison: 'isFilled' },
    ];
    expect(numbers(itemsOf(filter, { items: orders, conditions }))).toEqual(['1042', '1045']);
    expect(itemsOf(filter, { items: orders, conditions, match: 'any' })).toHaveLength(4);
  });

  it('parts a list in two: what it keeps and what it would leave out', () => {
    const comparison = fc.constantFrom(
      'is',
      'isNot',
      'greater',
      'atMost',
      'contains',
      'startsWith',
      'isEmpty',
      'oneOf',
    );
    fc.assert(
      fc.property(anyList, comparison, fc.jsonValue(), (items, comparison, value) => {
        const input = { items, conditions: [{ field: 'a', comparison, value }] };
        const kept = itemsOf(filter, input);
        const others = itemsOf(filter, { ...input, keep: 'others' });
        expect(kept.length + others.length).toBe(items.length);
        expect(
          kept.every((item) => items.includes(item as never) && !others.some((it) => it === item && isThing(it))),
        ).toBe(true);
      }),
    );
  });
});

const isThing = (value: unknown) => typeof value === 'object' && value !== null;

type Placed = { a: number | null; at: number };

function mayPrecede(left: Placed, right: Placed, down: boolean): boolean {
  if (left.a === right.a) return left.at < right.at;
  return right.a === null || (left.a !== null && left.a > right.a === down);
}

describe('sort', () => {
  const sorted = (items: unknown[], ...by: Row[]) => itemsOf(sort, { items, by });

  it('sees numbers, dates and text for what they are', () => {
    expect(sorted([10, '9', 1.5])).toEqual([1.5, '9', 10]);
    expect(sorted(['2026-03-01T00:30:00+02:00', '2026-02-28T23:00:00Z'])).toEqual([
      '2026-03-01T00:30:00+02:00',
      '2026-02-28T23:00:00Z',
    ]);
    expect(sorted(['item 10', 'Item 2', 'äpfel', 'Zoo'])).toEqual(['äpfel', 'Item 2', 'item 10', 'Zoo']);
  });

  it('puts empty values last in both directions', () => {
    expect(sorted([null, 2, '', 1], { field: '' })).toEqual([1, 2, null, '']);
    expect(sorted([null, 2, '', 1], { field: '', order: 'descending' })).toEqual([2, 1, null, '']);
  });

  it('goes on to the next field where the first is equal', () => {
    const by = [{ field: 'country' }, { field: 'total', order: 'descending' }];
    expect(numbers(sorted(orders, ...by))).toEqual(['1042', '1045', '1044', '1043']);
  });

  it('gives the same items, in order, equal ones as they stood', () => {
    const row = fc.record({ a: fc.option(fc.integer({ min: 0, max: 3 })), at: fc.nat() });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.boolean(), (rows, down) => {
        const items = rows.map((row, at) => ({ ...row, at }));
        const result = sorted(items, { field: 'a', order: down ? 'descending' : 'ascending' }) as typeof items;
        expect([...result].sort((x, y) => x.at - y.at)).toEqual(items);
        for (const [at, right] of result.entries()) {
          const left = result[at - 1];
          expect(left === undefined || mayPrecede(left, right, down)).toBe(true);
        }
      }),
    );
  });

  it('is settled: sorting again changes nothing, whatever the values', () => {
    fc.assert(
      fc.property(anyList, fc.constantFrom('auto', 'number', 'date', 'text'), (items, as) => {
        const once = sorted(items, { field: 'a', as });
        expect(sorted(once, { field: 'a', as })).toEqual(once);
      }),
    );
  });
});

describe('limit and batches', () => {
  it.each([
    [{ count: 2 }, [1, 2], 3],
    [{ count: '2', skip: 1 }, [2, 3], 3],
    [{ count: 2, from: 'end' }, [4, 5], 3],
    [{ count: 2, from: 'end', skip: 4 }, [1], 4],
    [{ count: 0 }, [], 5],
    [{}, [1, 2, 3, 4, 5], 0],
  ])('keeps by %j', (how, items, leftOut) => {
    expect(give(limit, { items: [1, 2, 3, 4, 5], ...how })).toEqual({ items, count: items.length, leftOut });
  });

  it('cuts a list so that the batches make the list again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (items, size) => {
        const made = give(batches, { items, size }).batches as number[][];
        expect(made.flat()).toEqual(items);
        expect(made.slice(0, -1).every((batch) => batch.length === size)).toBe(true);
      }),
    );
  });
});

describe('unique', () => {
  it('keeps the first or the last of the same', () => {
    expect(numbers(itemsOf(unique, { items: orders, by: ['country'] }))).toEqual(['1042', '1043']);
    expect(numbers(itemsOf(unique, { items: orders, by: ['country'], keep: 'last' }))).toEqual(['1043', '1045']);
    expect(itemsOf(unique, { items: [{ a: 1, b: 2 }, { b: 2, a: 1 }, 1, '1', null] })).toHaveLength(4);
  });

  it('has nothing left to do the second time, and loses no value', () => {
    fc.assert(
      fc.property(anyList, fc.subarray(['a', 'b']), (items, by) => {
        const once = give(unique, { items, by });
        expect(give(unique, { items: once.items, by })).toMatchObject({ items: once.items, removed: 0 });
        if (by.length > 0) return;
        expect(new Set((once.items as unknown[]).map((it) => sameness(it)))).toEqual(
          new Set(items.map((it) => sameness(it))),
        );
      }),
    );
  });
});

describe('flatten and pick', () => {
  it('splits out nested lists and carries fields along', () => {
    expect(itemsOf(flatten, { items: orders, field: 'lines', keep: ['number', 'customer.name'] })).toEqual([
      { number: '1042', name: 'Ada', sku: 'A' },
      { number: '1042', name: 'Ada', sku: 'B' },
      { number: '1043', name: 'bea', sku: 'A' },
    ]);
    expect(itemsOf(flatten, { items: [{ tags: ['x', 'y'] }], field: 'tags' })).toEqual(['x', 'y']);
    expect(itemsOf(flatten, { items: [{ id: 1, tags: ['x'] }], field: 'tags', keep: ['id'] })).toEqual([
      { id: 1, tags: 'x' },
    ]);
  });

  it('chooses and renames fields', () => {
    const fields = [{ field: 'customer.name' }, { field: 'total', as: 'amount' }];
    expect(itemsOf(pick, { items: orders.slice(0, 1), fields })).toEqual([{ name: 'Ada', amount: 99.5 }]);
  });

  it('makes a field called __proto__ a field, and nothing else', () => {
    const [item] = itemsOf(pick, { items: [{ a: { polluted: true } }], fields: [{ field: 'a', as: '__proto__' }] });
    expect(Object.keys(item as Row)).toEqual(['__proto__']);
    expect((item as Row).polluted).toBeUndefined();
  });
});

describe('bad input', () => {
  it.each([
    [filter, { items: 'a,b', conditions: [{ field: 'a' }] }, 'not_a_list', 'List got a text where a list is needed.'],
    [filter, { items: [], conditions: [] }, 'condition_missing', 'Add at least one condition.'],
    [filter, { items: [1], conditions: [{ comparison: 'matches', value: '(' }] }, 'pattern_not_valid', undefined],
    [filter, { items: [1], conditions: ['total > 3'] }, 'not_an_object', undefined],
    [filter, { items: [1], conditions: [{ comparison: 'like' }] }, 'choice_not_valid', undefined],
    [sort, { items: { a: 1 } }, 'not_a_list', 'List got an object where a list is needed.'],
    [sort, [1], 'input_not_fields', undefined],
    [limit, { items: [], count: -1 }, 'number_not_valid', 'How many must be a whole number from 0 to 100000.'],
    [limit, { items: Array.from({ length: 100_001 }, () => 0) }, 'too_many_items', undefined],
    [batches, { items: [], size: 0 }, 'number_not_valid', undefined],
    [
      flatten,
      { items: [{ lines: 'A' }], field: 'lines' },
      'not_a_list',
      'The field lines holds a text where a list is needed.',
    ],
    [flatten, { items: [] }, 'value_missing', undefined],
    [summarise, { items: [], figures: [] }, 'value_missing', 'Name at least one figure.'],
  ])('ends in words: %#', (operation, input, ...[code, message = expect.any(String)]) => {
    const { failure } = attempt(() => give(operation, input));
    expect(failure).toMatchObject({ code, retry: 'never', message });
  });

  it('never throws anything but an OperationError, and takes nothing for an empty list', () => {
    const operation = fc.constantFrom(...Object.values<Operation>(listsConnector.operations));
    const row = fc.oneof(
      fc.jsonValue(),
      fc.record({ field: fc.string(), comparison: fc.string(), figure: fc.string() }),
    );
    const value = fc.oneof(anyList, fc.jsonValue(), fc.array(row));
    const fields = fc.dictionary(
      fc.constantFrom(
        'items',
        'conditions',
        'by',
        'figures',
        'groupBy',
        'field',
        'fields',
        'first',
        'second',
        'old',
        'new',
        'count',
      ),
      value,
    );
    fc.assert(
      fc.property(operation, fields, (operation, input) => {
        const { value, failure } = attempt(() => give(operation, input));
        expect(failure?.message ?? JSON.stringify(value)).toMatch(failure === undefined ? /^\{/ : /\.$/);
      }),
      { numRuns: 500 },
    );
    expect(give(sort, {})).toEqual({ items: [], count: 0 });
  });

  it('takes 100,000 items in good time', () => {
    const items = Array.from({ length: 100_000 }, (_, at) => ({ id: at, team: `t${at % 50}`, total: at / 100 }));
    const by = [{ field: 'total', order: 'descending' }];
    expect(numbers(itemsOf(limit, { items: itemsOf(sort, { items, by }), count: 1 }))).toHaveLength(1);
    expect(give(compare, { old: items, new: items, by: ['id'] })).toMatchObject({ added: [], changed: [] });
    const figures = [{ figure: 'sum', field: 'total' }];
    expect(give(summarise, { items, groupBy: ['team'], figures })).toMatchObject({
      count: 50,
      figures: { sumTotal: 49999500 },
    });
  });
});
