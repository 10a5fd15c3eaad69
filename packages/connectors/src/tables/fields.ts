import type { FieldSchema } from '@patchbay/connector';
import { comparisons, dateLabels } from '../lists/comparisons.ts';

/** The table a step works with. */
export const tableField = {
  type: 'string',
  title: 'Table',
  description: 'One of the tables of this workspace.',
  minLength: 1,
  'x-patchbay-widget': 'table',
} satisfies FieldSchema;

/** The cells of a row; the host knows the table's columns and draws a field for each. */
export const rowField = {
  title: 'Row',
  description: 'A value for each column, by its name.',
  'x-patchbay-widget': 'json',
  'x-patchbay-basic': true,
} satisfies FieldSchema;

/** A column: its id, or its name where the table is not known while the flow is drawn. */
export const columnField = {
  type: 'string',
  title: 'Column',
  description: 'A column of the table.',
  examples: ['E-mail'],
  'x-patchbay-widget': 'column',
} satisfies FieldSchema;

/** Tables look up by any comparison of the list steps but patterns, which no index answers. */
const { matches: _matches, ...compared } = comparisons;
const names = Object.keys(compared) as (keyof typeof compared)[];

/** Which rows a step is about. */
export const conditionsField = {
  type: 'array',
  title: 'Conditions',
  'x-patchbay-widget': 'rows',
  description: 'What a row must be like.',
  maxItems: 50,
  'x-patchbay-basic': true,
  items: {
    type: 'object',
    title: 'Condition',
    properties: {
      field: columnField,
      comparison: {
        type: 'string',
        title: 'Comparison',
        description: 'How the column is compared with the value.',
        enum: names,
        default: 'is',
        'x-patchbay-basic': true,
        'x-patchbay-labels': Object.fromEntries(names.map((name) => [name, compared[name].label])),
        'x-patchbay-date-labels': { of: 'field', with: 'value', labels: dateLabels },
      },
      value: {
        type: ['string', 'number', 'boolean', 'null', 'array', 'object'],
        title: 'Value',
        description: 'What to compare with. For “is one of”, a list, or values with commas between them.',
        'x-patchbay-basic': true,
      },
    },
    required: ['field'],
    additionalProperties: false,
    'x-patchbay-order': ['field', 'comparison', 'value'],
  },
} satisfies FieldSchema;

/** How the conditions count together. */
export const matchFields = {
  match: {
    type: 'string',
    title: 'A row must meet',
    description: 'Whether all conditions have to hold, or one is enough.',
    enum: ['all', 'any'],
    default: 'all',
    'x-patchbay-labels': { all: 'All conditions', any: 'Any one of them' },
  },
  ignoreCase: {
    type: 'boolean',
    title: 'Ignore capital letters',
    description: 'Whether ANN and ann count as the same.',
    default: false,
  },
} satisfies Record<string, FieldSchema>;

/** The order of the rows. */
export const sortFields = {
  sortBy: {
    ...columnField,
    title: 'Sort by',
    description: 'A column, or when the row was added or changed. Empty: as they were added.',
    'x-patchbay-labels': { addedAt: 'Added at', changedAt: 'Changed at' },
  },
  order: {
    type: 'string',
    title: 'Order',
    description: 'Which rows come first.',
    enum: ['ascending', 'descending'],
    default: 'ascending',
    'x-patchbay-labels': { ascending: 'Smallest, A or oldest first', descending: 'Largest, Z or newest first' },
  },
} satisfies Record<string, FieldSchema>;

/** A row as a step gives it, of a table that is not known yet. */
export const rowGiven = {
  type: 'object',
  title: 'Row',
  description: 'Its columns, its rowId, and when it was added and changed.',
  properties: {
    rowId: { type: 'string', title: 'Row id' },
    addedAt: { type: 'string', format: 'date-time', title: 'Added at' },
    changedAt: { type: 'string', format: 'date-time', title: 'Changed at' },
  },
  required: ['rowId', 'addedAt', 'changedAt'],
} satisfies FieldSchema;

/** How many rows a step was about. */
export const countGiven = {
  type: 'integer',
  title: 'Count',
  description: 'How many rows there are.',
  minimum: 0,
} satisfies FieldSchema;
