import { isObject, valueAt } from '@patchbay/connector';
import { listIn } from '../../../values/input.ts';
import { refusal } from '../../../values/refusal.ts';
import { cellsOf } from '../sheet.ts';
import { rangeIn, rowValues, sheetOperation, WRITE } from '../sheetOperation.ts';

const query = `${WRITE}&insertDataOption=INSERT_ROWS`;

const written = {
  range: { type: 'string', title: 'Where', description: 'The cells that were written.' },
  count: { type: 'integer', title: 'Rows written', description: 'How many rows were added.' },
} as const;

const sample = { range: "'Orders'!A12:D12", count: 1 };

/** Adds a row below the last one. */
export const appendRow = sheetOperation({
  title: 'Add a row',
  description: 'Writes a new row below the last one, column by column.',
  keywords: ['append', 'insert', 'add', 'new row', 'save'],
  effect: 'create',
  repeat: 'unsafe',
  fields: { values: rowValues },
  required: ['values'],
  gives: written,
  sample,
  reads: 'columns',
  request: (input, { columns }) => ({
    method: 'POST',
    range: rangeIn(input, 'A1'),
    act: ':append',
    query,
    values: [cellsOf(input.values, columns)],
  }),
  output: asWritten,
});

/** Adds many rows in one request. */
export const appendRows = sheetOperation({
  title: 'Add rows',
  description: 'Writes a list of new rows below the last one, in one go.',
  keywords: ['append', 'insert', 'bulk', 'many', 'batch'],
  effect: 'create',
  repeat: 'unsafe',
  fields: {
    rows: {
      type: 'array',
      title: 'Rows',
      description: 'A list of objects; their fields have the names of the columns.',
      items: { type: 'object', title: 'Row', description: 'A value for each column.', additionalProperties: true },
      minItems: 1,
      maxItems: 10_000,
    },
  },
  required: ['rows'],
  gives: written,
  sample: { range: "'Orders'!A12:D14", count: 3 },
  reads: 'columns',
  request: (input, { columns }) => {
    const rows = listIn(input, { name: 'rows', title: 'Rows' });
    if (rows.length === 0) throw refusal('rows_missing', 'Rows is empty, so there is nothing to add.');
    const values = rows.map((row) => cellsOf(isObject(row) ? row : undefined, columns));
    return { method: 'POST', range: rangeIn(input, 'A1'), act: ':append', query, values };
  },
  output: asWritten,
});

function asWritten(answer: unknown) {
  return {
    range: String(valueAt(answer, 'updates.updatedRange') ?? ''),
    count: Number(valueAt(answer, 'updates.updatedRows') ?? 0),
  };
}
