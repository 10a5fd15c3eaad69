import { expect, it } from 'vitest';
import { mockPage } from './mockPage.ts';

it('gives the samples of a list two by two, and asks for them once', () => {
  let asked = 0;
  const list = () => {
    asked += 1;
    return { items: ['a', 'b', 'c'], count: 3, hasMore: false };
  };
  const first = mockPage(list, undefined);
  expect(first.output).toEqual({ items: ['a', 'b'], count: 2, hasMore: true });
  const second = mockPage(list, structuredClone(first.more));
  expect(second).toEqual({ output: { items: ['c'], count: 1, hasMore: false }, more: undefined });
  expect(asked).toBe(1);
});
