import { hostedOperation } from '../../values/hostedOperation.ts';
import { conditionsField, countGiven, matchFields, rowGiven, sortFields, tableField } from '../fields.ts';

/** Reads the rows that meet conditions, in order. */
export const findRows = hostedOperation({
  title: 'Find rows',
  description: 'Reads the rows of a table that meet your conditions, as a list.',
  group: 'Read',
  keywords: ['search', 'query', 'select', 'list records', 'lookup', 'get many', 'database', 'data table'],
  effect: 'read',
  repeat: 'natural',
  typedBy: { kind: 'table', by: 'table', gives: { as: 'rows', list: true } },
  fields: {
    table: tableField,
    conditions: { ...conditionsField, description: 'What a row must be like. None: every row.' },
    ...matchFields,
    ...sortFields,
    limit: {
      type: 'integer',
      title: 'At most',
      description: 'How many rows to give.',
      default: 100,
      minimum: 1,
      maximum: 10_000,
    },
  },
  required: ['table'],
  gives: {
    rows: { type: 'array', title: 'Rows', description: 'The rows, in order.', items: rowGiven },
    count: { ...countGiven, description: 'How many rows it gives.' },
  },
});
