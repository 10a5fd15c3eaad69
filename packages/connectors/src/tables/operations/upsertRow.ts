import { hostedOperation } from '../../values/hostedOperation.ts';
import { columnField, rowField, rowGiven, tableField } from '../fields.ts';

/** Changes the row that has the same value in a column, or adds one. */
export const upsertRow = hostedOperation({
  title: 'Add or update a row',
  description: 'Changes the row that has the same value in a column you name, or adds one where there is none.',
  group: 'Write',
  keywords: ['upsert', 'create or update', 'sync', 'merge', 'find or create', 'database', 'data table'],
  effect: 'update',
  repeat: 'key',
  typedBy: { kind: 'table', by: 'table', takes: 'row', gives: { as: 'row' } },
  fields: {
    table: tableField,
    by: {
      ...columnField,
      title: 'Same row when this column is equal',
      description: 'A column that the row below has a value for. Where several rows are equal, the oldest.',
    },
    row: rowField,
  },
  required: ['table', 'by', 'row'],
  gives: {
    row: rowGiven,
    isNew: { type: 'boolean', title: 'Is new', description: 'Whether the row was added.' },
  },
});
