import { fileSchema } from '@patchbay/connector';
import { textIn, yesIn } from '../../values/input.ts';
import { fileOperation } from '../../values/pureOperation.ts';
import { bytesIn } from '../../values/source.ts';
import { exampleField, headerField, rowsGiven, rowsOf } from '../table.ts';
import { readWorkbook } from '../xlsx/readWorkbook.ts';

/** Reads one sheet of an Excel workbook. */
export const readExcel = fileOperation({
  title: 'Read an Excel file',
  description: 'Reads one sheet of an Excel workbook (.xlsx) as a list of rows.',
  group: 'Tables',
  keywords: ['excel', 'xlsx', 'xls', 'workbook', 'spreadsheet', 'sheet', 'parse', 'import', 'table', 'file'],
  fields: {
    file: { ...fileSchema, description: 'The workbook. At most 25 MB.' },
    header: headerField,
    sheet: {
      type: 'string',
      title: 'Sheet',
      description: 'Its name, or its place counted from 1.',
      default: '1',
      'x-patchbay-basic': true,
    },
    example: { ...exampleField, title: 'Example of the rows' },
  },
  required: ['file'],
  gives: {
    ...rowsGiven,
    sheets: { type: 'array', title: 'Sheets', description: 'The names of all sheets.', items: { type: 'string' } },
  },
  outputFrom: { input: 'example', as: 'rows' },
  sample: {
    rows: [{ number: '1042', total: 99.5, placed: '2026-03-01' }],
    count: 1,
    columns: ['number', 'total', 'placed'],
    sheets: ['Orders'],
  },
  perform: (input) => {
    const bytes = bytesIn(input, { name: 'file', title: 'File' });
    const hasHeader = yesIn(input, { name: 'header', title: 'The first row', fallback: true });
    const sheet = textIn(input, { name: 'sheet', title: 'Sheet' }).trim() || '1';
    const { sheets, cells } = readWorkbook(bytes, sheet);
    return { ...rowsOf(cells, { hasHeader, empty: null }), sheets };
  },
});
