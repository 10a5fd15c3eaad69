import type { Mapping } from '@patchbay/expression';
import { expect, it } from 'vitest';
import { flow, testCatalog, testOperations, withStep } from '../testing.ts';
import { FlowSettings } from '../document.ts';
import { check } from './check.ts';

const hook = {
  ...testOperations.trigger,
  output: {
    type: 'object',
    properties: { customer: { type: 'string' } },
    required: ['customer'],
    additionalProperties: false,
  },
} as const;
const catalog = testCatalog({ hook });
const drawn = withStep(flow('order -> pay'), 'order', {
  name: 'New order',
  uses: { connector: 'test', version: '1', operation: 'hook' },
});
const found = (key: Mapping) =>
  check({ ...drawn, settings: { atOnce: 1, key } }, catalog).map(({ code, message }) => [code, message]);
const ref = (step: string, ...path: string[]): Mapping => ({ kind: 'reference', step, path });

it('takes a value of what starts the flow, picked or worked out', () => {
  expect(found(ref('order', 'customer'))).toEqual([]);
  expect(found({ kind: 'formula', source: 'order.customer + "!"' })).toEqual([]);
  expect(found({ kind: 'literal', value: 'all' })).toEqual([]);
});

it.each<[Mapping, string, string]>([
  [ref('pay', 'id'), 'key_not_of_trigger', 'runs only after the run has its turn'],
  [ref('gone'), 'key_not_of_trigger', 'a step that is gone'],
  [{ kind: 'formula', source: 'pay.id + order.customer' }, 'key_not_of_trigger', "'Pay' runs only after"],
  [{ kind: 'formula', source: 'order.customer +' }, 'formula_syntax', 'In order, for each'],
  [ref('order', 'cutsomer'), 'unknown_field', "'New order' has no field"],
])('refuses %j, in words', (key, code, words) => {
  expect(found(key)).toEqual([[code, expect.stringContaining(words)]]);
});

it.each([{ atOnce: 0 }, { atOnce: 1_001 }, { atOnce: 1.5 }, { atOnce: '2' }, { key: 'customer' }, { key: null }])(
  'does not read %j as settings',
  (settings) => {
    expect(FlowSettings.safeParse(settings).success).toBe(false);
  },
);
