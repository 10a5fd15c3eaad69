import { expect, it } from 'vitest';
import { emptyWords, resultText, sampleText } from './sampleText.ts';

it.each([
  [undefined, 'missing'],
  [null, '(nothing)'],
  ['', '(empty text)'],
  ['  ', '(only spaces)'],
  [[], '(empty list)'],
  [{}, '(no fields)'],
])('tells one kind of nothing from another: %j', (value, words) => {
  expect(emptyWords(value)).toBe(words);
  expect(resultText(value)).toBe(words);
});

it.each([
  [['ann', 'ben'], 'ann, ben'],
  [{ id: 7, customer_name: 'Ann', tags: ['a', 'b'] }, 'Id 7, Customer name Ann, Tags list of 2'],
  [[{ id: 7 }, { id: 8 }], '2 items. The first: Id 7'],
  [12.5, '12.5'],
])('says what a result is in words: %j', (value, words) => {
  expect(resultText(value)).toBe(words);
});

it('shows values as they are, the number nought and a no included', () => {
  expect([0, false, 'a', [1], { a: 1 }].map((value) => emptyWords(value))).toEqual(Array(5).fill(undefined));
  expect([0, false, 'a', [1], { a: 1 }].map((value) => sampleText(value))).toEqual([
    '0',
    'no',
    'a',
    'list of 1',
    '1 field',
  ]);
});
