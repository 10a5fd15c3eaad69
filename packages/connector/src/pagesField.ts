import type { FieldSchema } from './hints.ts';

/** The field in which a person says how much of a list that comes page by page they want; `wantedItems` reads it. */
export const pagesField = {
  type: 'object',
  title: 'How many',
  description: 'The list comes page by page. Say how much of it you want.',
  properties: {
    take: {
      type: 'string',
      title: 'Take',
      description:
        'The first of the list, or the whole list. The whole list has at most 100,000 items or 25 MB. A “For each” straight behind this step takes a list of any length, page by page, if no other step reads the list.',
      enum: ['first', 'all'],
      default: 'first',
      'x-patchbay-labels': { first: 'The first', all: 'All there are' },
      'x-patchbay-basic': true,
    },
    count: {
      type: 'integer',
      title: 'At most',
      description: 'How many items to take.',
      minimum: 1,
      maximum: 100_000,
      default: 100,
      'x-patchbay-when': { field: 'take', is: ['first'] },
      'x-patchbay-basic': true,
    },
  },
  additionalProperties: false,
  'x-patchbay-basic': true,
  'x-patchbay-order': ['take', 'count'],
} satisfies FieldSchema;
