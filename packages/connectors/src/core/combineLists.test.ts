import { attempt } from '@patchbay/connector/testing';
import { describe, expect, it } from 'vitest';
import { combineLists } from './combineLists.ts';

const people = [{ id: 1, name: 'Ada' }, { id: 2, name: 'Bo' }, { name: 'Nobody' }];
const mails = [{ id: '2', mail: 'bo@a.test', name: 'Bob' }, { id: 3, mail: 'c@a.test' }, { mail: 'lost@a.test' }];
const combine = (how: string, first: unknown = people, second: unknown = mails) =>
  combineLists({ combine: how, first, second }).items;

describe('combining two lists', () => {
  it('does nothing unless asked', () => {
    expect(combineLists({ first: people })).toEqual({ items: [], count: 0 });
    expect(combineLists(undefined)).toEqual({ items: [], count: 0 });
  });

  it('puts one after the other', () => {
    expect(combine('append', [1], [2, 3])).toEqual([1, 2, 3]);
  });

  it('puts items side by side, as many as the longer list has', () => {
    expect(combine('position', [{ a: 1 }], [{ b: 2 }, { b: 3 }])).toEqual([{ a: 1, b: 2 }, { b: 3 }]);
    expect(combine('position', ['x', 'y'], [null])).toEqual([null, 'y']);
  });

  it('matches items by a field, and keeps those without a match', () => {
    expect(combine('key')).toEqual([
      { id: 1, name: 'Ada' },
      { id: '2', name: 'Bob', mail: 'bo@a.test' },
      { name: 'Nobody' },
      { id: 3, mail: 'c@a.test' },
      { mail: 'lost@a.test' },
    ]);
  });

  it('takes no list for an empty one, and anything else for a mistake', () => {
    expect(combine('append', null, [1])).toEqual([1]);
    expect(attempt(() => combine('append', 'abc')).failure).toMatchObject({ code: 'not_a_list' });
    expect(attempt(() => combine('zip')).failure).toMatchObject({ code: 'combine_not_valid' });
  });
});
