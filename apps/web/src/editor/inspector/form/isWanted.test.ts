import type { Mapping } from '@patchbay/expression';
import { expect, it } from 'vitest';
import { fieldsOf } from './fieldsOf.ts';
import { isWanted } from './isWanted.ts';

const schema = {
  type: 'object',
  properties: {
    every: { type: 'string', enum: ['day', 'week'], default: 'day' },
    at: { type: 'string' },
    weekdays: { type: 'array', 'x-patchbay-when': { field: 'every', is: ['week'] } },
  },
} as const;

function shown(every?: Mapping): string[] {
  const fields = fieldsOf(schema);
  const mappingOf = (name: string) => (name === 'every' ? every : undefined);
  return fields.filter((field) => isWanted(field, { fields, mappingOf })).map(({ name }) => name);
}

it('draws a field only for the choice it belongs to, typed or usual', () => {
  expect(shown()).toEqual(['every', 'at']);
  expect(shown({ kind: 'literal', value: 'week' })).toEqual(['every', 'at', 'weekdays']);
  expect(shown({ kind: 'reference', step: 'order', path: ['every'] })).toEqual(['every', 'at', 'weekdays']);
});

it('keeps a filled field in sight where it says so', () => {
  const body = { type: 'string', 'x-patchbay-when': { field: 'method', is: ['POST'], orFilled: true } } as const;
  const fields = fieldsOf({ type: 'object', properties: { method: { type: 'string', default: 'GET' }, body } });
  const names = (filled: Readonly<Record<string, Mapping>>) =>
    fields.filter((field) => isWanted(field, { fields, mappingOf: (name) => filled[name] })).map(({ name }) => name);
  expect(names({})).toEqual(['method']);
  expect(names({ method: { kind: 'literal', value: 'POST' } })).toEqual(['method', 'body']);
  expect(names({ body: { kind: 'literal', value: 'Hello' } })).toEqual(['method', 'body']);
});
