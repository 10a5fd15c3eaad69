import { isDeepStrictEqual } from 'node:util';
import { own } from '@patchbay/connector';
import type { Cells } from '../tables/cell.ts';
import type { RowCondition, RowFilter, RowOrder } from '../tables/conditions.ts';
import type { Row } from '../tables/tableStore.ts';

/** Whether a row is what is asked for, as PostgreSQL would say (`store/tables/rowSql.ts`; a test asks both). */
export function isLike(cells: Cells, { conditions, match, ignoreCase }: RowFilter): boolean {
  const meets = (condition: RowCondition) => isMet(own(cells, condition.column.id), condition, ignoreCase);
  if (conditions.length === 0) return true;
  return match === 'all' ? conditions.every(meets) : conditions.some(meets);
}

function isMet(cell: unknown, { column, comparison, value }: RowCondition, ignoreCase: boolean): boolean {
  const isFolded = ignoreCase && (column.type === 'text' || column.type === 'choice');
  const is = (wanted: unknown) =>
    isFolded ? cell !== undefined && folded(cell) === folded(wanted) : isDeepStrictEqual(cell, wanted);
  switch (comparison) {
    case 'isEmpty':
      return cell === undefined;
    case 'isFilled':
      return cell !== undefined;
    case 'is':
      return is(value);
    case 'isNot':
      return !is(value);
    case 'oneOf':
      return [value].flat().some(is);
    case 'greater':
    case 'atLeast':
    case 'less':
    case 'atMost':
      return cell !== undefined && signs[comparison](compared(cell, value));
    default:
      return hasPart(cell, { comparison, part: String(value), ignoreCase });
  }
}

const signs = {
  greater: (order: number) => order > 0,
  atLeast: (order: number) => order >= 0,
  less: (order: number) => order < 0,
  atMost: (order: number) => order <= 0,
} as const;

type Part = Pick<RowCondition, 'comparison'> & { part: string; ignoreCase: boolean };

function hasPart(cell: unknown, { comparison, part, ignoreCase }: Part): boolean {
  if (cell === undefined) return comparison === 'containsNot';
  const [text, wanted] = ignoreCase ? [folded(cell), part.toLowerCase()] : [written(cell), part];
  if (comparison === 'startsWith') return text.startsWith(wanted);
  if (comparison === 'endsWith') return text.endsWith(wanted);
  return text.includes(wanted) === (comparison === 'contains');
}

/** Rows as they are asked for: those with nothing in the column last, equal ones as they were added. */
export function inOrder(rows: readonly Row[], { by, descending }: RowOrder): Row[] {
  const turn = descending ? -1 : 1;
  if (by === 'addedAt') return descending ? rows.toReversed() : [...rows];
  const keyOf = (row: Row) => (by === 'changedAt' ? row.changedAt : own(row.cells, by.id));
  return rows.toSorted((left, right) => {
    const [a, b] = [keyOf(left), keyOf(right)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return turn * (typeof a === 'number' ? compared(a, b) : compared(folded(a), folded(b)));
  });
}

function compared(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [a, b] = [written(left), written(right)];
  return a < b ? -1 : Number(a > b);
}

function folded(value: unknown): string {
  return written(value).toLowerCase();
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
