import { leafText } from './treeRows.ts';

/** A list of things as a table. Cells are the values themselves; a column's name may be empty for a list of plain values. */
export type DataTable = { columns: string[]; rows: unknown[][]; isCut: boolean };

const MOST_COLUMNS = 40;
/** Things looked at for the names of the columns. */
const LOOKED_AT = 200;

/** A list of things, or the one list of things in an answer, as a table; undefined for anything else. */
export function tableOf(value: unknown): DataTable | undefined {
  const list = listIn(value);
  if (list === undefined || list.length === 0) return undefined;
  if (!list.slice(0, LOOKED_AT).every(isRecord)) {
    return list.some((item) => typeof item === 'object' && item !== null)
      ? undefined
      : { columns: [''], rows: list.map((item) => [item]), isCut: false };
  }
  const names = new Set(list.slice(0, LOOKED_AT).flatMap((item) => Object.keys(item as object)));
  const columns = [...names].slice(0, MOST_COLUMNS);
  const rows = list.map((item) => columns.map((name) => (isRecord(item) ? own(item, name) : undefined)));
  return { columns, rows, isCut: names.size > MOST_COLUMNS };
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return undefined;
  const lists = Object.values(value).filter(
    (inner): inner is unknown[] => Array.isArray(inner) && inner.every(isRecord),
  );
  return lists.length === 1 ? lists[0] : undefined;
}

/** Where in a value its list stands: in itself, or in the one field with a list of things. */
export function listPath(value: unknown): readonly string[] {
  if (Array.isArray(value) || !isRecord(value)) return [];
  const list = listIn(value);
  return Object.keys(value).filter((name) => own(value, name) === list);
}

/** How many things a value has where it is a list or has one list of things: what a count on a cable says. */
export function countIn(value: unknown): number | undefined {
  return listIn(value)?.length;
}

export type Sorting = { column: number; isDown: boolean };

/** The places of the rows in order: numbers by size, texts as a person reads them, what is missing last. */
export function sortedPlaces({ rows }: DataTable, sorting: Sorting | undefined): number[] {
  const places = rows.map((_, place) => place);
  if (sorting === undefined) return places;
  const { column, isDown } = sorting;
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return places.sort((a, b) => {
    const left = rows[a]?.[column];
    const right = rows[b]?.[column];
    const isLeftThere = left !== undefined && left !== null && left !== '';
    const isRightThere = right !== undefined && right !== null && right !== '';
    if (!isLeftThere || !isRightThere) return Number(isRightThere) - Number(isLeftThere);
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : collator.compare(cellText(left), cellText(right));
    return isDown ? -order : order;
  });
}

/** A cell in one line. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object' && Object.keys(value).length > 0) return JSON.stringify(value);
  return value === '' ? '' : leafText(value);
}

/** A table as a spreadsheet takes it when pasted as CSV. A text that a spreadsheet would take for a formula is kept a text. */
export function csvOf(table: DataTable, places: readonly number[]): string {
  const head = table.columns.map((name) => quoted(name === '' ? 'Value' : name));
  const lines = places.map((place) => (table.rows[place] ?? []).map((value) => quoted(plain(value))).join(','));
  return [head.join(','), ...lines].join('\r\n');
}

function plain(value: unknown): string {
  const text = typeof value === 'boolean' ? String(value) : cellText(value);
  return typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
