import { textIn, wholeNumberIn } from '../../../values/input.ts';
import { readSheet, rowsWith } from '../sheet.ts';
import { columnField, READ, rangeIn, sheetOperation } from '../sheetOperation.ts';

const row = { type: 'integer', title: 'Row number', description: 'Which row of the sheet it is.' } as const;
const values = {
  type: 'object',
  title: 'Row',
  description: 'Its cells, by the names of the columns.',
  additionalProperties: true,
} as const;

/** Reads the rows of a sheet, all or those with a value in a column. */
export const readRows = sheetOperation({
  title: 'Read rows',
  description: 'Gives the rows of a sheet as a list, all or only those with a value in a column.',
  keywords: ['read', 'get', 'list', 'rows', 'search', 'filter', 'lookup'],
  effect: 'read',
  repeat: 'natural',
  fields: {
    column: {
      ...asObject(columnField('Only where the column', 'Leave it empty to get every row.')),
      'x-patchbay-basic': true,
    },
    value: {
      type: 'string',
      title: 'is',
      description: 'The value to look for in that column.',
      'x-patchbay-basic': true,
    },
    most: {
      type: 'integer',
      title: 'At most',
      description: 'How many rows to give.',
      minimum: 1,
      maximum: 100_000,
      default: 1_000,
    },
  },
  gives: {
    items: {
      type: 'array',
      title: 'Rows',
      description: 'The rows, from the top.',
      items: { type: 'object', properties: { row, values }, required: ['row', 'values'], additionalProperties: false },
    },
    count: { type: 'integer', title: 'Count', description: 'How many there are.' },
  },
  sample: {
    items: [{ row: 2, values: { Name: 'Ada Lovelace', Email: 'ada@example.com', Total: 79.8 } }],
    count: 1,
  },
  request: (input) => ({ method: 'GET', range: rangeIn(input), query: READ }),
  output: (answer, input) => {
    const sheet = readSheet(answer);
    const column = textIn(input, { name: 'column', title: 'Column' });
    // A look for new rows has to see the last ones: it takes as many as a look can remember.
    const fallback = input['pages:one'] === true ? 10_000 : 1_000;
    const most = wholeNumberIn(input, { name: 'most', title: 'At most', min: 1, max: 100_000, fallback });
    const found = column === '' ? sheet.rows : rowsWith(sheet, column, textIn(input, { name: 'value', title: 'is' }));
    const items = found.slice(0, most);
    return { items, count: items.length };
  },
});

/** Finds the first row with a value in a column. */
export const findRow = sheetOperation({
  title: 'Find a row',
  description: 'Gives the first row that has a value in a column, and says whether there is one.',
  keywords: ['find', 'search', 'lookup', 'match', 'vlookup'],
  effect: 'read',
  repeat: 'natural',
  fields: {
    column: columnField('Column', 'Where to look.'),
    value: { type: 'string', title: 'Value', description: 'What to look for; upper and lower case are the same.' },
  },
  required: ['column', 'value'],
  gives: {
    isFound: { type: 'boolean', title: 'Found', description: 'Whether there is such a row.' },
    row,
    values,
  },
  maybe: ['row', 'values'],
  sample: { isFound: true, row: 2, values: { Name: 'Ada Lovelace', Email: 'ada@example.com' } },
  request: (input) => ({ method: 'GET', range: rangeIn(input), query: READ }),
  output: (answer, input) => {
    const column = textIn(input, { name: 'column', title: 'Column' });
    const [found] = rowsWith(readSheet(answer), column, textIn(input, { name: 'value', title: 'Value' }));
    return found === undefined ? { isFound: false } : { isFound: true, ...found };
  },
});

function asObject<Schema>(schema: Schema): Exclude<Schema, boolean> {
  return schema as Exclude<Schema, boolean>;
}
