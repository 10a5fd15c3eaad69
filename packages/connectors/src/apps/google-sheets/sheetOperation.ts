import { defineOperation, type FieldSchema, isObject, type Operation } from '@patchbay/connector';
import { googleScope } from '../google/auth.ts';
import { filledTextIn, type Input } from '../../values/input.ts';
import { rangeOf, readSheet, type Sheet } from './sheet.ts';

type Fields = Readonly<Record<string, FieldSchema>>;
type Request = { method: 'GET' | 'POST' | 'PUT'; range: string; act?: string; query?: string; values?: unknown[][] };

type SheetOperation = Pick<Operation, 'title' | 'description' | 'keywords' | 'effect' | 'repeat' | 'sample'> & {
  /** The fields of the form after spreadsheet and sheet. */
  fields: Fields;
  required?: readonly string[];
  gives: Fields;
  maybe?: readonly string[];
  /** Whether the whole sheet is read before it is written to, or its first row only. */
  reads?: 'all' | 'columns';
  request(input: Input, sheet: Sheet): Request;
  output(answer: unknown, input: Input, sheet: Sheet): unknown;
};

/** A step that works on the rows of a sheet by the names of its columns. */
export function sheetOperation(operation: SheetOperation): Operation {
  const { fields, required = [], gives, maybe = [], reads, request, output, ...words } = operation;
  const all: Fields = { ...where, ...fields };
  return defineOperation({
    ...words,
    group: 'Rows',
    kind: 'call',
    needsConnection: true,
    scopes: [googleScope(operation.effect === 'read' ? 'spreadsheets.readonly' : 'spreadsheets')],
    input: {
      type: 'object',
      properties: { ...all },
      required: ['spreadsheetId', 'sheet', ...required],
      additionalProperties: false,
      'x-patchbay-order': Object.keys(all),
    },
    output: {
      type: 'object',
      properties: { ...gives },
      required: Object.keys(gives).filter((name) => !maybe.includes(name)),
      additionalProperties: false,
      'x-patchbay-order': Object.keys(gives),
    },
    ...(reads === undefined ? {} : { before: before(reads) }),
    toRequest: (input, read) => toRequest(inputOf(input), request(inputOf(input), readSheet(read))),
    fromAnswer: (answer, input, read) => output(answer, inputOf(input), readSheet(read)),
  });
}

function before(reads: 'all' | 'columns'): NonNullable<Operation['before']> {
  const input = { spreadsheetId: { from: 'spreadsheetId' }, sheet: { from: 'sheet' } };
  return { operation: reads === 'all' ? 'readValues' : 'readFirstRow', input };
}

function toRequest(input: Input, { method, range, act = '', query, values }: Request) {
  const id = filledTextIn(input, { name: 'spreadsheetId', title: 'Spreadsheet' });
  const path = `/v4/spreadsheets/${encodeURIComponent(id)}/values/${encodeURIComponent(range)}${act}`;
  const headers = {
    accept: 'application/json',
    ...(values === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return {
    method,
    url: query === undefined ? path : `${path}?${query}`,
    headers,
    ...(values === undefined ? {} : { body: JSON.stringify({ values }) }),
  };
}

/** The query of a request that reads: numbers as numbers, dates as they are shown. */
export const READ = 'valueRenderOption=UNFORMATTED_VALUE&dateTimeRenderOption=FORMATTED_STRING';

/** The query of a request that writes: as if a person had typed it. */
export const WRITE = 'valueInputOption=USER_ENTERED';

/** The area of the sheet that a step works with. */
export function rangeIn(input: Input, cells = ''): string {
  return rangeOf(filledTextIn(input, { name: 'sheet', title: 'Sheet' }), cells);
}

/** The spreadsheet and its sheet, which every step asks for. */
export const where = {
  spreadsheetId: {
    type: 'string',
    title: 'Spreadsheet',
    description: 'Choose it, or paste its link.',
    minLength: 1,
    'x-patchbay-lookup': {
      operation: 'listSpreadsheets',
      value: 'id',
      label: 'name',
      search: 'name',
      link: '/spreadsheets/d/([A-Za-z0-9_-]+)',
    },
  },
  sheet: {
    type: 'string',
    title: 'Sheet',
    description: 'Its name at the bottom of the spreadsheet. Its first row names the columns.',
    minLength: 1,
    examples: ['Sheet1'],
    'x-patchbay-lookup': {
      operation: 'getSpreadsheet',
      input: { spreadsheetId: { from: 'spreadsheetId' } },
      items: 'sheets',
      value: 'properties.title',
    },
  },
} satisfies Fields;

const columns = {
  operation: 'listColumns',
  input: { spreadsheetId: { from: 'spreadsheetId' }, sheet: { from: 'sheet' } },
  items: 'columns',
} as const;

/** A value for each column. */
export const rowValues = {
  type: 'object',
  title: 'Row',
  description: 'A value for each column; columns without one stay as they are.',
  additionalProperties: true,
  'x-patchbay-widget': 'fields',
  'x-patchbay-fields-from': columns,
} satisfies FieldSchema;

/** One of the sheet's columns, by its name. */
export function columnField(title: string, description: string): FieldSchema {
  return { type: 'string', title, description, minLength: 1, examples: ['Email'], 'x-patchbay-lookup': columns };
}

function inputOf(input: unknown): Input {
  return isObject(input) ? input : {};
}
