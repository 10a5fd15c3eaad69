import { flow, testCatalog, testOperations, withStep } from '@patchbay/flow/testing';
import { expect, it } from 'vitest';
import type { EditorCatalog } from '../document/createCatalog.ts';
import { keyOptions, keyValue } from './keyOptions.ts';

const output = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    lines: { type: 'array', items: { type: 'string' } },
    body: { type: 'object', properties: { customer: { type: 'string' }, extra: true } },
  },
} as const;
const catalog = testCatalog({ hook: { ...testOperations.trigger, output } }) as EditorCatalog;
const drawn = withStep(flow('order -> pay'), 'order', {
  name: 'New order',
  uses: { connector: 'test', version: '1', operation: 'hook' },
});

it('offers every single value of what starts the flow, and nothing of the steps after it', () => {
  const options = keyOptions(drawn, catalog);
  expect(options.map(({ label }) => label)).toEqual([
    'New order › id',
    'New order › body › customer',
    'New order › body › extra',
  ]);
  expect(options[1]?.mapping).toEqual({ kind: 'reference', step: 'order', path: ['body', 'customer'] });
});

it('knows the value that is set again among those', () => {
  const [option] = keyOptions(drawn, catalog);
  expect(keyValue({ kind: 'reference', step: 'order', path: ['id'] })).toBe(option?.value);
  expect(keyValue(undefined)).toBe('');
  expect(keyValue({ kind: 'formula', source: 'order.id' })).not.toBe(option?.value);
});
