import type { PoolClient } from 'pg';
import { cellOf, type Cells } from '../../tables/cell.ts';
import { asColumn, type Column, type NewColumn, newColumn } from '../../tables/column.ts';
import { TableError } from '../../tables/tableError.ts';
import type { ColumnChange } from '../../tables/tableStore.ts';
import { insertKeys, type LockedTable, updateRows } from './rowWrites.ts';

const AT_ONCE = 2_000;

/** Throws TableError. A required column cannot be added to rows that have nothing in it. */
export async function addColumn(client: PoolClient, table: LockedTable, wanted: NewColumn): Promise<Column> {
  const column = newColumn(wanted, table.columns);
  if (column.required && table.rowCount > 0) throw hasEmpty(column, table.rowCount);
  await keepColumns(client, table, [...table.columns, column]);
  return column;
}

/** Makes a column another one, and its cells fit it. Throws TableError where they do not, and nothing changes. */
export async function changeColumn(
  client: PoolClient,
  table: LockedTable,
  { columnId, to, dropUnfit }: ColumnChange,
): Promise<Column> {
  const before = found(table, columnId);
  const after = asColumn({ ...to, id: columnId }, table.columns);
  const columns = table.columns.map((column) => (column.id === columnId ? after : column));
  await client.query('delete from data_key where table_id = $1 and "column" = $2', [table.id, columnId]);
  if (isRetyped(before, after)) await convert(client, table, { column: after, dropUnfit });
  if (after.required) await refuseEmpty(client, table, after);
  if (after.unique) await claimKeys(client, table, after);
  await keepColumns(client, table, columns);
  return after;
}

/** Takes a column out of the table and of every row. */
export async function removeColumn(client: PoolClient, table: LockedTable, columnId: string): Promise<void> {
  found(table, columnId);
  if (table.columns.length === 1) throw new TableError('last_column', 'A table keeps at least one column.');
  await client.query('delete from data_key where table_id = $1 and "column" = $2', [table.id, columnId]);
  await client.query('update data_row set cells = cells - $2 where table_id = $1 and cells ? $2', [table.id, columnId]);
  await keepColumns(
    client,
    table,
    table.columns.filter(({ id }) => id !== columnId),
  );
}

function isRetyped(before: Column, after: Column): boolean {
  return before.type !== after.type || JSON.stringify(before.choices) !== JSON.stringify(after.choices);
}

async function convert(
  client: PoolClient,
  table: LockedTable,
  { column, dropUnfit }: { column: Column; dropUnfit: boolean },
): Promise<void> {
  let unfit = 0;
  let example = '';
  for await (const rows of rowsWith(client, table, column)) {
    const changed: { id: string; cells: Cells }[] = [];
    for (const { id, cells } of rows) {
      const { [column.id]: value, ...rest } = cells;
      const cell = converted(column, value);
      if (cell === undefined) {
        if (unfit === 0) example = String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 60);
        unfit += 1;
      }
      changed.push({ id, cells: cell === undefined || cell === null ? rest : { ...rest, [column.id]: cell } });
    }
    await updateRows(client, { ...table, columns: [] }, { rows: changed, changed: new Set() });
  }
  if (unfit === 0 || dropUnfit) return;
  const rows = unfit === 1 ? 'One row has a value' : `${unfit} rows have values`;
  throw new TableError('values_unfit', `${rows} that “${column.name}” could not keep, such as “${example}”.`, {
    column: column.id,
  });
}

/** Undefined for what the column cannot keep. */
function converted(column: Column, value: unknown): unknown {
  try {
    const isData = typeof value === 'object' && column.type === 'text';
    return cellOf(column, isData ? JSON.stringify(value) : value);
  } catch (error) {
    if (error instanceof TableError) return undefined;
    throw error;
  }
}

async function claimKeys(client: PoolClient, table: LockedTable, column: Column): Promise<void> {
  for await (const rows of rowsWith(client, table, column)) {
    await insertKeys(client, { id: table.id, columns: [column] }, rows);
  }
}

/** The rows with something in the column, some thousand at a time. */
async function* rowsWith(client: PoolClient, table: LockedTable, column: Column) {
  let last = '0';
  for (;;) {
    const { rows } = await client.query<{ id: string; cells: Cells; position: string }>(
      `select id, cells, position::text from data_row where table_id = $1 and position > $2::bigint and cells ? $3
        order by position limit ${AT_ONCE}`,
      [table.id, last, column.id],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) return;
    last = rows.at(-1)?.position ?? last;
  }
}

async function refuseEmpty(client: PoolClient, table: LockedTable, column: Column): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from data_row where table_id = $1 and not cells ? $2',
    [table.id, column.id],
  );
  const count = rows[0]?.count ?? 0;
  if (count > 0) throw hasEmpty(column, count);
}

function hasEmpty({ id, name }: Column, count: number): TableError {
  const rows = count === 1 ? 'One row has' : `${count} rows have`;
  return new TableError('cells_empty', `${rows} nothing in “${name}”, so it cannot be required yet.`, { column: id });
}

function found({ columns }: LockedTable, columnId: string): Column {
  const column = columns.find(({ id }) => id === columnId);
  if (column === undefined) throw new TableError('column_missing', 'This column is gone.');
  return column;
}

async function keepColumns(client: PoolClient, table: LockedTable, columns: readonly Column[]): Promise<void> {
  await client.query('update data_table set columns = $2, updated_at = now() where id = $1', [
    table.id,
    JSON.stringify(columns),
  ]);
}
