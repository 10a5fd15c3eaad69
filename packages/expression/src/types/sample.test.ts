import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMapping, describeSchema, type Json, schemaFromSample } from '../index.ts';

describe('schemaFromSample', () => {
  it('learns fields, dates and lists from one sample', () => {
    expect(
      schemaFromSample({ id: 'A', at: '2026-11-22T09:30:00Z', day: '2026-11-22', n: 1, ok: true, none: null }),
    ).toEqual({
      type: 'object',
      properties: {
        id: { type: 'string' },
        at: { type: 'string', format: 'date-time' },
        day: { type: 'string', format: 'date' },
        n: { type: 'number' },
        ok: { type: 'boolean' },
        none: {},
      },
    });
  });

  it('learns an item from all items of a ragged list', () => {
    expect(schemaFromSample([{ a: 1 }, { b: 'x', a: null }, { a: 'one' }])).toEqual({
      type: 'array',
      items: {
        type: 'object',
        properties: { a: { anyOf: [{ type: 'number' }, { type: 'string' }] }, b: { type: 'string' } },
      },
    });
    expect(schemaFromSample([])).toEqual({ type: 'array' });
    expect(schemaFromSample({ empty: {} })).toEqual({ type: 'object', properties: { empty: { type: 'object' } } });
  });

  it('learns a schema that the sample itself fits', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const expected = schemaFromSample(value as Json);
        expect(checkMapping({ kind: 'literal', value: value as Json }, { environment: {}, expected })).toEqual([]);
      }),
    );
  });
});

describe('describeSchema', () => {
  it.each([
    [{ type: 'number' }, 'a number'],
    [{ type: 'integer' }, 'a whole number'],
    [{ type: 'string', format: 'date' }, 'a date'],
    [{ type: ['string', 'null'] }, 'text'],
    [{ type: 'array', items: { type: 'string' } }, 'a list of text'],
    [{ type: 'array', items: { type: 'array', items: { type: 'number' } } }, 'a list of lists of numbers'],
    [{ anyOf: [{ type: 'number' }, { type: 'boolean' }] }, 'a number or a yes or no'],
    [{ enum: ['a', 'b'] }, 'text'],
    [{}, 'anything'],
    [{ type: 'object' }, 'an object'],
    [{ type: 'object', 'x-patchbay-widget': 'file' }, 'a file'],
    [{ anyOf: [{ type: 'string' }, { type: 'object', 'x-patchbay-widget': 'file' }] }, 'text or a file'],
    [{ type: 'array', items: { type: 'object', 'x-patchbay-widget': 'file' } }, 'a list of files'],
  ] as const)('%j is %s', (schema, words) => {
    expect(describeSchema(schema as never)).toBe(words);
  });
});
