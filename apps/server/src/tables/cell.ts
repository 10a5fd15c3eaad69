import { type Said, type SaidValue, say } from '@patchbay/words';
import { isObject, own, setOwn } from '@patchbay/connector';
import type { Column } from './column.ts';
import { isSameName } from './column.ts';
import { tableLimits } from './limits.ts';
import { TableError } from './tableError.ts';

/** The filled cells of a row, by column id. */
export type Cells = Record<string, unknown>;

/** Cells that are to change: null empties one. */
export type CellChanges = Record<string, unknown>;

/** How deep the data of a cell may nest. */
const DEEPEST = 50;

/**
 * A value as a column keeps it, or null for an empty cell. What a flow or a person gives is taken where it is clear what is
 * meant: a number written as text, `yes` for yes. Throws TableError.
 */
export function cellOf(column: Column, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return null;
  const cell = readers[column.type](value, column);
  if (cell !== undefined) return cell;
  const got = describe(value);
  throw new TableError(
    codes[column.type],
    say('“{name}” takes {wanted}, and got {got}.', { name: column.name, wanted: wanted(column, value), got }),
    {
      column: column.id,
    },
  );
}

/** Values by the id or the name of their column, as cells by column id. Throws TableError. */
export function cellsOf(columns: readonly Column[], values: unknown): CellChanges {
  if (values === undefined || values === null) return {};
  if (!isObject(values)) {
    throw new TableError(
      'row_not_fields',
      say('A row is made of named values, and this is {values}.', { values: describe(values) }),
    );
  }
  const cells: CellChanges = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const column = columns.find(({ id }) => id === name) ?? columns.find((other) => isSameName(other.name, name));
    if (column === undefined) {
      const short = name.slice(0, 60);
      throw new TableError(
        'column_missing',
        say('The table has no column “{short}”. Add it, or leave the value out.', { short }),
      );
    }
    setOwn(cells, column.id, cellOf(column, value));
  }
  return cells;
}

/** A row's cells after a change, without the empty ones. Throws TableError where they do not make a row. */
export function changedCells(columns: readonly Column[], before: Cells, changes: CellChanges): Cells {
  const cells: Cells = {};
  for (const column of columns) {
    const value = Object.hasOwn(changes, column.id) ? changes[column.id] : own(before, column.id);
    if (value === undefined || value === null) {
      if (!column.required) continue;
      throw new TableError('value_missing', say('“{name}” must not be empty.', { name: column.name }), {
        column: column.id,
      });
    }
    setOwn(cells, column.id, value);
  }
  if (Buffer.byteLength(JSON.stringify(cells)) > tableLimits.rowBytes) {
    throw new TableError('row_too_large', 'The row is larger than 64 KB. Keep long texts in a file.');
  }
  return cells;
}

type Reader = (value: unknown, column: Column) => unknown;

/** Undefined for what a column of the type cannot keep. */
const readers: Record<Column['type'], Reader> = {
  text: (value) => textOf(value),
  number: (value) => numberOf(value),
  yesNo: (value) => yesOf(value),
  date: (value) => (typeof value === 'string' ? dateOf(value.trim()) : undefined),
  choice: (value, { choices = [] }) => {
    const text = textOf(value)?.trim();
    return choices.find((choice) => choice === text) ?? choices.find((choice) => isSameName(choice, text ?? ''));
  },
  json: (value) => (isStorable(value, 0) ? value : undefined),
};

const codes: Record<Column['type'], string> = {
  text: 'value_not_text',
  number: 'value_not_number',
  yesNo: 'value_not_yes_no',
  date: 'value_not_date',
  choice: 'value_not_choice',
  json: 'value_not_storable',
};

function wanted({ type, choices = [] }: Column, value: unknown): Said {
  if (type === 'choice')
    return say('one of {choices}', {
      choices: choices
        .slice(0, 8)
        .map((choice) => `“${choice}”`)
        .join(', '),
    });
  return {
    // Of a text nothing else can be wrong.
    text: typeof value === 'string' ? say('a text without the character NUL') : say('a text'),
    number: say('a number'),
    yesNo: say('yes or no'),
    date: say('a date such as 2026-03-14 or 2026-03-14T09:30:00Z'),
    json: say('data that nests less than 50 levels and has no character NUL'),
  }[type];
}

function describe(value: unknown): SaidValue {
  if (typeof value === 'string') return `“${value.length > 40 ? `${value.slice(0, 40)}…` : value}”`;
  if (Array.isArray(value)) return say('a list');
  return isObject(value) ? say('a group of fields') : String(value);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && isStorable(value, 0) ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined;
  if (typeof value !== 'string' || !/^\s*[+-]?(\d{1,300}\.?\d{0,300}|\.\d{1,300})([eE][+-]?\d{1,3})?\s*$/.test(value)) {
    return undefined;
  }
  const number = Number(value);
  return Number.isFinite(number) ? number + 0 : undefined;
}

const words: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  ['yes', true],
  ['1', true],
  [1, true],
  [false, false],
  ['false', false],
  ['no', false],
  ['0', false],
  [0, false],
]);

function yesOf(value: unknown): boolean | undefined {
  return words.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A day as `2026-03-14`, a moment as `2026-03-14T09:30:00.000Z`: as texts both are in the order of time. */
function dateOf(text: string): string | undefined {
  const [, year, month, day, time, zone] = ISO.exec(text) ?? [];
  if (year === undefined || !isDay(Number(year), Number(month), Number(day))) return undefined;
  if (time === undefined) return `${year}-${month}-${day}`;
  const instant = Date.parse(`${year}-${month}-${day}T${time}${(zone ?? 'Z').toUpperCase()}`);
  if (Number.isNaN(instant)) return undefined;
  const written = new Date(instant).toISOString();
  return written.length === 24 ? written : undefined;
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 0;
}

/** PostgreSQL keeps no NUL and no half of a character, and nobody means them. */
function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'boolean' || value === null) return true;
  if (depth >= DEEPEST) return false;
  if (Array.isArray(value)) return value.every((item) => isStorable(item, depth + 1));
  if (!isObject(value)) return false;
  return Object.entries(value).every(
    ([key, item]) => isStorable(key, depth) && (item === undefined || isStorable(item, depth + 1)),
  );
}
