import { type FieldSchema, fileSchema, toBase64 } from '@patchbay/connector';
import { encode, writeEncodings } from '../../values/encode.ts';
import { choiceIn, textIn, yesIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { fileOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { separatorField, separatorIn } from '../csv/separator.ts';
import { writeCsv } from '../csv/writeCsv.ts';
import { cellsIn, columnsField, headerField, rowsField } from '../table.ts';

const lineEnds = { crlf: '\r\n', lf: '\n' } as const;

const FOR_FILES = { field: 'give', is: ['file'] };

/** Writes a list of rows as a table of separated values. */
export const makeCsv = fileOperation({
  title: 'Make CSV',
  description: 'Writes a list of rows as separated values, as a text or as a file.',
  group: 'Tables',
  keywords: ['csv', 'tsv', 'export', 'spreadsheet', 'comma', 'separated', 'table', 'stringify', 'file'],
  fields: {
    rows: rowsField,
    columns: columnsField,
    give: {
      type: 'string',
      title: 'Make',
      description: 'A text for later steps, or a file.',
      enum: ['text', 'file'],
      default: 'text',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { text: 'A text', file: 'A file' },
    },
    header: { ...headerField, title: 'Write the names of the columns first', description: 'As the first row.' },
    separator: separatorField([]),
    lineEnd: {
      type: 'string',
      title: 'Line ends',
      description: 'Windows programs and most others expect the first.',
      enum: ['crlf', 'lf'],
      default: 'crlf',
      'x-patchbay-labels': { crlf: 'Windows', lf: 'Unix' },
    },
    quoteAll: {
      type: 'boolean',
      title: 'Put quotes around every value',
      description: 'Otherwise only around those that need them.',
      default: false,
    },
    disarm: {
      type: 'boolean',
      title: 'Safe to open in a spreadsheet',
      description: "Puts a ' before texts that begin like a formula, so that no spreadsheet runs them.",
      default: false,
    },
    fileName: {
      'x-patchbay-when': FOR_FILES,
      'x-patchbay-basic': true,
      type: 'string',
      title: 'File name',
      description: 'What the file is called.',
      default: 'table.csv',
    },
    encoding: {
      'x-patchbay-when': FOR_FILES,
      type: 'string',
      title: 'Encoding of the file',
      description: 'How letters are stored in the file.',
      enum: writeEncodings,
      default: 'utf-8',
      'x-patchbay-labels': {
        'utf-8': 'UTF-8',
        'utf-8-bom': 'UTF-8 for Excel',
        'windows-1252': 'Western European (Windows)',
        'utf-16le': 'UTF-16',
      },
    },
  },
  required: ['rows'],
  gives: {
    text: { type: 'string', title: 'Text', description: 'The table, where a text was asked for.' },
    file: { ...(fileSchema satisfies FieldSchema), description: 'The table, where a file was asked for.' },
    count: { type: 'integer', title: 'Count', description: 'How many rows were written.', minimum: 0 },
  },
  maybe: ['text', 'file'],
  sample: { text: 'number,total\r\n1042,99.5', count: 1 },
  perform: (input) => {
    const { names, cells } = cellsIn(input, { name: 'rows', title: 'Rows' });
    const hasHeader = yesIn(input, { name: 'header', title: 'Write the names', fallback: true }) && names.length > 0;
    const end = choiceIn(input, { name: 'lineEnd', title: 'Line ends', choices: ['crlf', 'lf'], fallback: 'crlf' });
    const text = writeCsv(hasHeader ? [names, ...cells] : cells, {
      separator: separatorIn(input, ','),
      lineEnd: lineEnds[end],
      quoteAll: yesIn(input, { name: 'quoteAll', title: 'Put quotes around every value' }),
      disarm: yesIn(input, { name: 'disarm', title: 'Safe to open in a spreadsheet' }),
    });
    if (text.length > limits.textLength) throw refusal('text_too_long', 'The table is larger than 25 MB. Split it up.');
    const give = choiceIn(input, { name: 'give', title: 'Make', choices: ['text', 'file'], fallback: 'text' });
    if (give === 'text') return { text, count: cells.length };
    const encoding = choiceIn(input, {
      name: 'encoding',
      title: 'Encoding',
      choices: writeEncodings,
      fallback: 'utf-8',
    });
    const name = textIn(input, { name: 'fileName', title: 'File name' }) || 'table.csv';
    return { file: { base64: toBase64(encode(text, encoding)), name, contentType: 'text/csv' }, count: cells.length };
  },
});
