import type { Mapping, ThingType } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { fieldsOf } from './fieldsOf.ts';
import { takenInput } from './takenInput.ts';

const operation = {
  input: {
    type: 'object',
    properties: { flow: { type: 'string' }, input: { title: 'Input', 'x-patchbay-widget': 'json' } },
  },
  typedBy: { kind: 'flow', by: 'flow', takes: 'input', gives: {} },
} as const;
const refund: ThingType = {
  name: 'Refund',
  input: { type: 'object', properties: { orderId: { type: 'string' }, amount: { type: 'number' } } },
  output: true,
};
const literal = (value: never): Mapping => ({ kind: 'literal', value });
const kindOf = (type: ThingType | null | undefined, inputs: Record<string, Mapping> = {}) => {
  const fields = fieldsOf(takenInput(operation, { type, inputs }));
  const { title, kind } = fields.find(({ name }) => name === 'input') ?? {};
  return `${title}: ${kind}`;
};

it('has the fields that the chosen flow takes', () => {
  expect(kindOf(refund)).toBe('Input: object');
  expect(kindOf(refund, { input: literal({ amount: 7 } as never) })).toBe('Input: object');
  expect(kindOf(refund, { input: { kind: 'reference', step: 'order', path: [] } })).toBe('Input: object');
});

it('stays open where nothing is known of the flow, or something else is filled in', () => {
  for (const type of [undefined, null, { ...refund, input: true }]) expect(kindOf(type)).toBe('Input: json');
  expect(kindOf(refund, { input: literal({ amount: 7, reason: 'late' } as never) })).toBe('Input: json');
  expect(kindOf(refund, { input: literal([1] as never) })).toBe('Input: json');
});

it('leaves other operations alone', () => {
  const plain = { input: operation.input };
  expect(takenInput(plain, { type: refund, inputs: {} })).toBe(operation.input);
});
