import { type FieldSchema, isObject, setOwn } from '@patchbay/connector';
import { fieldPath, lastName } from '../values/fieldPath.ts';
import { type Field, type Input, listIn, textIn } from '../values/input.ts';
import { limits } from '../values/limits.ts';
import { refusal } from '../values/refusal.ts';

const MOST_COLUMNS = 2_000;

export const headerField = {
  type: 'boolean',
  title: 'The first row holds the names of the columns',
  description: 'Otherwise they are told apart by their place.',
  default: true,
  'x-patchbay-basic': true,
} satisfies FieldSchema;

export const rowsField = {
  type: 'array',
  title: 'Rows',
  description: 'A list of objects, one for each row. At most 100,000.',
} satisfies FieldSchema;

export const columnsField = {
  type: 'array',
  title: 'Columns',
  'x-patchbay-widget': 'rows',
  description: 'The fields to write, in this order. Empty to write every field.',
  items: { type: 'string', title: 'Field', examples: ['customer.name'] },
  'x-patchbay-basic': true,
} satisfies FieldSchema;

/** An example of what a step reads, so that later steps know its fields. */
export const exampleField = {
  title: 'Example',
  description: 'What it looks like once read, so that later steps know its fields.',
  'x-patchbay-widget': 'json',
} satisfies FieldSchema;

/** What a step that reads a table gives. */
export const rowsGiven = {
  rows: { type: 'array', title: 'Rows', description: 'One object for each row, by column.', items: { type: 'object' } },
  count: { type: 'integer', title: 'Count', description: 'How many rows there are.', minimum: 0 },
  columns: { type: 'array', title: 'Columns', description: 'The names of the columns.', items: { type: 'string' } },
} satisfies Record<string, FieldSchema>;

type Cells = readonly (readonly unknown[])[];

/** Rows of cells as objects. Columns without a name are called `column_3`, and a name that comes twice `name_2`. */
export function rowsOf(records: Cells, { hasHeader, empty }: { hasHeader: boolean; empty: unknown }) {
  const width = records.reduce((most, record) => Math.max(most, record.length), 0);
  if (width > MOST_COLUMNS) throw refusal('too_many_columns', 'The table has more than 2,000 columns.');
  const columns = columnNames(hasHeader ? (records[0] ?? []) : [], width);
  const body = hasHeader ? records.slice(1) : records;
  if (body.length > limits.items) throw refusal('too_many_items', 'The table has more than 100,000 rows. Split it up.');
  const rows = body.map((record) => {
    const row: Record<string, unknown> = {};
    for (const [at, name] of columns.entries()) setOwn(row, name, record[at] ?? empty);
    return row;
  });
  return { rows, count: rows.length, columns };
}

function columnNames(header: readonly unknown[], width: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, at) => {
    const plain = String(header[at] ?? '').trim() || `column_${at + 1}`;
    let name = plain;
    for (let count = 2; taken.has(name); count += 1) name = `${plain}_${count}`;
    taken.add(name);
    return name;
  });
}

/** Objects as rows of cells, by the columns wanted or by every field in the order of appearance. Lists are rows already. */
export function cellsIn(input: Input, field: Field): { names: string[]; cells: unknown[][] } {
  const rows = listIn(input, field);
  const wanted = listIn(input, { name: 'columns', title: 'Columns' }).map((path) =>
    textIn({ path }, { name: 'path', title: 'Columns' }),
  );
  if (wanted.length === 0 && rows.every((row) => Array.isArray(row)))
    return { names: [], cells: rows.map((row) => [...row]) };
  const names = wanted.length > 0 ? wanted : fieldsOf(rows);
  if (names.length > MOST_COLUMNS) throw refusal('too_many_columns', 'The table has more than 2,000 columns.');
  if (wanted.length === 0)
    return { names, cells: rows.map((row) => names.map((name) => (isObject(row) ? row[name] : row))) };
  const readers = wanted.map(fieldPath);
  return { names: namesOf(wanted), cells: rows.map((row) => readers.map((read) => read(row))) };
}

function fieldsOf(rows: readonly unknown[]): string[] {
  const names = new Set<string>();
  for (const row of rows) {
    if (!isObject(row))
      throw refusal('not_an_object', 'Rows must be objects with named values, such as the items of a list.');
    for (const name of Object.keys(row)) names.add(name);
  }
  return [...names];
}

function namesOf(paths: readonly string[]): string[] {
  const short = paths.map((path) => lastName(path) || path);
  return paths.map((path, at) =>
    short.filter((name) => name === short[at]).length === 1 ? (short[at] ?? path) : path,
  );
}
