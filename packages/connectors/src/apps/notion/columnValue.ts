import { isObject, own, type Said, say } from '@patchbay/connector';
import { describe, refusal } from '../../values/refusal.ts';
import { richText } from './richText.ts';

type Column = { name: string; type: string };

type Writer = (value: unknown, column: Column) => unknown;

/** How a plain value is written into a column, by the column's kind. */
const WRITERS: Readonly<Record<string, Writer>> = {
  title: (value, column) => richText(text(value, column)),
  rich_text: (value, column) => richText(text(value, column)),
  number: (value, column) => (isEmpty(value) ? null : number(value, column)),
  checkbox: (value, column) => yes(value, column),
  select: (value, column) => (isEmpty(value) ? null : { name: text(value, column) }),
  status: (value, column) => (isEmpty(value) ? null : { name: text(value, column) }),
  multi_select: (value, column) => texts(value, column).map((name) => ({ name })),
  people: (value, column) => texts(value, column).map((id) => ({ id })),
  relation: (value, column) => texts(value, column).map((id) => ({ id })),
  files: (value, column) => texts(value, column).map((url) => ({ name: fileName(url), external: { url } })),
  date: (value, column) => (isEmpty(value) ? null : date(value, column)),
  url: (value, column) => (isEmpty(value) ? null : text(value, column)),
  email: (value, column) => (isEmpty(value) ? null : text(value, column)),
  phone_number: (value, column) => (isEmpty(value) ? null : text(value, column)),
};

/**
 * Values by the names of columns, as Notion wants them: each under the kind of its column, which `database` tells. Nothing
 * given leaves a column as it is; null or an empty text empties it. Throws OperationError.
 */
export function columnValues(values: unknown, database: unknown): Record<string, unknown> {
  if (values === undefined || values === null) return {};
  if (!isObject(values))
    throw refusal(
      'columns_not_named',
      say('Columns got {values} where named values are needed.', { values: describe(values) }),
    );
  const known = isObject(database) ? own(database, 'properties') : undefined;
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [name, columnValue(value, { name, type: typeIn(known, name) })]),
  );
}

function columnValue(value: unknown, column: Column): unknown {
  const write = own(WRITERS, column.type) as Writer | undefined;
  if (write === undefined) {
    throw refusal(
      'column_not_writable',
      `Notion fills the column "${column.name}" itself. Leave it empty in this step.`,
    );
  }
  return { [column.type]: write(value, column) };
}

function typeIn(columns: unknown, name: string): string {
  const column = isObject(columns) ? own(columns, name) : undefined;
  const type = isObject(column) ? own(column, 'type') : undefined;
  if (typeof type === 'string') return type;
  throw refusal('column_unknown', `The database has no column "${name}". Choose the columns of this step again.`);
}

const isEmpty = (value: unknown) => value === null || value === '';

function text(value: unknown, column: Column): string {
  if (isEmpty(value)) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw misfit(value, column, say('a text'));
}

function number(value: unknown, column: Column): number {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof read === 'number' && Number.isFinite(read)) return read;
  throw misfit(value, column, say('a number'));
}

function yes(value: unknown, column: Column): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false' || isEmpty(value)) return false;
  throw misfit(value, column, say('yes or no'));
}

/** A list, or a text with commas between. */
function texts(value: unknown, column: Column): string[] {
  if (isEmpty(value)) return [];
  const list = Array.isArray(value) ? value : text(value, column).split(',');
  return list.map((item) => text(item, column).trim()).filter((item) => item !== '');
}

/** A day or a moment, or both ends as `{ start, end }`. */
function date(value: unknown, column: Column): unknown {
  return isObject(value) ? value : { start: text(value, column) };
}

function fileName(url: string): string {
  return (URL.parse(url)?.pathname.split('/').at(-1) ?? '').slice(0, 100) || 'file';
}

function misfit(value: unknown, { name }: Column, wanted: Said) {
  return refusal(
    'column_misfit',
    say('The column "{name}" got {value} where {wanted} is needed.', { name, value: describe(value), wanted }),
  );
}
