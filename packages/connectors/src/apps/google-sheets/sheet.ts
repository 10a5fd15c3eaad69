import { isObject } from '@patchbay/connector';
import { refusal } from '../../values/refusal.ts';

/** A sheet as it was read: its first row names the columns. `row` counts as Google does, from 1. */
export type Sheet = { columns: readonly string[]; rows: readonly SheetRow[] };

export type SheetRow = { row: number; values: Record<string, unknown> };

/** An area of a sheet in Google's notation; a name may hold blanks and quotes. */
export function rangeOf(sheet: string, cells = ''): string {
  return `'${sheet.replaceAll("'", "''")}'${cells === '' ? '' : `!${cells}`}`;
}

/** What Google answers to a request for values. */
export function readSheet(answer: unknown): Sheet {
  const values = isObject(answer) && Array.isArray(answer.values) ? answer.values : [];
  const [first = [], ...rest] = values.map((row) => (Array.isArray(row) ? row : []));
  const columns = first.map((name) => String(name).trim());
  const rows = rest.map((cells, index) => ({ row: index + 2, values: named(cells, columns) }));
  return { columns, rows: rows.filter(({ values }) => Object.values(values).some((value) => value !== '')) };
}

function named(cells: readonly unknown[], columns: readonly string[]): Record<string, unknown> {
  const pairs = columns.flatMap((name, at): [string, unknown][] => (name === '' ? [] : [[name, cells[at] ?? '']]));
  return Object.fromEntries(pairs);
}

/** The cells of a row in the order of the columns; null leaves a cell as it is. Throws OperationError for a column the sheet lacks. */
export function cellsOf(values: unknown, columns: readonly string[]): (string | number | boolean | null)[] {
  if (!isObject(values)) throw refusal('values_missing', 'There is nothing to write. Fill in a column.');
  if (columns.every((name) => name === '')) {
    throw refusal('columns_missing', 'The first row of the sheet is empty. Write the names of its columns there.');
  }
  const unknown = Object.keys(values).filter((name) => !columns.includes(name));
  if (unknown.length > 0) {
    throw refusal('column_unknown', `The sheet has no column ${unknown.map((name) => `"${name}"`).join(', ')}.`);
  }
  return columns.map((name) => (name === '' || !Object.hasOwn(values, name) ? null : cell(values[name])));
}

function cell(value: unknown): string | number | boolean | null {
  if (value === undefined) return null;
  // An empty text empties a cell, and null would leave it as it is.
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

/** The rows whose cell in a column is this value, whatever its case, and whether it is a number or its digits. */
export function rowsWith({ columns, rows }: Sheet, column: string, value: unknown): SheetRow[] {
  if (!columns.includes(column)) throw refusal('column_unknown', `The sheet has no column "${column}".`);
  const wanted = plain(value);
  return rows.filter(({ values }) => plain(values[column]) === wanted);
}

function plain(value: unknown): string {
  return String(value ?? '')
    .trim()
    .toLowerCase();
}
