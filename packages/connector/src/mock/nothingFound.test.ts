import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Operation } from '../connector.ts';
import { nothingFound } from './nothingFound.ts';

const list: JSONSchema = { type: 'array', items: { type: 'string' } };
const reading = (output: JSONSchema, more: Partial<Operation> = {}) =>
  nothingFound({ kind: 'call', effect: 'read', output, ...more });

it.each<[string, JSONSchema, unknown]>([
  ['a list', list, []],
  [
    'a row that may not be there',
    { type: 'object', properties: { row: true, found: { type: 'boolean' } } },
    { row: null, found: false },
  ],
  [
    'a list with what is said of it',
    {
      type: 'object',
      properties: {
        data: list,
        total_count: { type: 'integer' },
        has_more: { type: 'boolean' },
        next: { type: ['string', 'null'] },
      },
      required: ['data', 'total_count', 'has_more', 'next'],
    },
    { data: [], total_count: 0, has_more: false, next: null },
  ],
])('is %s without anything in it', (_what, output, nothing) => {
  expect(reading(output)).toEqual(nothing);
});

it('is an empty list of what comes page by page', () => {
  expect(reading(true, { paging: { style: 'link', items: '' } })).toEqual({ items: [], count: 0, hasMore: false });
});

it.each<[string, JSONSchema, Partial<Operation>?]>([
  ['changes something', list, { effect: 'create' }],
  ['is carried out here', list, { kind: 'pure' }],
  ['reads one thing, which has a list', { type: 'object', properties: { id: { type: 'string' }, lines: list } }],
  ['gives nobody knows what', true],
])('is not known of an operation that %s', (_what, output, more) => {
  expect(reading(output, more)).toBeUndefined();
});

it('is JSON, whatever an answer is said to be', () => {
  const name = fc.constantFrom('data', 'found', 'total', 'next', 'rows', '__proto__');
  const type = fc.constantFrom('array', 'boolean', 'integer', 'null', 'object', 'string');
  fc.assert(
    fc.property(fc.dictionary(name, fc.record({ type })), (properties) => {
      const nothing = reading({ type: 'object', properties: properties as Record<string, JSONSchema> });
      expect(nothing === undefined || JSON.parse(JSON.stringify(nothing))).toEqual(nothing ?? true);
    }),
  );
});
