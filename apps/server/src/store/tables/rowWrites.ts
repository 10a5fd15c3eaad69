import { say } from '@patchbay/words';
import { randomUUIDv7 } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Cells } from '../../tables/cell.ts';
import type { Column } from '../../tables/column.ts';
import { tableLimits } from '../../tables/limits.ts';
import { TableError } from '../../tables/tableError.ts';
import type { RemovedRow, Row } from '../../tables/tableStore.ts';

/** A table whose row is locked: whoever else writes to it waits. */
export type LockedTable = { id: string; workspaceId: string; columns: Column[]; rowCount: number };

type Line = { id: string; cells: Cells; created_at: Date; updated_at: Date };

/** Statements take so many rows at a time, so that none is larger than some MB. */
const AT_ONCE = 2_000;

export function toRow({ id, cells, created_at, updated_at }: Line): Row {
  return { id, cells, addedAt: created_at.toISOString(), changedAt: updated_at.toISOString() };
}

/** Adds rows at the end, in order. Throws TableError where there are too many, or a unique value comes twice. */
export async function insertRows(client: PoolClient, table: LockedTable, rows: readonly Cells[]): Promise<Row[]> {
  if (table.rowCount + rows.length > tableLimits.rows) throw full();
  const added: Row[] = [];
  for (const part of parts(rows)) {
    const named = part.map((cells) => ({ id: randomUUIDv7(), cells }));
    const { rows: lines } = await client.query<Line>({
      name: 'row-insert',
      text: `insert into data_row (table_id, id, cells)
        select $1, i.id, i.cells from unnest($2::uuid[], $3::jsonb[]) with ordinality as i (id, cells, at) order by i.at
        returning id, cells, created_at, updated_at`,
      values: [table.id, named.map(({ id }) => id), named.map(({ cells }) => JSON.stringify(cells))],
    });
    added.push(...lines.map(toRow));
    await insertKeys(client, table, named);
  }
  await countRows(client, table, rows.length);
  return added;
}

/** Gives rows other cells; `changed` are the columns that may differ. Throws TableError. */
export async function updateRows(
  client: PoolClient,
  table: LockedTable,
  { rows, changed }: { rows: readonly { id: string; cells: Cells }[]; changed: ReadonlySet<string> },
): Promise<Row[]> {
  const columns = table.columns.filter(({ id, unique }) => unique && changed.has(id));
  if (columns.length > 0) {
    await client.query('delete from data_key where table_id = $1 and "column" = any($2) and row_id = any($3)', [
      table.id,
      columns.map(({ id }) => id),
      rows.map(({ id }) => id),
    ]);
  }
  const updated: Row[] = [];
  for (const part of parts(rows)) {
    const { rows: lines } = await client.query<Line>({
      name: 'row-update',
      text: `update data_row r set cells = i.cells, updated_at = now()
        from unnest($2::uuid[], $3::jsonb[]) as i (id, cells)
        where r.table_id = $1 and r.id = i.id returning r.id, r.cells, r.created_at, r.updated_at`,
      values: [table.id, part.map(({ id }) => id), part.map(({ cells }) => JSON.stringify(cells))],
    });
    const byId = new Map(lines.map((line) => [line.id, toRow(line)]));
    updated.push(...part.flatMap(({ id }) => byId.get(id) ?? []));
    await insertKeys(client, { ...table, columns }, part);
  }
  return updated;
}

/** Takes rows out; gives how many there were. */
export async function deleteRows(client: PoolClient, table: LockedTable, rowIds: readonly string[]): Promise<number> {
  const { rowCount } = await client.query('delete from data_row where table_id = $1 and id = any($2::uuid[])', [
    table.id,
    rowIds,
  ]);
  await countRows(client, table, -(rowCount ?? 0));
  return rowCount ?? 0;
}

/** Puts rows back where they were; those that are there already stay as they are. */
export async function restoreRows(client: PoolClient, table: LockedTable, rows: readonly RemovedRow[]): Promise<void> {
  if (table.rowCount + rows.length > tableLimits.rows) throw full();
  const { rows: lines } = await client.query<{ id: string }>(
    `insert into data_row (table_id, id, position, cells, created_at)
      select $1, i.* from unnest($2::uuid[], $3::bigint[], $4::jsonb[], $5::timestamptz[]) as i
      on conflict do nothing returning id`,
    [
      table.id,
      rows.map(({ id }) => id),
      rows.map(({ position }) => position),
      rows.map(({ cells }) => JSON.stringify(cells)),
      rows.map(({ addedAt }) => addedAt),
    ],
  );
  const back = new Set(lines.map(({ id }) => id));
  await insertKeys(
    client,
    table,
    rows.filter(({ id }) => back.has(id)),
  );
  await countRows(client, table, back.size);
}

/** Writes down whose the unique values are. Throws TableError `value_not_unique` where one is another row's. */
export async function insertKeys(
  client: PoolClient,
  table: Pick<LockedTable, 'id' | 'columns'>,
  rows: readonly { id: string; cells: Cells }[],
): Promise<void> {
  for (const column of table.columns.filter(({ unique }) => unique)) {
    const filled = rows.filter(({ cells }) => Object.hasOwn(cells, column.id));
    const values = filled.map(({ cells }) => String(cells[column.id]));
    if (filled.length === 0) continue;
    const { rows: kept } = await client.query<{ row_id: string }>({
      name: 'row-keys',
      text: `insert into data_key (table_id, "column", value, row_id)
        select $1, $2, md5(i.value)::uuid, i.id from unnest($3::uuid[], $4::text[]) as i (id, value)
        on conflict do nothing returning row_id`,
      values: [table.id, column.id, filled.map(({ id }) => id), values],
    });
    if (kept.length === filled.length) continue;
    const own = new Set(kept.map(({ row_id }) => row_id));
    const taken = values[filled.findIndex(({ id }) => !own.has(id))] ?? '';
    throw notUnique(column, taken);
  }
}

function notUnique({ id, name }: Column, value: string): TableError {
  const short = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return new TableError(
    'value_not_unique',
    say('“{name}” must differ from row to row, and another row has “{short}”.', { name, short }),
    {
      column: id,
    },
  );
}

async function countRows(client: PoolClient, table: LockedTable, more: number): Promise<void> {
  table.rowCount += more;
  await client.query({
    name: 'table-count',
    text: 'update data_table set row_count = $2, updated_at = now() where id = $1',
    values: [table.id, table.rowCount],
  });
}

function full(): TableError {
  return new TableError('table_full', 'The table would have more than 100,000 rows. Delete old ones first.');
}

function* parts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += AT_ONCE) yield items.slice(at, at + AT_ONCE);
}
