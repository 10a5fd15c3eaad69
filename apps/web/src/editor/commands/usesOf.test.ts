import { StepId } from '@patchbay/flow';
import { flow, withStep } from '@patchbay/flow/testing';
import { expect, it } from 'vitest';
import { usesOf } from './usesOf.ts';

const a = StepId.parse('a');
const document = withStep(
  withStep(flow('a -> b', 'b -> c'), 'b', {
    inputs: {
      to: { kind: 'reference', step: 'a', path: ['email'] },
      body: {
        kind: 'object',
        fields: { text: { kind: 'template', parts: ['Hello ', { kind: 'formula', source: 'upper(a.name)' }] } },
      },
    },
  }),
  'c',
  { inputs: { x: { kind: 'formula', source: 'b.a + "a"' }, y: { kind: 'formula', source: 'a.total > 5' } } },
);

it('counts the fields that take a value from a step, in references, templates and formulas', () => {
  expect(usesOf(document, new Set([a]))).toEqual({ fields: 3, steps: 2 });
});

it('takes neither a member nor a text of the same name for a use', () => {
  const only = withStep(flow('a -> b'), 'b', { inputs: { x: { kind: 'formula', source: 'b.a + "a"' } } });
  expect(usesOf(only, new Set([a]))).toEqual({ fields: 0, steps: 0 });
});

it('does not count the fields of what is deleted with it', () => {
  expect(usesOf(document, new Set([a, StepId.parse('b')]))).toEqual({ fields: 2, steps: 1 });
});
