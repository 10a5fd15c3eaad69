import type { Mapping } from '@patchbay/expression';
import { describe, expect, it } from 'vitest';
import type { FlowDocument } from '../document.ts';
import { flow, testCatalog, testOperations, withStep } from '../testing.ts';
import { check } from './check.ts';

const literal = (value: string): Mapping => ({ kind: 'literal', value });
const reference = (step: string, ...path: string[]): Mapping => ({ kind: 'reference', step, path });
const uses = (operation: string) => ({ connector: 'test', version: '1', operation });
const input = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] } as const;
const catalog = testCatalog({ getCustomer: { ...testOperations.call, input, needsConnection: true } });
const found = (document: FlowDocument) =>
  check(document, catalog).map(({ code, step, field }) => JSON.parse(JSON.stringify({ code, step, field })));

describe('a step that is switched off', () => {
  it('need not be filled in, nor what is inside it', () => {
    expect(
      found(withStep(withStep(flow('order -> get'), 'get', { uses: uses('getCustomer') }), 'get', { disabled: true })),
    ).toEqual([]);
    const loop = withStep(flow('order -> each', 'each/get'), 'get', { uses: uses('getCustomer') });
    expect(found(withStep(loop, 'each', { disabled: true }))).toEqual([]);
  });

  it('gives nothing, of which its readers are warned', () => {
    const off = withStep(flow('order -> get', 'get -> ship'), 'get', { disabled: true });
    const reading = withStep(off, 'ship', { inputs: { to: reference('get', 'name') } });
    expect(check(reading, catalog)).toMatchObject([
      {
        code: 'reference_to_disabled_step',
        severity: 'warning',
        message: "'Ship' takes a value from 'Get', which is switched off, so it will be empty.",
        step: 'ship',
        field: ['to'],
      },
    ]);
  });

  it('starts nothing when it is the only trigger', () => {
    const off = withStep(flow('order -> ship'), 'order', { disabled: true });
    expect(found(off)).toContainEqual({ code: 'no_trigger' });
    const two = withStep(flow('order -> ship', 'hook -> ship'), 'order', { disabled: true });
    expect(found(two)).toEqual([]);
  });
});

it('wants it chosen, not mapped, whether a step waits for all its ways', () => {
  const join = (mapping: Mapping) =>
    found(withStep(flow('order -> both'), 'both', { uses: uses('join'), inputs: { wait: mapping } }));
  expect(join(literal('any'))).toEqual([]);
  expect(join(reference('order', 'how'))).toEqual([{ code: 'choice_not_typed', step: 'both', field: ['wait'] }]);
});
