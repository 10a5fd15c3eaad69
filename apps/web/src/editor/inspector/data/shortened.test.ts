import type { Json } from '@patchbay/expression';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortened } from './shortened.ts';

const row = (at: number): Json => ({ id: `ID-${at}`, total: at, tags: ['a', 'b'] });

describe('a value that is too long for an example', () => {
  it('stays what it is where it is short enough', () => {
    const value = { items: [1, 2, 3] };
    expect(shortened(value, 1_000)).toBe(value);
  });

  it('keeps the first items of its lists, and those with fields that only they have', () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => row(at));
    rows[20_000] = { id: 'late', discount: 5 };
    const short = shortened({ orderId: 'A-1', rows }, 10_000) as { orderId: string; rows: Json[] };
    expect(JSON.stringify(short).length).toBeLessThanOrEqual(10_000);
    expect(short.orderId).toBe('A-1');
    expect(short.rows[0]).toEqual(row(0));
    expect(short.rows).toContainEqual({ id: 'late', discount: 5 });
  });

  it('keeps the beginning of its texts, and no half of an emoji', () => {
    expect(shortened(`${'x'.repeat(1_999)}🙋${'y'.repeat(9_000)}`, 5_000)).toBe('x'.repeat(1_999));
  });

  it('keeps some of very many fields', () => {
    const fields = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`field ${at}`, at]));
    const short = shortened(fields, 10_000);
    expect(short).toMatchObject({ 'field 0': 0, 'field 99': 99 });
    expect(JSON.stringify(short).length).toBeLessThanOrEqual(10_000);
  });

  it('is of the same kind as before, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(200), (value, most) => {
        const short = shortened(value as Json, most);
        expect(Array.isArray(short)).toBe(Array.isArray(value));
        expect(typeof short).toBe(typeof value);
        expect(JSON.stringify(short).length).toBeLessThanOrEqual(JSON.stringify(value).length);
      }),
    );
  });
});
