import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readShownItems, shownItemsText } from './shownItemsText.ts';

it('reads the items of an address as they were written', () => {
  const loop = fc.stringMatching(/^[a-z]\w{0,8}(\[\d\]\/[a-z]\w{0,8})?$/);
  const items = fc.uniqueArray(fc.tuple(loop, fc.nat()), { selector: ([name]) => name });
  const isSame = fc.property(items, (some) => {
    expect([...readShownItems(shownItemsText(new Map(some)))]).toEqual(some);
  });
  expect(fc.check(isSame).failed).toBe(false);
});

it('leaves out what makes no sense', () => {
  expect([...readShownItems('each.2,,each,.3,two.,three.x,four.-1,five.1.5')]).toEqual([
    ['each', 2],
    ['five.1', 5],
  ]);
  expect(readShownItems(undefined).size).toBe(0);
});
