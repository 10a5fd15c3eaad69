import { array, assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIn, csvOf, listPath, sortedPlaces, tableOf } from './tableOf.ts';

const people = [
  { name: 'Ann', age: 31 },
  { name: 'Bob', age: 4, city: 'Köln, am Rhein' },
  { name: '=1+1', age: null },
];

describe('a list as a table', () => {
  it('has a column for each name that any of the things has', () => {
    const table = tableOf(people);
    expect(table?.columns).toEqual(['name', 'age', 'city']);
    expect(table?.rows[0]).toEqual(['Ann', 31, undefined]);
  });

  it('takes the one list of an answer, and a list of plain values; nothing else', () => {
    expect(tableOf({ total: 3, items: people })?.rows).toHaveLength(3);
    expect(tableOf([1, 2])).toEqual({ columns: [''], rows: [[1], [2]], isCut: false });
    expect([tableOf({ a: 1 }), tableOf([]), tableOf('x'), tableOf([[1], [2]]), tableOf(null)]).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
    expect([countIn({ items: people }), countIn(people), countIn({ a: 1 })]).toEqual([3, 3, undefined]);
  });

  it('sorts numbers by size and leaves what is missing last, both ways', () => {
    const table = tableOf(people);
    if (table === undefined) throw new Error('no table');
    expect(sortedPlaces(table, { column: 1, isDown: false })).toEqual([1, 0, 2]);
    expect(sortedPlaces(table, { column: 1, isDown: true })).toEqual([0, 1, 2]);
    expect(sortedPlaces(table, undefined)).toEqual([0, 1, 2]);
  });

  it('is copied as a spreadsheet takes it, formulas as texts', () => {
    const table = tableOf(people);
    expect(table && csvOf(table, [1, 2])).toBe('name,age,city\r\nBob,4,"Köln, am Rhein"\r\n\'=1+1,,');
  });

  it('keeps every thing, whatever the list holds', () => {
    assert(
      property(array(jsonValue()), (list) => {
        const table = tableOf(list);
        if (table === undefined) return;
        expect(table.rows).toHaveLength(list.length);
        expect(sortedPlaces(table, { column: 0, isDown: true }).toSorted((a, b) => a - b)).toEqual(
          list.map((_, at) => at),
        );
      }),
    );
  });
});

it('says where the list of a table stands, for the names of its columns', () => {
  expect(listPath([{ a: 1 }])).toEqual([]);
  expect(listPath({ count: 1, items: [{ a: 1 }] })).toEqual(['items']);
  expect(listPath({ items: [{ a: 1 }], others: [{ b: 1 }] })).toEqual([]);
});
