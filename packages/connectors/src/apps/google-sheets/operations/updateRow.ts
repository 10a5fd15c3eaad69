import { valueAt } from '@patchbay/connector';
import { type Input, textIn, wholeNumberIn } from '../../../values/input.ts';
import { refusal } from '../../../values/refusal.ts';
import { cellsOf, rowsWith, type Sheet } from '../sheet.ts';
import { columnField, rangeIn, rowValues, sheetOperation, WRITE } from '../sheetOperation.ts';

const row = { type: 'integer', title: 'Row number', description: 'Which row of the sheet it is.' } as const;

/** Changes cells of a row whose number is known, as `readRows` and `findRow` give it. */
export const updateRow = sheetOperation({
  title: 'Change a row',
  description: 'Writes into a row whose number you have, as finding and reading rows give it.',
  keywords: ['update', 'edit', 'set', 'write', 'cell'],
  effect: 'update',
  repeat: 'natural',
  fields: {
    row: {
      type: 'integer',
      title: 'Row number',
      description: 'Which row; the first one names the columns.',
      minimum: 2,
      examples: [2],
    },
    values: rowValues,
  },
  required: ['row', 'values'],
  gives: { row, isNew: { type: 'boolean', title: 'Added', description: 'Whether the row is new.' } },
  sample: { row: 2, isNew: false },
  reads: 'columns',
  request: (input, sheet) => change(input, sheet, rowIn(input)),
  output: (_answer, input) => ({ row: rowIn(input), isNew: false }),
});

/** Changes the row that has a value in a column, and adds one where there is none. */
export const upsertRow = sheetOperation({
  title: 'Add or change a row',
  description: 'Changes the first row that has a value in a column, and adds a row where there is none.',
  keywords: ['upsert', 'sync', 'merge', 'update or create', 'append or update'],
  effect: 'update',
  repeat: 'natural',
  fields: {
    column: columnField('Column that tells rows apart', 'Such as an e-mail address or a number.'),
    value: { type: 'string', title: 'Its value', description: 'Which row is meant; it is written into that column.' },
    values: rowValues,
  },
  required: ['column', 'value', 'values'],
  gives: { row, isNew: { type: 'boolean', title: 'Added', description: 'Whether the row is new.' } },
  sample: { row: 12, isNew: true },
  reads: 'all',
  request: (input, sheet) => {
    const found = foundRow(input, sheet);
    const values = { ...keyOf(input, sheet), ...asFields(input.values) };
    if (found !== undefined) return change({ ...input, values }, sheet, found);
    const query = `${WRITE}&insertDataOption=INSERT_ROWS`;
    return {
      method: 'POST',
      range: rangeIn(input, 'A1'),
      act: ':append',
      query,
      values: [cellsOf(values, sheet.columns)],
    };
  },
  output: (answer, input, sheet) => {
    const found = foundRow(input, sheet);
    const added = /!\$?[A-Z]+\$?(\d+)/.exec(String(valueAt(answer, 'updates.updatedRange') ?? ''))?.[1];
    return { row: found ?? Number(added ?? sheet.rows.length + 2), isNew: found === undefined };
  },
});

function change(input: Input, { columns }: Sheet, at: number) {
  return {
    method: 'PUT' as const,
    range: rangeIn(input, `A${at}`),
    query: WRITE,
    values: [cellsOf(input.values, columns)],
  };
}

function rowIn(input: Input): number {
  return wholeNumberIn(input, { name: 'row', title: 'Row number', min: 2, max: 10_000_000, fallback: 0 });
}

function foundRow(input: Input, sheet: Sheet): number | undefined {
  const column = textIn(input, { name: 'column', title: 'Column' });
  return rowsWith(sheet, column, textIn(input, { name: 'value', title: 'Its value' }))[0]?.row;
}

function keyOf(input: Input, { columns }: Sheet): Record<string, string> {
  const column = textIn(input, { name: 'column', title: 'Column' });
  if (!columns.includes(column)) throw refusal('column_unknown', `The sheet has no column "${column}".`);
  return { [column]: textIn(input, { name: 'value', title: 'Its value' }) };
}

function asFields(values: unknown): Record<string, unknown> {
  return typeof values === 'object' && values !== null ? { ...values } : {};
}
