import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { describe, expect, it } from 'vitest';
import { accepts } from './accepts.ts';
import { flattenSchema } from './flattenSchema.ts';
import type { SchemaObject } from './localRef.ts';
import { variantsOf } from './variantsOf.ts';

const card = {
  title: 'Card',
  type: 'object',
  properties: { type: { const: 'card' }, number: { type: 'string' } },
  required: ['type'],
} as const;
const bank = {
  title: 'Bank',
  type: 'object',
  properties: { type: { enum: ['bank'] }, iban: { type: 'string' } },
} as const;

const titles = (schema: SchemaObject, root: JSONSchema = schema) =>
  variantsOf(schema, root)?.variants.map(({ title }) => title);

describe('the kinds a person picks from', () => {
  it('are the branches, with the field that tells them apart', () => {
    const found = variantsOf({ title: 'Source', oneOf: [card, bank] }, true);
    expect(found?.by).toBe('type');
    expect(found?.variants.map(({ title, value }) => [title, value])).toEqual([
      ['Card', 'card'],
      ['Bank', 'bank'],
    ]);
    const whole = flattenSchema(found?.variants[1]?.schema ?? {}, true).schema;
    expect([whole.title, Object.keys(whole.properties ?? {})]).toEqual(['Source', ['type', 'iban']]);
  });

  it('keep what all of them have in common', () => {
    const schema: SchemaObject = {
      type: 'object',
      properties: { amount: { type: 'number' } },
      required: ['amount'],
      anyOf: [card, bank],
    };
    const [first] = variantsOf(schema, true)?.variants ?? [];
    const whole = flattenSchema(first?.schema ?? {}, true).schema;
    expect([Object.keys(whole.properties ?? {}), whole.required]).toEqual([
      ['amount', 'type', 'number'],
      ['amount', 'type'],
    ]);
    expect(accepts(first?.schema ?? false, { amount: 1, type: 'bank' })).toBe(false);
  });

  it('are found behind references, also of a schema that holds itself', () => {
    const rule: SchemaObject = { $ref: '#/$defs/Rule' };
    const root: JSONSchema = {
      $defs: {
        Rule: { oneOf: [{ $ref: '#/$defs/All' }, { $ref: '#/$defs/Field' }] },
        All: { title: 'All of', type: 'object', properties: { rules: { type: 'array', items: rule } } },
        Field: { title: 'One field', type: 'object', properties: { name: { type: 'string' } } },
      },
    };
    expect(titles(rule, root)).toEqual(['All of', 'One field']);
  });

  it.each<[string, SchemaObject]>([
    ['something or nothing', { anyOf: [card, { type: 'null' }] }],
    ['plain values side by side', { oneOf: [{ type: 'string' }, { type: 'number' }] }],
    [
      'a choice of what must be filled in',
      { type: 'object', properties: { a: true, b: true }, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    ],
    ['no alternatives', card],
  ])('are none for %s', (_what, schema) => {
    expect(variantsOf(schema, true)).toBeUndefined();
  });

  it('get words where the description has none', () => {
    const schema: SchemaObject = {
      oneOf: [
        { type: 'string' },
        { type: 'array', items: { type: 'string' } },
        { required: ['url'], properties: { url: {} } },
      ],
    };
    expect(titles(schema)).toEqual(['Text', 'List', 'With url']);
  });

  it('end for schemas that only lead to each other', () => {
    const root: JSONSchema = {
      $defs: { A: { anyOf: [{ $ref: '#/$defs/B' }, { $ref: '#/$defs/A' }] }, B: { allOf: [{ $ref: '#/$defs/A' }] } },
    };
    expect(titles({ $ref: '#/$defs/A' }, root)).toBeUndefined();
  });
});
