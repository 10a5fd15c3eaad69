import { expect, it } from 'vitest';
import { faceOf, TestEditor } from '../testing.ts';
import { outlineRows } from './outlineRows.ts';
import { toCanvas } from './toCanvas.ts';

function told(...lines: string[]): string[] {
  const { flow } = new TestEditor(...lines);
  const view = toCanvas({ flow, faceOf, lineOf: () => ({ what: '' }), problems: new Map() });
  return outlineRows(view).map(
    ({ step, depth, ways, place, of }) => `${depth} ${step.name} ${place}/${of}${ways === '' ? '' : ` (${ways})`}`,
  );
}

it('puts what stands in a loop below it, and counts steps by the frame they stand in', () => {
  expect(told('a -> each', 'each -> b', 'each/in -> each/out')).toEqual([
    '0 A 1/3',
    '0 Each 2/3',
    '1 In 1/2',
    '1 Out 2/2',
    '0 B 3/3',
  ]);
});

it('says of a step by which way it is reached', () => {
  expect(told('a -> b', 'b -error-> c')).toContain('0 C 3/3 (if it fails)');
});
