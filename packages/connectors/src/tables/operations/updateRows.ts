import { hostedOperation } from '../../values/hostedOperation.ts';
import { conditionsField, countGiven, matchFields, rowField, rowGiven, tableField } from '../fields.ts';

/** Changes cells of the rows that meet conditions. */
export const updateRows = hostedOperation({
  title: 'Update rows',
  description: 'Changes the rows of a table that meet your conditions. Columns you leave out keep what they hold.',
  group: 'Write',
  keywords: ['edit', 'change', 'modify record', 'set', 'spreadsheet', 'database', 'data table'],
  effect: 'update',
  repeat: 'key',
  typedBy: { kind: 'table', by: 'table', takes: 'row', gives: { as: 'rows', list: true } },
  fields: {
    table: tableField,
    conditions: { ...conditionsField, minItems: 1, description: 'Which rows to change. At most 10,000 at a time.' },
    row: { ...rowField, title: 'Changes', description: 'The new value of each column to change.' },
    ...matchFields,
  },
  required: ['table', 'conditions', 'row'],
  gives: {
    rows: { type: 'array', title: 'Rows', description: 'The first 100 of them, as they are now.', items: rowGiven },
    count: { ...countGiven, description: 'How many rows were changed.' },
  },
});
