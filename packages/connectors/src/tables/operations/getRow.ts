import { hostedOperation } from '../../values/hostedOperation.ts';
import { conditionsField, matchFields, rowGiven, sortFields, tableField } from '../fields.ts';

/** Reads one row. */
export const getRow = hostedOperation({
  title: 'Get one row',
  description: 'Reads the first row of a table that meets your conditions, or the one with an id.',
  group: 'Read',
  keywords: ['lookup', 'find first', 'vlookup', 'get record', 'read', 'database', 'data table'],
  effect: 'read',
  repeat: 'natural',
  typedBy: { kind: 'table', by: 'table', gives: { as: 'row' } },
  fields: {
    table: tableField,
    conditions: { ...conditionsField, description: 'What the row must be like. Where several are, the first of them.' },
    missing: {
      type: 'string',
      title: 'Where there is none',
      description: 'What happens when no row is like that.',
      enum: ['empty', 'fail'],
      default: 'empty',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { empty: 'Go on without a row', fail: 'Fail this step' },
    },
    rowId: { type: 'string', title: 'Row id', description: 'The id of the row, as another step of a table gives it.' },
    ...matchFields,
    ...sortFields,
  },
  required: ['table'],
  gives: {
    row: rowGiven,
    found: { type: 'boolean', title: 'Found', description: 'Whether there is one.' },
  },
  maybe: ['row'],
});
