import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DecimalPoint } from './plainNumber.ts';
import { readNumber } from './readNumber.ts';

it.each([
  ['12', 12],
  [' 1.5 ', 1.5],
  ['1.234', 1.234],
  ['-3e2', -300],
  ['1.234,50', 1234.5],
  ['1,234.50', 1234.5],
  ['1.234.567', 1234567],
  ['€ 12', 12],
  ['12,5 %', 12.5],
  ['CHF 1’200.00', 1200],
  ['1 234,5 kg', 1234.5],
  ['(12.50)', -12.5],
  ['−7', -7],
  ['$-1,000.00', -1000],
  ['0,125', 0.125],
  ['1200,500', 1200.5],
])('reads “%s”', (text, number) => {
  expect(readNumber(text)).toBe(number);
});

it.each(['1,234', '€ 1.234', '', 'abc', '1,23,4', '12.50.3', '1.2,3.4', 'a 1 b 2', '1e999', '--5', '12-13'])(
  'does not guess what “%s” is',
  (text) => {
    expect(readNumber(text)).toBeUndefined();
  },
);

it('reads by the point it is told', () => {
  expect([readNumber('1,234', ','), readNumber('1,234', '.'), readNumber('€ 1.234', ',')]).toEqual([1.234, 1234, 1234]);
});

it('reads back whatever was written with groups and a point', () => {
  const points = fc.constantFrom<DecimalPoint>('.', ',');
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      points,
      fc.constantFrom('', '€ ', 'USD '),
      (cents, point, money) => {
        const [whole = '', decimals = ''] = (Math.abs(cents) / 100).toFixed(2).split('.');
        const grouped = whole.replaceAll(/\d(?=(?:\d{3})+$)/g, `$&${point === '.' ? ',' : '.'}`);
        const written = `${money}${cents < 0 ? '-' : ''}${grouped}${point}${decimals}`;
        expect(readNumber(written, point)).toBeCloseTo(cents / 100, 5);
        expect(readNumber(written)).toBeCloseTo(cents / 100, 5);
      },
    ),
  );
});

it('ends on any text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      expect(Number.isFinite(readNumber(text) ?? 0)).toBe(true);
    }),
  );
});
