import { expect, test } from 'vitest';
import { moveOf, ROW_PX, rowsInSight, tabOf } from './gridMoves.ts';

const extent = { rows: 3, columns: 2 };

test('moves by arrows and stays inside', () => {
  expect(moveOf('ArrowDown', { row: 2, column: 0 }, extent)).toEqual({ row: 2, column: 0 });
  expect(moveOf('ArrowRight', { row: 0, column: 0 }, extent)).toEqual({ row: 0, column: 1 });
  expect(moveOf('End', { row: 1, column: 0 }, extent)).toEqual({ row: 1, column: 1 });
  expect(moveOf('PageUp', { row: 2, column: 1 }, extent)).toEqual({ row: 0, column: 1 });
  expect(moveOf('x', { row: 0, column: 0 }, extent)).toBeUndefined();
});

test('reads on from row to row with Tab, and leaves at the ends', () => {
  expect(tabOf({ row: 0, column: 1 }, extent, false)).toEqual({ row: 1, column: 0 });
  expect(tabOf({ row: 1, column: 0 }, extent, true)).toEqual({ row: 0, column: 1 });
  expect(tabOf({ row: 2, column: 1 }, extent, false)).toBeUndefined();
  expect(tabOf({ row: 0, column: 0 }, extent, true)).toBeUndefined();
});

test('draws few of many rows', () => {
  const { from, to } = rowsInSight({ top: ROW_PX * 50_000, height: 600 }, 100_000);
  expect(from).toBeLessThan(50_000);
  expect(to).toBeGreaterThan(50_016);
  expect(to - from).toBeLessThan(60);
  expect(rowsInSight({ top: 9_999, height: 600 }, 5)).toEqual({ from: 5, to: 5 });
});
