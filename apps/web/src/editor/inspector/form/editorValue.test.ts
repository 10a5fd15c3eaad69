import type { Formula, Json, Mapping, Reference } from '@patchbay/expression';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappingOf, type Part, partsOf, type Reading } from './editorValue.ts';
import { partsIn, pillsIn, textOf } from './pillText.ts';

const reference = fc.record({
  kind: fc.constant('reference' as const),
  step: fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/),
  path: fc.array(fc.oneof(fc.string(), fc.nat(20)), { maxLength: 4 }),
}) satisfies fc.Arbitrary<Reference>;
const formula = fc.record({
  kind: fc.constant('formula' as const),
  source: fc.string(),
}) satisfies fc.Arbitrary<Formula>;
const typed = fc.string().filter((text) => !/[\uE000\uE001]/.test(text));
const part: fc.Arbitrary<Part> = fc.oneof(typed, reference, formula);
const reading = fc.constantFrom<Reading>('text', 'number', 'any');
const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('12', 'true', 'null', '"quoted"', '""', '1e5', '-0', ' 7 ', '007', '12345678901234567890'),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
  fc.boolean(),
  fc.constant(null),
);

describe('a field’s value', () => {
  it('keeps the type of a value typed into a field that takes anything', () => {
    fc.assert(
      fc.property(scalar, (value) => {
        const parts = partsOf({ kind: 'literal', value }, 'any');
        expect(mappingOf(parts ?? [], 'any')).toEqual({ kind: 'literal', value });
      }),
    );
  });

  it('keeps a number that is too large to be exact a number', () => {
    const literal = { kind: 'literal' as const, value: 2 ** 53 };
    expect(mappingOf(partsOf(literal, 'any') ?? [], 'any')).toEqual(literal);
  });

  it('comes back the same after it was drawn, for every mapping of one line', () => {
    const mapping: fc.Arbitrary<Mapping> = fc.oneof(
      fc.string({ minLength: 1 }).map((value): Mapping => ({ kind: 'literal', value })),
      reference,
      formula,
    );
    fc.assert(
      fc.property(mapping, (before) => {
        expect(mappingOf(partsOf(before, 'text') ?? [], 'text')).toEqual(before);
      }),
    );
  });

  it('is settled: drawn and read once, it stays as it is', () => {
    fc.assert(
      fc.property(fc.array(part), reading, (parts, how) => {
        const once = mappingOf(parts, how);
        expect(mappingOf(partsOf(once, how) ?? [], how)).toEqual(once);
      }),
    );
  });

  it.each<[string, Reading, Mapping | undefined]>([
    ['', 'text', undefined],
    ['12', 'text', { kind: 'literal', value: '12' }],
    ['12', 'number', { kind: 'literal', value: 12 }],
    ['12 €', 'number', { kind: 'literal', value: '12 €' }],
    ['true', 'any', { kind: 'literal', value: true }],
    ['"true"', 'any', { kind: 'literal', value: 'true' }],
    ['0049', 'any', { kind: 'literal', value: '0049' }],
  ])('reads %j as %s', (text, how, mapping) => {
    expect(mappingOf([text], how)).toEqual(mapping);
  });

  it('lets a lone pill keep its type, also beside a stray space in a field for numbers', () => {
    const pill: Reference = { kind: 'reference', step: 'order', path: ['total'] };
    expect(mappingOf([pill], 'number')).toEqual(pill);
    expect(mappingOf([' ', pill, ' '], 'number')).toEqual(pill);
    expect(mappingOf(['EUR ', pill], 'text')).toEqual({ kind: 'template', parts: ['EUR ', pill] });
  });
});

describe('a field as one text', () => {
  it('gives back text and pills, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = textOf(parts);
        expect(textOf(partsIn(text))).toBe(text);
        expect(pillsIn(text)).toHaveLength(parts.filter((one) => typeof one !== 'string').length);
      }),
    );
  });

  it('drops what is left of a pill that was cut', () => {
    const text = textOf(['a ', { kind: 'formula', source: '1 + 1' }, ' b']);
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(partsIn(text.slice(0, cut)).every((one) => typeof one !== 'string' || !/[\uE000\uE001]/.test(one))).toBe(
        true,
      );
    }
  });
});
