import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DecimalPoint, plainNumber } from './plainNumber.ts';

const points = fc.constantFrom<DecimalPoint>('.', ',');

/** A number with its thousands grouped, as one country writes it. */
function written({ whole, fraction, point }: { whole: number; fraction: string; point: DecimalPoint }): string {
  const grouped = String(whole).replaceAll(/\d(?=(?:\d{3})+$)/g, `$&${point === '.' ? ',' : '.'}`);
  return fraction === '' ? grouped : `${grouped}${point}${fraction}`;
}

const numbers = fc.record({
  whole: fc.nat(1e9),
  fraction: fc.stringMatching(/^\d{0,6}$/),
  point: points,
});

it('reads back what was written by the point it is told, whatever it is', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const plain = plainNumber(written(number), number.point);
      expect(Number(plain)).toBe(Number(`${number.whole}.${number.fraction || '0'}`));
    }),
  );
});

it('never takes one number for another where no point is told: it is right, or says that it is unclear', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const text = written(number);
      const plain = plainNumber(text);
      const isEither = /^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
      expect(plain === 'unclear' ? plain : Number(plain)).toBe(
        isEither ? 'unclear' : Number(`${number.whole}.${number.fraction || '0'}`),
      );
    }),
  );
});

it('gives what `Number` reads, or nothing, of any digits and marks', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\d.,]{1,30}$/), fc.option(points, { nil: undefined }), (marked, point) => {
      expect(plainNumber(marked, point) ?? 'nothing').toMatch(
        point === undefined ? /^(\d+\.\d+|nothing|unclear)$/ : /^(\d+\.\d+|nothing)$/,
      );
    }),
  );
});
