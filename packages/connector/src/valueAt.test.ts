import { expect, it } from 'vitest';
import { firstAt, putAt, valueAt } from './valueAt.ts';

const answer = { data: { items: [{ id: 7 }, { id: 8 }] }, error: null, '@odata.nextLink': { a: 1 }, '@odata': 2 };

it.each([
  ['', answer],
  ['data.items.1.id', 8],
  ['@odata.nextLink.a', 1],
  ['@odata', 2],
  ['data.items.-1', undefined],
  ['data.items.length', undefined],
  ['data.constructor', undefined],
  ['error.message', undefined],
])('finds what stands at "%s"', (path, found) => {
  expect(valueAt(answer, path)).toEqual(found);
});

it('takes the first place where something is', () => {
  expect(firstAt(answer, ['error', 'none', 'data.items.0.id'])).toBe(7);
  expect(firstAt(answer, undefined)).toBeUndefined();
});

it('puts a value where it belongs and leaves the rest, and the original, as they were', () => {
  expect(putAt({ page: { size: 2 } }, 'page.after', 'x')).toEqual({ page: { size: 2, after: 'x' } });
  expect(putAt(undefined, 'a.b', 1)).toEqual({ a: { b: 1 } });
  expect(putAt({}, '__proto__.polluted', 1)).not.toHaveProperty('polluted');
  expect(answer.data.items).toHaveLength(2);
});
