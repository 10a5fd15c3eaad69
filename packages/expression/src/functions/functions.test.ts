import { describe, expect, it } from 'vitest';
import { checkMapping, compileMapping, describeSchema, functions, typeOfMapping } from '../index.ts';
import { kindOfValue, kindsOf, typeOf } from '../types/type.ts';

const context = { value: () => undefined, now: Date.UTC(2026, 10, 22, 9, 30) };

describe('functions', () => {
  it.each(functions.map((each) => [each.signature, each] as const))(
    '%s does what its example says',
    (_, { example }) => {
      const mapping = { kind: 'formula', source: example.formula } as const;
      expect(compileMapping(mapping)(context)).toEqual(example.result);
      expect(checkMapping(mapping, { environment: {} })).toEqual([]);
      const type = typeOf(typeOfMapping(mapping, {}));
      expect(kindsOf(type) & kindOfValue(example.result), `typed as ${describeSchema(type.schema)}`).not.toBe(0);
    },
  );

  it('has every function once, about sixty and more, each in a sentence', () => {
    const names = functions.map((each) => each.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(60);
    for (const { sentence, signature, name } of functions) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(signature).toContain(`${name}(`);
    }
  });
});

const evaluate = (source: string) => compileMapping({ kind: 'formula', source })(context);

it('writes money with the decimals of its currency', () => {
  expect(evaluate('money(4990, "eur")')).toBe('49.90 EUR');
  expect(evaluate('money(4990, "JPY")')).toBe('4,990 JPY');
  expect(evaluate('money(-5, "usd")')).toBe('-0.05 USD');
  expect(() => evaluate('money(1, "euros")')).toThrow('“EUROS” is not a currency. Write its three letters');
});
