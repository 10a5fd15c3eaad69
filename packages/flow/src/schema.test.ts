import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { describe, expect, it } from 'vitest';
import { fieldsOf, itemOf, listOf, resolve, withFields } from './schema.ts';

const fields = (schema: JSONSchema) => {
  const { properties, required, others } = fieldsOf({ schema, root: schema });
  return { properties: [...properties.keys()], required: [...required], others };
};

describe('the fields of a schema', () => {
  it('come from all of its parts', () => {
    const schema: JSONSchema = {
      properties: { a: true },
      required: ['a'],
      allOf: [{ $ref: '#/$defs/B' }, { properties: { c: true }, additionalProperties: false }],
      $defs: { B: { properties: { b: true }, required: ['b'] } },
    };
    expect(fields(schema)).toEqual({ properties: ['a', 'b', 'c'], required: ['a', 'b'], others: 'closed' });
  });

  it('are required of choices only where each choice requires them', () => {
    const choice = (...required: string[]) => ({
      properties: { a: true, b: true },
      required,
      additionalProperties: false,
    });
    expect(fields({ oneOf: [choice('a', 'b'), choice('a')] })).toEqual({
      properties: ['a', 'b'],
      required: ['a'],
      others: 'closed',
    });
    expect(fields({ anyOf: [choice('a'), true] })).toEqual({ properties: ['a', 'b'], required: [], others: 'said' });
  });

  it('are unknown where a reference leads nowhere, outside or round in a circle', () => {
    const unknown = { properties: [], required: [], others: 'said' };
    expect(fields({ $ref: '#/$defs/Gone' })).toEqual(unknown);
    expect(fields({ $ref: 'https://example.com/other.json' })).toEqual(unknown);
    expect(fields({ $ref: '#/$defs/A', $defs: { A: { $ref: '#/$defs/B' }, B: { $ref: '#/$defs/A' } } })).toEqual(
      unknown,
    );
    expect(fields({ allOf: [{ $ref: '#' }], properties: { a: true } })).toMatchObject({ properties: ['a'] });
  });

  it('are read at once from a description that names each part twice, forty times over', () => {
    const $defs: Record<string, JSONSchema> = { d40: { properties: { deep: true } } };
    for (let depth = 0; depth < 40; depth += 1) {
      const next = { $ref: `#/$defs/d${depth + 1}` };
      $defs[`d${depth}`] = depth % 2 ? { allOf: [next, next] } : { oneOf: [next, next] };
    }
    expect(fields({ $ref: '#/$defs/d0', $defs })).toMatchObject({ properties: ['deep'] });
  });
});

describe('a schema put together', () => {
  const friend: JSONSchema = {
    $ref: '#/$defs/Friend',
    $defs: { Friend: { type: 'object', properties: { best: { $ref: '#/$defs/Friend' } } } },
  };

  it('of a list knows its items, and an item of it stands alone', () => {
    expect(itemOf(listOf(friend))).toEqual(friend);
    expect(itemOf(true)).toBe(true);
  });

  it('of two with the same definition names keeps them apart', () => {
    const other: JSONSchema = { $ref: '#/$defs/Friend', $defs: { Friend: { type: 'string' } } };
    const both = withFields({ type: 'object' }, { friend, other });
    expect(resolve({ schema: both.properties?.other ?? false, root: both })).toEqual({ type: 'string' });
    const best = fieldsOf({ schema: both.properties?.friend ?? false, root: both }).properties.get('best');
    expect(resolve({ schema: best ?? false, root: both })).toMatchObject({ type: 'object' });
  });

  it('keeps the title of a field whose type becomes known', () => {
    expect(withFields({ properties: { body: { title: 'Body' } } }, { body: { type: 'string' } }).properties).toEqual({
      body: { title: 'Body', type: 'string' },
    });
  });

  it('finds definitions whose names need escaping', () => {
    const schema: JSONSchema = { $ref: '#/$defs/a~1b%20c', $defs: { 'a/b c': { type: 'number' } } };
    expect(resolve({ schema, root: schema })).toEqual({ type: 'number' });
  });
});
