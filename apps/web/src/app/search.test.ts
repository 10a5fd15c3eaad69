import { expect, test } from 'vitest';
import { searchText, searchWord } from './search.ts';

test('reads texts of the address, numbers too: the router has parsed them', () => {
  expect(searchText('refunds')).toBe('refunds');
  expect(searchText(2041)).toBe('2041');
});

test('leaves out what is empty or no text', () => {
  expect(searchText('  ')).toBeUndefined();
  expect(searchText(undefined)).toBeUndefined();
  expect(searchText({ a: 1 })).toBeUndefined();
  expect(searchText(true)).toBeUndefined();
});

test('knows only its words', () => {
  expect(searchWord('on', ['on', 'off'])).toBe('on');
  expect(searchWord('ON', ['on', 'off'])).toBeUndefined();
  expect(searchWord(['on'], ['on', 'off'])).toBeUndefined();
});
