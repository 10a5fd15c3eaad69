import { flow } from '@patchbay/flow/testing';
import { expect, it } from 'vitest';
import { mayBeMissing } from './mayBeMissing.ts';

const missing = (reader: string, drawing: string[], any: readonly string[] = []) => [
  ...mayBeMissing(flow(...drawing), reader, {
    waysOn: ({ uses }) => (uses.operation === 'branch' ? 2 : 1),
    goesOnWithAny: ({ id }) => any.includes(id),
  }),
];

it.each<{ what: string; reader: string; drawing: string[]; steps: string[] }>([
  { what: 'in a row', reader: 'c', drawing: ['a -> b', 'b -> c'], steps: [] },
  {
    what: 'behind a branch',
    reader: 'end',
    drawing: ['a -> ask', 'ask -yes-> x', 'ask -no-> y', 'x -> end', 'y -> end'],
    steps: ['x', 'y'],
  },
  { what: 'on one way of a branch', reader: 'z', drawing: ['a -> ask', 'ask -yes-> x', 'x -> z'], steps: [] },
  { what: 'in parallel', reader: 'end', drawing: ['a -> x', 'a -> y', 'y -> z', 'x -> end', 'z -> end'], steps: [] },
  {
    what: 'after an error way',
    reader: 'end',
    drawing: ['a -> x', 'x -error-> tell', 'x -> y', 'y -> end', 'tell -> end'],
    steps: ['y', 'tell'],
  },
  { what: 'with two triggers', reader: 'end', drawing: ['a -> end', 'b -> x', 'x -> end'], steps: ['a', 'b', 'x'] },
  {
    what: 'inside a loop',
    reader: 'z',
    drawing: ['a -> each', 'each/ask -yes-> each/x', 'each/ask -> each/z', 'each/x -> each/z'],
    steps: ['x'],
  },
])('knows what need not have run $what', ({ reader, drawing, steps }) => {
  expect(missing(reader, drawing).toSorted()).toEqual(steps.toSorted());
});

it('holds nothing of other ways for certain where a join goes on with the first', () => {
  expect(missing('end', ['a -> x', 'a -> y', 'x -> end', 'y -> end'], ['end']).toSorted()).toEqual(['x', 'y']);
});
