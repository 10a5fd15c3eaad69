import type { TableColumn } from '../../../api/types.ts';
import type { DataRow, ValueKind } from '../data/dataRows.ts';

type Column = Pick<TableColumn, 'name' | 'type'>;

const TYPES: Partial<Record<ValueKind, Column['type']>> = {
  text: 'text',
  email: 'text',
  link: 'text',
  number: 'number',
  date: 'date',
  boolean: 'yesNo',
};
const MOST = 12;

/**
 * The columns that a table for the data of earlier steps would have: the single values of the item a loop is at, else of the
 * step that gives the most. The nearest one would often be a step that sent something, of which there is only a receipt.
 */
export function columnsFrom(groups: readonly { rows: readonly DataRow[]; isItem?: boolean }[]): Column[] {
  const found = groups
    .map(({ rows, isItem }) => ({ isItem, columns: columnsOf(rows) }))
    .filter(({ columns }) => columns.length > 0);
  const item = found.find(({ isItem }) => isItem);
  const [most] = found.toSorted((a, b) => b.columns.length - a.columns.length);
  return (item ?? most)?.columns.slice(0, MOST) ?? [];
}

function columnsOf(rows: readonly DataRow[]): Column[] {
  const found = new Map<string, Column>();
  for (const row of tellingRows(rows)) {
    const type = TYPES[row.kind];
    if (type === undefined) continue;
    const name = found.has(row.label) ? row.trail.slice(-2).join(' ') : row.label;
    if (!found.has(name)) found.set(name, { name, type });
  }
  return [...found.values()];
}

/** Of a request, what was sent in it and not how; nothing of what may be there many times. */
function tellingRows(rows: readonly DataRow[]): DataRow[] {
  const isRequest = rows.some(({ path }) => path.length === 1 && path[0] === 'headers');
  return rows.filter(
    ({ path }) => (!isRequest || path[0] === 'body') && path.every((segment) => typeof segment === 'string'),
  );
}
