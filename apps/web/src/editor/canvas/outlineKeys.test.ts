import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type KeyRow, outlineDeed, rowTyped } from './outlineKeys.ts';

/** Two steps, a loop with a step and a folded group in it, and a step after it. */
const rows: KeyRow[] = [
  { name: 'Order', depth: 0, isUnfolded: undefined },
  { name: 'Each line', depth: 0, isUnfolded: true },
  { name: 'Ask', depth: 1, isUnfolded: undefined },
  { name: 'Group', depth: 1, isUnfolded: false },
  { name: 'Answer', depth: 0, isUnfolded: undefined },
];
const names = rows.map(({ name }) => name);

const keys = [
  { what: 'the next row', key: 'ArrowDown', at: 1, deed: { to: 2 } },
  { what: 'the row before', key: 'ArrowUp', at: 4, deed: { to: 3 } },
  { what: 'the first row', key: 'Home', at: 3, deed: { to: 0 } },
  { what: 'the last row', key: 'End', at: 0, deed: { to: 4 } },
  { what: 'the first step in a frame', key: 'ArrowRight', at: 1, deed: { to: 2 } },
  { what: 'what a folded frame holds', key: 'ArrowRight', at: 3, deed: { fold: false } },
  { what: 'a folded frame', key: 'ArrowLeft', at: 1, deed: { fold: true } },
  { what: 'the frame around a step', key: 'ArrowLeft', at: 2, deed: { to: 1 } },
  { what: 'the frame around a folded frame', key: 'ArrowLeft', at: 3, deed: { to: 1 } },
  { what: 'nowhere after the last row', key: 'ArrowDown', at: 4, deed: undefined },
  { what: 'nowhere before the first row', key: 'ArrowUp', at: 0, deed: undefined },
  { what: 'nowhere out of a row at the top', key: 'ArrowLeft', at: 0, deed: undefined },
  { what: 'nowhere into a row that holds none', key: 'ArrowRight', at: 2, deed: undefined },
  { what: 'nowhere by another key', key: 'Tab', at: 2, deed: undefined },
];

it.each(keys)('leads to $what', ({ key, at, deed }) => {
  expect(outlineDeed(key, at, rows)).toEqual(deed);
});

it('goes on to the next step that begins with a letter, and round to the first', () => {
  expect(rowTyped('a', 0, names)).toBe(2);
  expect(rowTyped('a', 2, names)).toBe(4);
  expect(rowTyped('aa', 4, names)).toBe(2);
});

it('stays on a step whose name goes on as it is typed, and finds the one that does', () => {
  expect(rowTyped('an', 2, names)).toBe(4);
  expect(rowTyped('as', 2, names)).toBe(2);
  expect(rowTyped('each l', 2, names)).toBe(1);
  expect(rowTyped('zz', 2, names)).toBeUndefined();
});

it('never leads outside of the rows', () => {
  const row = fc.record({
    name: fc.string(),
    depth: fc.nat(3),
    isUnfolded: fc.constantFrom(undefined, true, false),
  });
  const key = fc.constantFrom('ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End');
  const places = fc.property(fc.array(row, { minLength: 1 }), key, fc.nat(), (some, pressed, place) => {
    const deed = outlineDeed(pressed, place % some.length, some);
    return deed === undefined || 'fold' in deed || some[deed.to] !== undefined;
  });
  expect(fc.check(places).failed).toBe(false);
});
