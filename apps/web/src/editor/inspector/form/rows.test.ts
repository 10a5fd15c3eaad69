import type { Mapping } from '@patchbay/expression';
import { describe, expect, it } from 'vitest';
import { inlineSentence } from './inlineSentence.ts';
import { parseJson } from './jsonProblem.ts';
import { fieldsFrom, moveRow, nameProblem, rowsFor } from './rowDraft.ts';

const one: Mapping = { kind: 'literal', value: 1 };

describe('rows of named values', () => {
  it('keep their identity while they are renamed, so that the cursor stays', () => {
    const rows = rowsFor({ a: one, b: one }, []);
    const renamed = rows.map((row) => (row.name === 'a' ? { ...row, name: 'ab' } : row));
    expect(rowsFor(fieldsFrom(renamed), renamed).map(({ id, name }) => [id, name])).toEqual([
      [1, 'ab'],
      [2, 'b'],
    ]);
  });

  it('leave out names that are empty or taken, and say so', () => {
    const rows = [
      { id: 1, name: 'a', mapping: one },
      { id: 2, name: ' a ', mapping: one },
      { id: 3, name: '', mapping: undefined },
    ];
    expect(Object.keys(fieldsFrom(rows))).toEqual(['a']);
    expect(rows.map((row) => nameProblem(rows, row))).toEqual([undefined, 'There is a “a” already.', undefined]);
  });

  it('move up and down, and not over the ends', () => {
    const rows = rowsFor({ a: one, b: one, c: one }, []);
    const names = (moved: typeof rows) => moved.map(({ name }) => name).join('');
    expect(names(moveRow(rows, 2, -1))).toBe('acb');
    expect(names(moveRow(rows, 0, -1))).toBe('abc');
    expect(names(moveRow(rows, 2, 1))).toBe('abc');
  });
});

describe('typed JSON', () => {
  it.each([
    ['{"a": 1,}', 'There is a comma too much before the }.'],
    ["{'a': 1}", 'Text stands in double quotes, not single ones.'],
    ['{a: 1}', 'The name of a field stands in double quotes.'],
    ['{"a": 1', 'The JSON ends too early: the closing } is missing.'],
    ['{"a": "b', 'The JSON ends too early: the closing double quote is missing.'],
    ['{\n  "a": "x"\n  "b": 2\n}', 'A comma is missing in line 3.'],
    ['', 'Nothing is typed yet.'],
  ])('says of %j what is wrong', (text, sentence) => {
    expect(parseJson(text)).toEqual({ ok: false, sentence });
  });
});

it.each([
  ["'Get order' needs a value for Order id.", 'This needs a value.'],
  ["'Bob's order', Body › Total: This is text. The field wants a number.", 'This is text. The field wants a number.'],
  [
    "'Get order' uses 'order' in a formula, which is no step before it.",
    "This uses 'order' in a formula, which is no step before it.",
  ],
  ['“Get order”, Body › Date: This is a number. The field wants a date.', 'This is a number. The field wants a date.'],
  ['“Get order” takes a value from a step that is gone. Pick a replacement.', 'The step this came from was deleted.'],
])('says %j under its own field as %j', (message, inline) => {
  expect(inlineSentence({ message })).toBe(inline);
});
