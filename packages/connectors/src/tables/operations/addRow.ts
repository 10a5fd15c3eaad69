import { hostedOperation } from '../../values/hostedOperation.ts';
import { rowField, rowGiven, tableField } from '../fields.ts';

/** Adds a row at the end of a table. */
export const addRow = hostedOperation({
  title: 'Add a row',
  description: 'Adds a row to a table of this workspace.',
  group: 'Write',
  keywords: ['insert', 'create record', 'append', 'spreadsheet', 'database', 'data table', 'store', 'save'],
  effect: 'create',
  repeat: 'key',
  typedBy: { kind: 'table', by: 'table', takes: 'row', gives: { as: 'row' } },
  fields: { table: tableField, row: rowField },
  required: ['table', 'row'],
  gives: { row: rowGiven },
});
