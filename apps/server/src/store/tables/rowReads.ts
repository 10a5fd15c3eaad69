import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { Cells } from '../../tables/cell.ts';
import type { RowFilter, RowOrder } from '../../tables/conditions.ts';
import type { RemovedRow, RowPage, RowQuery } from '../../tables/tableStore.ts';
import { type Draft, orderSql, type RowCursor, whereOf } from './rowSql.ts';
import { toRow } from './rowWrites.ts';

type Line = { id: string; cells: Cells; created_at: Date; updated_at: Date; position: string; sort: string | null };

/** Where rows are read: anywhere, or under a table's lock. */
type Reads = Pick<Pool | PoolClient, 'query'>;

/** The rows of a table in the order asked for, with what the next page starts from. */
export async function readRows(
  reads: Reads,
  tableId: string,
  { filter, order, limit, cursor }: RowQuery & { cursor?: string | undefined },
): Promise<{ rows: RemovedRow[]; nextCursor: string | null }> {
  const draft: Draft = { values: [tableId] };
  const { sort, clause, cursor: after } = orderSql(draft, order, readCursor(cursor, order));
  const where = whereOf(draft, filter);
  const { rows: lines } = await reads.query<Line>(
    `select r.id, r.cells, r.created_at, r.updated_at, r.position::text, (${sort})::text as sort
      from data_row r where r.table_id = $1 and ${where} and ${after} order by ${clause} limit ${limit + 1}`,
    draft.values,
  );
  const page = lines.slice(0, limit);
  const last = lines.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map((line) => ({ ...toRow(line), position: line.position })),
    nextCursor: last === undefined ? null : writeCursor({ value: last.sort, position: last.position }),
  };
}

/** One page, and how many rows there are on all pages. */
export async function readPage(
  reads: Reads,
  tableId: string,
  query: RowQuery & { cursor?: string | undefined },
): Promise<RowPage> {
  const [page, count] = await Promise.all([readRows(reads, tableId, query), countWhere(reads, tableId, query.filter)]);
  return { ...page, count };
}

/** How many rows are like that. */
export async function countWhere(reads: Reads, tableId: string, filter: RowFilter): Promise<number> {
  const draft: Draft = { values: [tableId] };
  const where = whereOf(draft, filter);
  if (where === 'true') {
    const { rows } = await reads.query<{ count: number }>('select row_count as count from data_table where id = $1', [
      tableId,
    ]);
    return rows[0]?.count ?? 0;
  }
  const { rows } = await reads.query<{ count: number }>(
    `select count(*)::int as count from data_row r where r.table_id = $1 and ${where}`,
    draft.values,
  );
  return rows[0]?.count ?? 0;
}

const Cursor = z.tuple([z.string().max(1_000).nullable(), z.string().regex(/^\d{1,19}$/)]);

function writeCursor({ value, position }: RowCursor): string {
  return Buffer.from(JSON.stringify([value, position])).toString('base64url');
}

/** Throws `input_not_understood` for what is not a cursor of this order. */
function readCursor(cursor: string | undefined, { by }: RowOrder): RowCursor | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [value, position] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    const isFit = value === null || by === 'addedAt' || isOfScale(by === 'changedAt' ? 'date' : by.type, value);
    if (!isFit || BigInt(position) > 9_000_000_000_000_000_000n) throw new Error('A cursor of another order.');
    return { value, position };
  } catch (cause) {
    throw new AppError('input_not_understood', { cause });
  }
}

function isOfScale(type: string, value: string): boolean {
  if (type === 'number') return value.trim() !== '' && Number.isFinite(Number(value));
  return !value.includes('\0') && (type !== 'date' || /^[\d: T.Z+-]+$/.test(value));
}
