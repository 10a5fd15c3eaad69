import type { FieldSchema } from '@patchbay/connector';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JSONSchema } from '../data/jsonSchema.ts';
import { fieldOf, fieldsOf, foldFields } from './fieldsOf.ts';

const coded: FieldSchema = { type: 'string', 'x-patchbay-widget': 'code' };
const kindOf = (schema: JSONSchema) => fieldOf('value', schema, schema).kind;

describe('the form of a schema', () => {
  it.each<[JSONSchema, string]>([
    [{ type: 'string' }, 'text'],
    [{ type: 'string', maxLength: 5_000 }, 'long-text'],
    [coded, 'code'],
    [{ type: 'string', format: 'date-time' }, 'date'],
    [{ type: ['integer', 'null'] }, 'number'],
    [{ type: 'boolean' }, 'boolean'],
    [{ enum: ['a', 'b'] }, 'choice'],
    [{ type: 'object', properties: { a: { type: 'string' } } }, 'object'],
    [{ type: 'object', additionalProperties: true }, 'map'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: ['string', 'number'] }, 'any'],
    [{ anyOf: [{ type: 'null' }, { type: 'number' }] }, 'number'],
    [true, 'json'],
    [{}, 'json'],
  ])('draws %j as %s', (schema, kind) => {
    expect(kindOf(schema)).toBe(kind);
  });

  it('follows references and survives a schema that holds itself', () => {
    const schema: JSONSchema = {
      type: 'object',
      required: ['child'],
      properties: { child: { $ref: '#/$defs/node' }, secret: { type: 'string', readOnly: true } },
      $defs: { node: { type: 'object', title: 'Node', properties: { child: { $ref: '#/$defs/node' } } } },
    };
    const [child, ...rest] = fieldsOf(schema);
    expect(child).toMatchObject({ title: 'Node', kind: 'object', required: true });
    expect(rest).toEqual([]);
    expect(fieldsOf(child?.schema ?? {}, schema)).toHaveLength(1);
  });

  it('names fields in words and says what they take', () => {
    const [field] = fieldsOf({ type: 'object', properties: { customer_email: { type: 'string', format: 'email' } } });
    expect(field).toMatchObject({ title: 'Customer e-mail', typeText: 'E-mail address' });
  });

  it('never throws, whatever is said to be a schema', () => {
    const keyword = fc.constantFrom(
      'type',
      'properties',
      'items',
      'enum',
      'required',
      'title',
      '$ref',
      'anyOf',
      'default',
    );
    const { schema } = fc.letrec((tie) => ({
      schema: fc.oneof({ maxDepth: 4 }, fc.jsonValue(), fc.dictionary(keyword, tie('schema'))),
    }));
    fc.assert(
      fc.property(schema.filter(isWellFormed), (given) => {
        const properties = { a: given as JSONSchema };
        expect(() => fieldsOf({ type: 'object', properties })).not.toThrow();
      }),
    );
    expect(fieldsOf(false)).toEqual([]);
  });

  it('folds optional fields without a value, but not a lone one', () => {
    const schema: JSONSchema = {
      type: 'object',
      required: ['a'],
      properties: { a: {}, b: { type: 'string' }, c: { type: 'string' }, d: { type: 'string' } },
    };
    const names = (filled: string[]) => {
      const { first, optional, folded } = foldFields(fieldsOf(schema), ({ name }) => filled.includes(name));
      return [first, optional, folded].map((group) => group.map(({ name }) => name).join(''));
    };
    expect(names([])).toEqual(['a', 'bcd', 'bcd']);
    expect(names(['c'])).toEqual(['a', 'bcd', 'bd']);
    expect(names(['b', 'c'])).toEqual(['a', 'bcd', '']);
  });

  it('keeps the place of every field, whichever are filled', () => {
    const some = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(some, fc.nat(3), fc.func(fc.boolean()), (names, needed, isFilled) => {
        const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
        const fields = fieldsOf({ type: 'object', required: names.slice(0, needed), properties });
        const placed = (filled: (name: string) => boolean) => {
          const { first, optional } = foldFields(fields, ({ name }) => filled(name));
          return [...first, ...optional];
        };
        expect(placed(isFilled)).toEqual(placed(() => false));
        expect(new Set(placed(isFilled))).toEqual(new Set(fields));
      }),
    );
  });
});

/** What the import of a description lets through: keywords of the right shape. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'boolean') return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { type, properties, items, enum: choices, required, $ref, anyOf } = value as Record<string, unknown>;
  return (
    (type === undefined || typeof type === 'string') &&
    (properties === undefined || (isWellFormed(properties) && typeof properties === 'object')) &&
    (items === undefined || isWellFormed(items)) &&
    (choices === undefined || Array.isArray(choices)) &&
    (required === undefined || Array.isArray(required)) &&
    ($ref === undefined || typeof $ref === 'string') &&
    (anyOf === undefined || (Array.isArray(anyOf) && anyOf.every(isWellFormed)))
  );
}

it('picks a column of a table', () => {
  const by = { type: 'string', 'x-patchbay-widget': 'column' } as const;
  const [field] = fieldsOf({ type: 'object', properties: { by } });
  expect(field).toMatchObject({ kind: 'pick', typeText: 'Column' });
});
