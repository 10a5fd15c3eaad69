import { fileSchema, sampleFile, toBase64 } from '@patchbay/connector';
import { textIn, yesIn } from '../../values/input.ts';
import { fileOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { cellsIn, columnsField, headerField, rowsField } from '../table.ts';
import { writeWorkbook } from '../xlsx/writeWorkbook.ts';

const MOST_CELLS = 1_000_000;
const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Writes a list of rows as an Excel workbook. */
export const makeExcel = fileOperation({
  title: 'Make an Excel file',
  description: 'Writes a list of rows as an Excel workbook (.xlsx) with one sheet.',
  group: 'Tables',
  keywords: ['excel', 'xlsx', 'workbook', 'spreadsheet', 'sheet', 'export', 'table', 'report', 'file'],
  fields: {
    rows: rowsField,
    columns: columnsField,
    fileName: {
      type: 'string',
      title: 'File name',
      description: 'What the file is called.',
      default: 'table.xlsx',
      'x-patchbay-basic': true,
    },
    sheet: { type: 'string', title: 'Name of the sheet', description: 'What stands on its tab.', default: 'Sheet1' },
    header: { ...headerField, title: 'Write the names of the columns first', description: 'As the first row.' },
    dates: {
      type: 'boolean',
      title: 'Dates as dates',
      description: 'Writes texts such as 2026-03-01 as dates of the workbook.',
      default: true,
    },
  },
  required: ['rows'],
  gives: {
    file: { ...fileSchema, description: 'The workbook.' },
    count: { type: 'integer', title: 'Count', description: 'How many rows were written.', minimum: 0 },
  },
  sample: { file: { ...sampleFile, name: 'table.xlsx', contentType: CONTENT_TYPE }, count: 1 },
  perform: (input) => {
    const { names, cells } = cellsIn(input, { name: 'rows', title: 'Rows' });
    const count = cells.reduce((sum, row) => sum + row.length, names.length);
    if (count > MOST_CELLS) throw refusal('too_many_cells', 'The table has more than 1,000,000 cells. Split it up.');
    const bytes = writeWorkbook({
      name: textIn(input, { name: 'sheet', title: 'Name of the sheet' }),
      names: yesIn(input, { name: 'header', title: 'Write the names', fallback: true }) ? names : [],
      cells,
      dates: yesIn(input, { name: 'dates', title: 'Dates as dates', fallback: true }),
    });
    const name = textIn(input, { name: 'fileName', title: 'File name' }) || 'table.xlsx';
    return { file: { base64: toBase64(bytes), name, contentType: CONTENT_TYPE }, count: cells.length };
  },
});
