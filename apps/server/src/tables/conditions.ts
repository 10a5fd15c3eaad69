import { say } from '@patchbay/words';
import { isObject, own } from '@patchbay/connector';
import { cellOf } from './cell.ts';
import { type Column, isSameName, rowFacts } from './column.ts';
import { TableError } from './tableError.ts';

/** How a cell is compared; the words are those of the list steps. */
const comparisons = [
  'is',
  'isNot',
  'greater',
  'atLeast',
  'less',
  'atMost',
  'contains',
  'containsNot',
  'startsWith',
  'endsWith',
  'oneOf',
  'isEmpty',
  'isFilled',
] as const;

export type Comparison = (typeof comparisons)[number];

/** What a row must be like, its values as the column keeps them. `value` is a list for `oneOf`. */
export type RowCondition = { column: Column; comparison: Comparison; value: unknown };

export type RowOrder = { by: Column | 'addedAt' | 'changedAt'; descending: boolean };

/** Which rows, in which order. `search` is a text that some cell contains. */
export type RowFilter = {
  conditions: readonly RowCondition[];
  match: 'all' | 'any';
  ignoreCase: boolean;
  search?: string | undefined;
};

const MOST = 50;
const MOST_VALUES = 1_000;

/** Conditions as a form or an address gives them, checked against the columns. Throws TableError. */
export function conditionsOf(columns: readonly Column[], given: unknown): RowCondition[] {
  const list = given ?? [];
  if (!Array.isArray(list) || list.length > MOST) {
    throw new TableError('conditions_not_valid', 'Conditions are a list of 50 at most.');
  }
  return list.map((condition: unknown) => {
    if (!isObject(condition)) throw new TableError('conditions_not_valid', 'A condition names a column.');
    const column = columnOf(columns, own(condition, 'field'));
    const asked = own(condition, 'comparison') ?? 'is';
    const comparison = comparisons.find((name) => name === asked);
    if (comparison === undefined) throw new TableError('comparison_not_valid', 'This comparison is not known.');
    return conditionOn(column, comparison, own(condition, 'value'));
  });
}

/** The column that a form names by its id, or a formula by its name. Throws TableError. */
export function columnOf(columns: readonly Column[], field: unknown): Column {
  const name = typeof field === 'string' ? field : '';
  const column = columns.find(({ id }) => id === name) ?? columns.find((other) => isSameName(other.name, name));
  if (column !== undefined) return column;
  const known = columns.slice(0, 8).map((other) => `“${other.name}”`);
  throw new TableError(
    'column_missing',
    name === ''
      ? 'Choose a column.'
      : say('The table has no column “{value}”. It has {known}.', {
          value: name.slice(0, 60),
          known: known.join(', '),
        }),
  );
}

/** What rows are sorted by. Throws TableError. */
export function orderOf(columns: readonly Column[], { field, order }: { field?: unknown; order?: unknown }): RowOrder {
  const fact = rowFacts.find((name) => name === field);
  const by = fact === 'addedAt' || fact === 'changedAt' ? fact : undefined;
  const isNone = field === undefined || field === null || field === '';
  return { by: by ?? (isNone ? 'addedAt' : columnOf(columns, field)), descending: order === 'descending' };
}

function conditionOn(column: Column, comparison: Comparison, value: unknown): RowCondition {
  if (comparison === 'isEmpty' || comparison === 'isFilled') return { column, comparison, value: null };
  if (comparison === 'oneOf') return { column, comparison, value: valuesOf(column, value) };
  if (isTextual(comparison)) return { column, comparison, value: partOf(column, value) };
  const wanted = wantedOf(column, value);
  if (wanted !== null) return { column, comparison, value: wanted };
  if (comparison === 'is') return { column, comparison: 'isEmpty', value: null };
  if (comparison === 'isNot') return { column, comparison: 'isFilled', value: null };
  throw new TableError(
    'value_missing',
    say('The condition on “{name}” has nothing to compare with.', { name: column.name }),
    {
      column: column.id,
    },
  );
}

/** A choice that is not among the choices is simply no row's. */
function wantedOf(column: Column, value: unknown): unknown {
  return column.type === 'choice' && typeof value === 'string' && value !== '' ? plain(value) : cellOf(column, value);
}

function isTextual(comparison: Comparison): boolean {
  return ['contains', 'containsNot', 'startsWith', 'endsWith'].includes(comparison);
}

function partOf(column: Column, value: unknown): string {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof text === 'string' && text !== '') return plain(text);
  throw new TableError(
    'value_missing',
    say('The condition on “{name}” needs a text to compare with.', { name: column.name }),
    {
      column: column.id,
    },
  );
}

function valuesOf(column: Column, value: unknown): unknown[] {
  const list: unknown[] = typeof value === 'string' ? value.split(',').map((part) => part.trim()) : [value].flat();
  if (list.length > MOST_VALUES) throw new TableError('too_many_values', '“is one of” takes 1,000 values at most.');
  return list.map((item) => wantedOf(column, item)).filter((item) => item !== null);
}

/** No cell holds a NUL, so what has one is found nowhere; PostgreSQL would refuse to look. */
function plain(text: string): string {
  return text.replaceAll('\0', '\u{fffd}').toWellFormed();
}
