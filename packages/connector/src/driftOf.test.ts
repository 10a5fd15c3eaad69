import { expect, it } from 'vitest';
import { driftOf } from './driftOf.ts';

const order = {
  type: 'object',
  properties: { id: { type: 'string' }, total: { type: 'number' }, note: { type: ['string', 'null'] } },
  required: ['id', 'total'],
} as const;
const output = { type: 'object', properties: { orders: { type: 'array', items: order }, page: order } } as const;

it.each([
  ['what was promised', { orders: [{ id: 'a', total: 1, note: null, more: true }] }, []],
  ['a field that is missing', { page: { id: 'a' } }, ['“page” has no field total, which its description promises.']],
  [
    'a field of another kind',
    { orders: [{ id: 7, total: 1 }] },
    ['“orders.0.id” is a number, where its description says a text.'],
  ],
  ['null where nobody said so, which is how APIs say "none"', { page: { id: null, total: 1 } }, []],
  ['a list where one thing was promised', [], ['The answer is a list, where its description says an object.']],
])('finds, in an answer with %s', (_what, answer, sentences) => {
  expect(driftOf(output, answer).map(({ message }) => message)).toEqual(sentences);
});

it('says no more than a few things, of the first items only', () => {
  expect(driftOf(output, { orders: Array.from({ length: 1_000 }, () => ({})) })).toHaveLength(5);
});

it('says nothing of an answer that may be of several kinds', () => {
  expect(driftOf({ oneOf: [order, { type: 'array' }] }, 'text')).toEqual([]);
});
