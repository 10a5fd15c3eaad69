import { readNumber as readInFormula } from '@patchbay/expression';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ReadNumber, readNumber } from './readNumber.ts';

it.each<[string, ReadNumber]>([
  ['12', 12],
  ['-12.5', -12.5],
  ['250,5', 250.5],
  ['250,50', 250.5],
  ['0,125', 0.125],
  ['1.2345', 1.2345],
  ['1.200,50', 1200.5],
  ['1,200.50', 1200.5],
  ['1.200.300', 1_200_300],
  ['1 200', 1200],
  ["1'200.50", 1200.5],
  ['1 200,5', 1200.5],
  ['500 €', 500],
  ['€500', 500],
  ['-€ 12,50', -12.5],
  ['EUR 1200', 1200],
  ['12.50 CHF', 12.5],
  ['1.200', 'unclear'],
  ['12,500', 'unclear'],
  ['1200.500', 1200.5],
  ['1.2.3', undefined],
  ['1,20.50', undefined],
  ['1.200,50,10', undefined],
  ['12 34', undefined],
  ['.5', undefined],
  ['5 km', undefined],
  ['about 500', undefined],
  ['1e3', undefined],
  ['1234567890123456', undefined],
  ['12,', undefined],
  ['', undefined],
])('reads %j as %j', (text, expected) => {
  expect(readNumber(text)).toBe(expected);
});

it('reads every amount as it was meant, in the ways of two countries', () => {
  const amount = fc.integer({ min: 0, max: 99_999_999_999 });
  fc.assert(
    fc.property(amount, (cents) => {
      const value = cents / 100;
      for (const locale of ['en', 'de']) {
        const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(value);
        expect(readNumber(text)).toBe(value);
        expect(readNumber(`${text} €`)).toBe(value);
      }
    }),
  );
});

it('never reads another number than a formula does', () => {
  const letters = fc.constantFrom(..."0123456789.,.,00 '-+€%", 'EUR', ' kg');
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 14 }), (drawn) => {
      const here = readNumber(drawn.join(''));
      const there = readInFormula(drawn.join('')) ?? here;
      expect(typeof here === 'number' ? here : there).toBe(there);
    }),
    { numRuns: 2_000 },
  );
});
