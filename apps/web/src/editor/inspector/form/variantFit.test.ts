import { variantsOf } from '@patchbay/connector';
import type { Json, Mapping } from '@patchbay/expression';
import { describe, expect, it } from 'vitest';
import { fieldOf, fieldsOf } from './fieldsOf.ts';
import { kindOfMapping, switchedKind } from './variantFit.ts';

const told = {
  title: 'Source',
  oneOf: [
    {
      title: 'Card',
      type: 'object',
      properties: { type: { const: 'card' }, number: { type: 'string' }, owner: { type: 'string' } },
      required: ['type', 'number'],
    },
    {
      title: 'Bank account',
      type: 'object',
      properties: { type: { const: 'bank' }, iban: { type: 'string' }, owner: { type: 'string' } },
      required: ['type', 'iban'],
    },
  ],
} as const;

const untold = {
  oneOf: [
    { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } }, required: ['street'] },
    { type: 'object', properties: { place: { type: 'string' }, city: { type: 'string' } }, required: ['place'] },
    { type: 'array', items: { type: 'string' } },
    { type: 'string' },
  ],
} as const;

const typed = (value: Json): Mapping => ({ kind: 'literal', value });

function kindsOf(schema: typeof told | typeof untold) {
  const variants = variantsOf(schema, schema);
  if (variants === undefined) throw new Error('there are no kinds');
  return { variants, root: schema };
}

describe('which kind a value is of', () => {
  it.each<[string, Mapping | undefined, number | undefined]>([
    ['its telling field says', { kind: 'object', fields: { type: typed('bank') } }, 1],
    ['nothing says, where nothing is filled in', undefined, undefined],
    ['nothing says, where it comes from elsewhere', { kind: 'reference', step: 'ask', path: [] }, undefined],
  ])('%s', (_what, mapping, kind) => {
    expect(kindOfMapping(mapping, kindsOf(told))).toBe(kind);
  });

  it.each<[string, Mapping, number | undefined]>([
    [
      'the fields that are filled in',
      { kind: 'object', fields: { place: { kind: 'reference', step: 'a', path: [] } } },
      1,
    ],
    ['what takes the value as it is', typed({ street: 'Market Street' }), 0],
    ['being a list', { kind: 'list', items: [] }, 2],
    ['being a text', typed('Berlin'), 3],
  ])('is told by %s where no field says', (_what, mapping, kind) => {
    expect(kindOfMapping(mapping, kindsOf(untold))).toBe(kind);
  });
});

describe('picking another kind', () => {
  const [card, bank] = kindsOf(told).variants.variants;

  it('keeps the fields that both have, and says which kind it is now', () => {
    const before: Mapping = {
      kind: 'object',
      fields: { type: typed('card'), number: typed('4242'), owner: { kind: 'reference', step: 'ask', path: [] } },
    };
    expect(bank && switchedKind(before, bank, kindsOf(told))).toEqual({
      kind: 'object',
      fields: { type: typed('bank'), owner: { kind: 'reference', step: 'ask', path: [] } },
    });
  });

  it('fills in the kind of what was empty, and leaves alone what comes from elsewhere', () => {
    expect(card && switchedKind(undefined, card, kindsOf(told))).toEqual({
      kind: 'object',
      fields: { type: typed('card') },
    });
    const plugged: Mapping = { kind: 'reference', step: 'ask', path: [] };
    expect(card && switchedKind(plugged, card, kindsOf(told))).toBe(plugged);
  });

  it('drops what the new kind cannot be', () => {
    const kinds = kindsOf(untold);
    const [, , list, text] = kinds.variants.variants;
    expect(list && switchedKind(typed('Berlin'), list, kinds)).toBeUndefined();
    expect(text && switchedKind(typed('Berlin'), text, kinds)).toEqual(typed('Berlin'));
  });
});

describe('a field of several kinds', () => {
  it('is a picker, also where it holds itself, and no picker for plain values or "or nothing"', () => {
    const root = {
      $defs: {
        Rule: { anyOf: [{ $ref: '#/$defs/Rules' }, { type: 'object', properties: { field: {} } }] },
        Rules: { type: 'object', properties: { all: { type: 'array', items: { $ref: '#/$defs/Rule' } } } },
      },
    } as const;
    const rule = fieldOf('rule', { $ref: '#/$defs/Rule' }, root);
    expect(rule.kind).toBe('variant');
    const [all] = fieldsOf(rule.variants?.variants[0]?.schema ?? {}, root);
    expect(all && fieldOf('0', all.schema.items ?? true, root).kind).toBe('variant');
    expect(fieldOf('a', { oneOf: [{ type: 'string' }, { type: 'number' }] }, true).kind).toBe('any');
    expect(fieldOf('a', { anyOf: [{ type: 'object', properties: { b: {} } }, { type: 'null' }] }, true).kind).toBe(
      'object',
    );
  });

  it('puts what the API will take away last', () => {
    const schema = {
      type: 'object',
      properties: { old: { type: 'string', deprecated: true }, fresh: { type: 'string' } },
    } as const;
    expect(fieldsOf(schema).map(({ name }) => name)).toEqual(['fresh', 'old']);
  });
});
