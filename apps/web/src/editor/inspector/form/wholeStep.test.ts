import { type Step, StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { dataRows } from '../data/dataRows.ts';
import { wholeStep } from './wholeStep.ts';

function group(id: string, value: unknown, isItem = false) {
  const uses = { connector: 'test', version: '1', operation: 'call' };
  const step: Step = { id: StepId.parse(id), name: `Step ${id}`, uses, inputs: {}, position: { x: 0, y: 0 } };
  return { step, isItem, rows: dataRows(true, value) };
}
const form = group('form', { name: 'Ann', email: 'ann@example.com', file: { id: 'f1', name: 'a.pdf' }, tags: ['a'] });

it('gives a field for each answer of a form, and not for what stands inside an answer', () => {
  const whole = wholeStep([group('branch', { answer: true }), form]);
  expect(whole?.name).toBe('Step form');
  expect(whole?.fields.map(({ name }) => name)).toEqual(['Name', 'E-mail', 'File', 'Tags']);
  expect(whole?.fields[1]?.mapping).toEqual({ kind: 'reference', step: 'form', path: ['email'] });
});

it('takes of a request what was sent in it', () => {
  const whole = wholeStep([
    group('hook', { body: { name: 'Ann', age: 3 }, headers: { host: 'here' }, method: 'POST' }),
  ]);
  expect(whole?.fields.map(({ mapping }) => mapping.kind === 'reference' && mapping.path)).toEqual([
    ['body', 'name'],
    ['body', 'age'],
  ]);
});

it('takes the item of the loop it stands in, and nothing where no step gives several things', () => {
  expect(wholeStep([group('each', { sku: 'a', seats: 2 }, true), form])?.name).toBe('Step each');
  expect(wholeStep([group('one', { id: 1 })])).toBeUndefined();
  expect(wholeStep([])).toBeUndefined();
});
