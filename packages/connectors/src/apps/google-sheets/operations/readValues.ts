import { type Operation, orderedFields } from '@patchbay/connector';
import { readSheet } from '../sheet.ts';
import { READ, rangeIn, sheetOperation } from '../sheetOperation.ts';

const gives = {
  values: { type: 'array', title: 'Cells', description: 'Row by row.', items: { type: 'array' } },
} as const;

/** What other steps read before they write. In no list. */
export const readValues: Operation = hidden('Read cells', '');

/** The names of the columns, as they stand. In no list. */
export const readFirstRow: Operation = hidden('Read the first row', '1:1');

/** The columns of a sheet, for choosing one. In no list. */
export const listColumns: Operation = {
  ...sheetOperation({
    title: 'List columns',
    description: 'Gives the names in the first row of a sheet.',
    effect: 'read',
    repeat: 'natural',
    fields: {},
    gives: { columns: { type: 'array', title: 'Columns', description: 'From the left.', items: { type: 'string' } } },
    sample: { columns: ['Name', 'Email', 'Total'] },
    request: (input) => ({ method: 'GET', range: rangeIn(input, '1:1'), query: READ }),
    output: (answer) => ({ columns: readSheet(answer).columns.filter((name) => name !== '') }),
  }),
  isHidden: true,
};

function hidden(title: string, cells: string): Operation {
  const operation = sheetOperation({
    title,
    description: 'Gives the cells of a sheet as they are.',
    effect: 'read',
    repeat: 'natural',
    fields: {},
    gives,
    maybe: ['values'],
    sample: { values: [['Name', 'Email', 'Total']] },
    request: (input) => ({ method: 'GET', range: rangeIn(input, cells), query: READ }),
    output: (answer) => answer,
  });
  const { fromAnswer: _asItIs, ...rest } = operation;
  return { ...rest, isHidden: true, output: { ...objectOf(operation), additionalProperties: true } };
}

function objectOf({ output }: Operation) {
  return typeof output === 'object' ? { ...output, 'x-patchbay-order': orderedFields(output) } : {};
}
