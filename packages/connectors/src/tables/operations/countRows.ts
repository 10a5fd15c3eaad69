import { hostedOperation } from '../../values/hostedOperation.ts';
import { conditionsField, countGiven, matchFields, tableField } from '../fields.ts';

/** Counts the rows that meet conditions. */
export const countRows = hostedOperation({
  title: 'Count rows',
  description: 'Counts the rows of a table that meet your conditions, without reading them.',
  group: 'Read',
  keywords: ['number of rows', 'how many', 'exists', 'database', 'data table'],
  effect: 'read',
  repeat: 'natural',
  typedBy: { kind: 'table', by: 'table' },
  fields: {
    table: tableField,
    conditions: { ...conditionsField, description: 'What a row must be like. None: every row.' },
    ...matchFields,
  },
  required: ['table'],
  gives: { count: countGiven },
});
