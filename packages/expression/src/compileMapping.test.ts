import { describe, expect, it } from 'vitest';
import { compileMapping, type EvaluationContext, type Json, type Mapping } from './index.ts';

function contextOf(values: { [step: string]: Json }): EvaluationContext {
  return { value: (step) => values[step], now: Date.UTC(2026, 10, 22, 9) };
}

function give(mapping: Mapping, values: { [step: string]: Json } = {}): unknown {
  return compileMapping(mapping)(contextOf(values));
}

function formula(source: string, values: { [step: string]: Json } = {}): unknown {
  return give({ kind: 'formula', source }, values);
}

const order = { total: 100, qty: 3, price: 2.5, customer: { name: 'Ann', email: null }, lines: [{ sku: 'A', qty: 2 }] };

describe('compileMapping', () => {
  it('gives a literal as it is', () => {
    expect(give({ kind: 'literal', value: { a: [1] } })).toEqual({ a: [1] });
  });

  it('reads a reference through objects and lists', () => {
    expect(give({ kind: 'reference', step: 'order', path: ['lines', 0, 'sku'] }, { order })).toBe('A');
    expect(give({ kind: 'reference', step: 'order', path: ['customer', 'name'] }, { order })).toBe('Ann');
    expect(give({ kind: 'reference', step: 'order', path: [] }, { order })).toBe(order);
  });

  it('gives no value for a reference that leads nowhere, prototypes included', () => {
    for (const path of [
      ['x'],
      ['x', 'y'],
      ['lines', 4, 'sku'],
      ['lines', 'length'],
      ['constructor'],
      ['__proto__', 'x'],
    ]) {
      expect(give({ kind: 'reference', step: 'order', path }, { order })).toBeUndefined();
    }
    expect(give({ kind: 'reference', step: 'gone', path: ['x'] })).toBeUndefined();
  });

  it('joins the parts of a template, a missing value as nothing', () => {
    const parts: (Mapping & { kind: 'template' })['parts'] = [
      'Order for ',
      { kind: 'reference', step: 'order', path: ['customer', 'name'] },
      { kind: 'reference', step: 'order', path: ['customer', 'email'] },
      ': ',
      { kind: 'formula', source: 'order.qty * order.price' },
    ];
    expect(give({ kind: 'template', parts }, { order })).toBe('Order for Ann: 7.5');
  });

  it('leaves out the fields and items of an object or list that have no value', () => {
    const missing: Mapping = { kind: 'reference', step: 'order', path: ['nickname'] };
    const empty: Mapping = { kind: 'reference', step: 'order', path: ['customer', 'email'] };
    expect(give({ kind: 'object', fields: { a: missing, b: empty } }, { order })).toEqual({ b: null });
    expect(give({ kind: 'list', items: [missing, empty] }, { order })).toEqual([null]);
  });

  it('says in which nested field a formula failed', () => {
    const mapping: Mapping = {
      kind: 'object',
      fields: { lines: { kind: 'list', items: [{ kind: 'formula', source: '1 / 0' }] } },
    };
    expect(() => give(mapping)).toThrow(
      expect.objectContaining({ path: ['lines', '0'], position: { from: 0, to: 5 } }),
    );
  });

  it('computes with whole numbers and fractions alike', () => {
    expect(formula('order.qty * order.price + 1', { order })).toBe(8.5);
    expect(formula('3 * 2')).toBe(6);
    expect(formula('7 / 2')).toBe(3.5);
    expect(formula('order.total > 99 && order.qty == 3.0', { order })).toBe(true);
  });

  it('says so when data is nested too deeply to be compared', () => {
    let deep: Json = [];
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(() => formula('unique([deep])', { deep })).toThrow('The data is nested too deeply for this formula.');
  });
});
