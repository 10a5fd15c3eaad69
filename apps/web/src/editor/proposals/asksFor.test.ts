import { defineOperation } from '@patchbay/connector';
import { describe, expect, it } from 'vitest';
import { asksFor } from './asksFor.ts';

const ship = defineOperation({
  title: 'Create a shipment',
  kind: 'call',
  effect: 'create',
  repeat: 'unsafe',
  input: {
    type: 'object',
    required: ['orderId', 'recipient', 'total', 'lines'],
    properties: {
      orderId: { type: 'string', title: 'Order ID', examples: ['A-1042'] },
      recipient: { type: 'string', format: 'email', title: 'Recipient' },
      total: { type: 'number', examples: [12.5] },
      lines: { type: 'array', items: { type: 'string' } },
      note: { type: 'string' },
    },
  },
  output: {},
});

const core = (operation: string) => ({ connector: 'core', version: '1', operation });
const empty = { step: { inputs: {} }, operation: ship };

describe('a trigger in front of a step', () => {
  it('brings an example of what the step needs, when it is a request', () => {
    const asks = asksFor(core('webhook'), empty);
    expect(asks?.inputs).toMatchObject({
      example: { kind: 'literal', value: { orderId: 'A-1042', recipient: expect.stringContaining('@'), total: 12.5 } },
    });
    expect(asks?.fills).toEqual([
      { path: ['orderId'], from: ['body', 'orderId'] },
      { path: ['recipient'], from: ['body', 'recipient'] },
      { path: ['total'], from: ['body', 'total'] },
    ]);
  });

  it.each(['form', 'manual'])('asks for it in the words of the step, when it is a %s', (start) => {
    const asks = asksFor(core(start), empty);
    expect(asks?.inputs.fields).toEqual({
      kind: 'literal',
      value: [
        { name: 'orderId', label: 'Order ID', kind: 'text', required: true },
        { name: 'recipient', label: 'Recipient', kind: 'email', required: true },
        { name: 'total', label: 'Total', kind: 'number', required: true },
      ],
    });
    expect(asks?.fills[0]).toEqual({ path: ['orderId'], from: ['orderId'] });
  });

  it('asks for nothing that is filled already', () => {
    const inputs = { orderId: { kind: 'literal' as const, value: 'A-7' } };
    expect(asksFor(core('form'), { ...empty, step: { inputs } })?.fills.map(({ path }) => path[0])).toEqual([
      'recipient',
      'total',
    ]);
  });

  it('asks for the first few fields of a step that needs none', () => {
    const operation = { ...ship, input: { ...Object(ship.input), required: [] } };
    expect(asksFor(core('form'), { ...empty, operation })?.fills).toHaveLength(4);
  });

  it('cannot ask where the time starts the flow', () => {
    expect(asksFor(core('schedule'), empty)).toBeUndefined();
  });
});
