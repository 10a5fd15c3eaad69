import { expect, test } from 'vitest';
import { menuTarget } from './menuTarget.ts';

const labels = ['Runs', 'Rename', 'Duplicate', 'Delete'];
const press = (key: string, at: number) => menuTarget({ key, at, labels });

test('arrows walk round', () => {
  expect(press('ArrowDown', 0)).toBe(1);
  expect(press('ArrowDown', 3)).toBe(0);
  expect(press('ArrowUp', 0)).toBe(3);
  expect(press('ArrowUp', -1)).toBe(3);
  expect(press('ArrowDown', -1)).toBe(0);
});

test('Home and End lead to the ends', () => {
  expect(press('Home', 2)).toBe(0);
  expect(press('End', 0)).toBe(3);
});

test('a letter leads to the next item that starts with it', () => {
  expect(press('r', -1)).toBe(0);
  expect(press('r', 0)).toBe(1);
  expect(press('R', 1)).toBe(0);
  expect(press('d', 3)).toBe(2);
});

test('other keys lead nowhere', () => {
  expect(press('x', 0)).toBeUndefined();
  expect(press('Enter', 0)).toBeUndefined();
  expect(press(' ', 0)).toBeUndefined();
  expect(menuTarget({ key: 'ArrowDown', at: -1, labels: [] })).toBeUndefined();
});
