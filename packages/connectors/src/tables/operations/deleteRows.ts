import { hostedOperation } from '../../values/hostedOperation.ts';
import { conditionsField, countGiven, matchFields, tableField } from '../fields.ts';

/** Takes the rows that meet conditions out of a table. */
export const deleteRows = hostedOperation({
  title: 'Delete rows',
  description: 'Deletes the rows of a table that meet your conditions.',
  group: 'Write',
  keywords: ['remove', 'clear', 'delete record', 'database', 'data table'],
  effect: 'delete',
  repeat: 'key',
  typedBy: { kind: 'table', by: 'table' },
  fields: {
    table: tableField,
    conditions: { ...conditionsField, minItems: 1, description: 'Which rows to delete. At most 10,000 at a time.' },
    ...matchFields,
  },
  required: ['table', 'conditions'],
  gives: { count: { ...countGiven, description: 'How many rows were deleted.' } },
});
