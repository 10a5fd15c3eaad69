import { describe, expect, it } from 'vitest';
import { type Mapping, referencedSteps, referencesIn } from './index.ts';

describe('referencesIn', () => {
  it('finds every use of a step, in formulas too, and no name of map or bind', () => {
    const mapping: Mapping = {
      kind: 'object',
      fields: {
        a: { kind: 'reference', step: 'order', path: ['id'] },
        b: {
          kind: 'template',
          parts: ['x', { kind: 'formula', source: 'cel.bind(t, tax.rate, t * each.item.price)' }],
        },
        c: {
          kind: 'list',
          items: [{ kind: 'formula', source: 'order.lines.map(order2, order2.qty * rate.lines[0].x)' }],
        },
        d: { kind: 'formula', source: 'not a formula' },
        e: { kind: 'literal', value: 'order' },
      },
    };
    expect(referencesIn(mapping)).toEqual([
      { step: 'order', path: ['id'] },
      { step: 'tax', path: ['rate'] },
      { step: 'each', path: ['item', 'price'] },
      { step: 'order', path: ['lines'] },
      { step: 'rate', path: ['lines', 0, 'x'] },
    ]);
    expect(referencedSteps(mapping)).toEqual(['order', 'tax', 'each', 'rate']);
  });

  it('sees that an inner name hides a step of the same name', () => {
    expect(referencedSteps({ kind: 'formula', source: 'list.filter(order, order.ok) + other' })).toEqual([
      'list',
      'other',
    ]);
  });
});
