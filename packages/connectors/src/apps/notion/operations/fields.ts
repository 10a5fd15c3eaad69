import type { FieldSchema } from '@patchbay/connector';
import { columns, databases, pages } from '../lookups.ts';

/** The page that a step works on. */
export const pageField = {
  type: 'string',
  title: 'Page',
  description: 'A page that is shared with the integration, or an id that another step gave.',
  minLength: 1,
  examples: ['59833787-2cf9-4fdf-8782-e53db20768a5'],
  'x-patchbay-lookup': pages,
} satisfies FieldSchema;

export const databaseField = {
  type: 'string',
  title: 'Database',
  description: 'A database that is shared with the integration.',
  minLength: 1,
  examples: ['d9824bdc-8445-4327-be8b-5b47500af6ce'],
  'x-patchbay-lookup': databases,
} satisfies FieldSchema;

export const columnsField = {
  type: 'object',
  title: 'Columns',
  description: 'What to write, by the names of the columns.',
  additionalProperties: true,
  examples: [{ Name: 'Ada Lovelace', Email: 'ada@example.com' }],
  'x-patchbay-widget': 'fields',
  'x-patchbay-fields-from': columns,
  'x-patchbay-basic': true,
} satisfies FieldSchema;

export const textField = {
  type: 'string',
  title: 'Text',
  description: 'What stands on it: a line that starts with # is a heading, one with - a point of a list.',
  examples: ['Called Ada today.'],
  'x-patchbay-widget': 'text-long',
  'x-patchbay-basic': true,
} satisfies FieldSchema;

/** Asks first which columns the database has, and of which kinds. */
export const askColumns = { operation: 'getDatabase', input: { data_source_id: { from: 'data_source_id' } } };
