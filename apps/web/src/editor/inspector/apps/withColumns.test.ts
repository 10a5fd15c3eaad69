import { expect, it } from 'vitest';
import { fieldOf, fieldsOf } from '../form/fieldsOf.ts';
import { hasOwnFields, withColumns } from './withColumns.ts';

const contact = {
  type: 'object',
  properties: { email: { type: 'string', title: 'E-mail' }, name: { type: 'string', title: 'Name' } },
  required: ['name'],
  additionalProperties: { type: 'string' },
  'x-patchbay-order': ['name', 'email'],
} as const;

it('puts what the API knows behind the fields of its own', () => {
  const field = fieldOf('contact', contact, contact);
  expect(hasOwnFields(field)).toBe(true);
  const all = withColumns(field, [
    ['lamp', { type: 'string', title: 'Favourite lamp' }],
    ['email', { type: 'string', title: 'Another e-mail' }],
  ]);
  expect(fieldsOf(all.schema, all.root).map(({ name, title, required }) => [name, title, required])).toEqual([
    ['name', 'Name', true],
    ['email', 'E-mail', false],
    ['lamp', 'Favourite lamp', false],
  ]);
});

it('knows an object that has only what the API knows', () => {
  const row = { type: 'object', additionalProperties: true } as const;
  expect(hasOwnFields(fieldOf('row', row, row))).toBe(false);
});
