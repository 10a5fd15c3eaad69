import { type Mapping, StepId } from '@patchbay/flow';
import { describe, expect, test } from 'vitest';
import { TestEditor } from '../testing.ts';
import { setInput } from './setInput.ts';
import { setMappings } from './setMappings.ts';
import { wrapInLoop } from './wrapInLoop.ts';

const step = StepId.parse('send');
const uses = { connector: 'core', version: '1', operation: 'forEach' };
const wrap = wrapInLoop({
  step,
  list: { kind: 'reference', step: 'order', path: ['lines'] },
  fields: [{ path: ['body', 'sku'], inItem: ['sku'] }],
  loop: { uses, name: 'For each line' },
});

describe('repeating a step for each item of a list', () => {
  test('puts it into a loop in its place, with the item plugged in, and one undo takes it back', () => {
    const open = new TestEditor('order -> send', 'send -> note', 'send -error-> tell');
    const before = open.flow;
    expect(open.editor.execute(wrap)).toBe(true);
    const { parent, inputs } = open.flow.steps[step] ?? {};
    const loop = StepId.parse(parent);
    expect(open.flow.steps[loop]?.inputs.items).toEqual({
      kind: 'reference',
      step: 'order',
      path: ['lines'],
    });
    expect(inputs?.body).toEqual({
      kind: 'object',
      fields: { sku: { kind: 'reference', step: loop, path: ['item', 'sku'] } },
    });
    open.expectWires(`order -> ${loop}`, `${loop} -> note`, `${loop} -error-> tell`);
    open.expectSelected('send');
    open.editor.undo();
    expect(open.flow).toEqual(before);
  });

  test('is refused for a step whose result is used, which nobody outside the loop could see', () => {
    const open = new TestEditor('order -> send', 'send -> note');
    const used: Mapping = { kind: 'reference', step: 'send', path: ['id'] };
    open.editor.execute(setInput({ step: StepId.parse('note'), path: ['text'], mapping: used }));
    expect(open.editor.execute(wrap)).toBe(false);
  });
});

test('several fields of a step are filled at once, however deep, and emptied by one undo', () => {
  const open = new TestEditor('order -> send');
  const before = open.flow;
  const fields = [
    { path: ['to'], mapping: { kind: 'literal', value: 'a' } as const },
    { path: ['body', 'name', 'first'], mapping: { kind: 'literal', value: 'b' } as const },
    { path: ['body', 'city'], mapping: { kind: 'literal', value: 'c' } as const },
  ];
  open.editor.execute(setMappings({ step, fields, label: 'fill in 3 fields' }));
  expect(open.flow.steps[step]?.inputs).toMatchObject({
    to: { value: 'a' },
    body: { fields: { name: { fields: { first: { value: 'b' } } }, city: { value: 'c' } } },
  });
  expect(open.editor.getHistory().undo).toBe('fill in 3 fields');
  open.editor.undo();
  expect(open.flow).toEqual(before);
});
