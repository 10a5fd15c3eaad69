import { randomUUIDv7 } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { type CellChanges, changedCells } from '../../tables/cell.ts';
import { Column } from '../../tables/column.ts';
import { tableLimits } from '../../tables/limits.ts';
import { TableError, tableMissing } from '../../tables/tableError.ts';
import type { ChangedRows, Row, RowChange, Table, TableRef, TableRow, TableStore } from '../../tables/tableStore.ts';
import { onlyOnce } from '../doneCalls.ts';
import { foldedSql } from '../foldedSql.ts';
import { inTransaction } from '../inTransaction.ts';
import { Lanes } from '../lanes.ts';
import { addColumn, changeColumn, removeColumn } from './columnWrites.ts';
import { countWhere, readPage, readRows } from './rowReads.ts';
import { deleteRows, insertRows, type LockedTable, restoreRows, toRow, updateRows } from './rowWrites.ts';
import { tableUsers } from './tableUsers.ts';

/** Few of the pool's connections, whatever flows do. */
const WRITES_AT_ONCE = 3;

const Columns = z.array(Column);
const oldest = { by: 'addedAt', descending: false } as const;

/**
 * Tables in PostgreSQL. Whoever writes to a table holds the lock of its row: what a row must be like, how many there are and
 * which values are taken then hold for everybody. In one process writers queue up before they take a connection.
 */
export function createTableStore(pool: Pool): TableStore {
  const lanes = new Lanes(WRITES_AT_ONCE);
  const write: Write = (ref, work) =>
    lanes.pass(ref.tableId, () => inTransaction(pool, async (client) => work(client, await lockTable(client, ref))));
  return {
    list: (workspaceId) => listTables(pool, workspaceId),
    find: (ref) => findTable(pool, ref),
    findAll: (workspaceId, tableIds) => findTables(pool, workspaceId, tableIds),
    create: (table) => lanes.pass(table.workspaceId, () => createTable(pool, table)),
    usedBy: async ({ workspaceId, tableId }) => (await tableUsers(pool, workspaceId, [tableId])).get(tableId) ?? [],
    rename: (ref, name) => write(ref, (client, table) => renameTable(client, table, name)),
    remove: (ref) =>
      write(ref, async (client, { id }) => {
        await client.query('delete from data_table where id = $1', [id]);
      }),

    addColumn: (ref, wanted) => write(ref, (client, table) => addColumn(client, table, wanted)),
    changeColumn: (ref, change) => write(ref, (client, table) => changeColumn(client, table, change)),
    removeColumn: (ref, columnId) => write(ref, (client, table) => removeColumn(client, table, columnId)),

    page: (table, query) => readPage(pool, table.id, query),
    rows: async (table, query) => (await readRows(pool, table.id, query)).rows.map(plainRow),
    row: (table, rowId) => findRow(pool, table.id, rowId),
    count: (table, filter) => countWhere(pool, table.id, filter),
    ...rowWriters(write),
  };
}

/** Does its work with the table's row locked. */
type Write = <Result>(
  ref: TableRef,
  work: (client: PoolClient, table: LockedTable) => Promise<Result>,
) => Promise<Result>;

function rowWriters(write: Write) {
  const writeOnce = <Result>(
    ref: TableRef,
    key: string | undefined,
    work: (client: PoolClient, table: LockedTable) => Promise<Result>,
  ) =>
    write(ref, (client, table) => onlyOnce(client, { workspaceId: ref.workspaceId, key }, () => work(client, table)));
  return {
    add: (ref, rows, key) =>
      writeOnce(ref, key, (client, table) =>
        insertRows(
          client,
          table,
          rows.map((cells) => changedCells(table.columns, {}, cells)),
        ),
      ),
    update: (ref, { rowId, changes }) =>
      write(ref, async (client, table) => {
        const before = await findRow(client, table.id, rowId);
        const rows = before === null ? [] : await changeRows(client, table, { rows: [before], changes });
        const [row] = rows;
        if (row === undefined) throw new TableError('row_missing', 'This row is gone.');
        return row;
      }),
    updateWhere: (ref, { filter, changes, key }) =>
      writeOnce(ref, key, async (client, table) => {
        const rows = await rowsToChange(client, table, filter);
        return counted(await changeRows(client, table, { rows, changes }));
      }),
    upsert: (ref, { key, ...change }) => writeOnce(ref, key, (client, table) => upsertRow(client, table, change)),
    removeRows: (ref, rowIds) => write(ref, (client, table) => deleteRows(client, table, rowIds.filter(isUuid))),
    removeWhere: (ref, { filter, key }) =>
      writeOnce(ref, key, async (client, table) => {
        const rows = await rowsToChange(client, table, filter);
        return deleteRows(
          client,
          table,
          rows.map(({ id }) => id),
        );
      }),
    restore: (ref, rows) => write(ref, (client, table) => restoreRows(client, table, rows)),
  } satisfies Partial<TableStore>;
}

async function renameTable(client: PoolClient, { id }: LockedTable, name: string): Promise<void> {
  await client.query('update data_table set name = $2, updated_at = now() where id = $1', [id, name]).catch(nameTaken);
}

async function upsertRow(
  client: PoolClient,
  table: LockedTable,
  { by, cells }: { by: Column; cells: CellChanges },
): Promise<{ row: Row; isNew: boolean }> {
  const wanted = { column: by, comparison: 'is', value: cells[by.id] } as const;
  const filter = { conditions: [wanted], match: 'all', ignoreCase: false } as const;
  const { rows } = await readRows(client, table.id, { filter, order: oldest, limit: 1 });
  const [changed] = await changeRows(client, table, { rows, changes: cells });
  if (changed !== undefined) return { row: changed, isNew: false };
  const [row] = await insertRows(client, table, [changedCells(table.columns, {}, cells)]);
  if (row === undefined) throw new Error('A row was added and is not there.');
  return { row, isNew: true };
}

async function changeRows(
  client: PoolClient,
  table: LockedTable,
  { rows, changes }: { rows: readonly Row[]; changes: RowChange['changes'] },
): Promise<Row[]> {
  const changed = rows.map(({ id, cells }) => ({ id, cells: changedCells(table.columns, cells, changes) }));
  return updateRows(client, table, { rows: changed, changed: new Set(Object.keys(changes)) });
}

async function rowsToChange(client: PoolClient, table: LockedTable, filter: RowChange['filter']): Promise<Row[]> {
  const limit = tableLimits.rowsAtOnce;
  const { rows } = await readRows(client, table.id, { filter, order: oldest, limit: limit + 1 });
  if (rows.length <= limit) return rows;
  throw new TableError('too_many_rows', 'More than 10,000 rows are like that. Narrow the conditions down.');
}

function counted(rows: Row[]): ChangedRows {
  // What a step gives stands in a journal: the first of many tell enough.
  return { rows: rows.slice(0, 100), count: rows.length };
}

function plainRow({ id, cells, addedAt, changedAt }: Row): Row {
  return { id, cells, addedAt, changedAt };
}

async function lockTable(client: PoolClient, { workspaceId, tableId }: TableRef): Promise<LockedTable> {
  if (!isUuid(tableId)) throw tableMissing();
  const { rows } = await client.query<{ columns: unknown; row_count: number }>({
    name: 'table-lock',
    text: 'select columns, row_count from data_table where id = $1 and workspace_id = $2 for no key update',
    values: [tableId, workspaceId],
  });
  const [row] = rows;
  if (row === undefined) throw tableMissing();
  return { id: tableId, workspaceId, columns: Columns.parse(row.columns), rowCount: row.row_count };
}

type Line = { id: string; name: string; columns: unknown; row_count: number; created_at: Date; updated_at: Date };

function toTable({ id, name, columns, row_count, created_at, updated_at }: Line): Table {
  const times = { createdAt: created_at.toISOString(), updatedAt: updated_at.toISOString() };
  return { id, name, columns: Columns.parse(columns), rowCount: row_count, ...times };
}

async function listTables(pool: Pool, workspaceId: string): Promise<TableRow[]> {
  const { rows } = await pool.query<Line>(
    `select * from data_table where workspace_id = $1 order by ${foldedSql('name')}, id`,
    [workspaceId],
  );
  const users = await tableUsers(
    pool,
    workspaceId,
    rows.map(({ id }) => id),
  );
  return rows.map((line) => {
    const { columns, ...table } = toTable(line);
    return { ...table, columnCount: columns.length, usedBy: users.get(table.id) ?? [] };
  });
}

async function findTable(pool: Pool, { workspaceId, tableId }: TableRef): Promise<Table | null> {
  if (!isUuid(tableId)) return null;
  const { rows } = await pool.query<Line>({
    name: 'table-find',
    text: 'select * from data_table where id = $1 and workspace_id = $2',
    values: [tableId, workspaceId],
  });
  return rows[0] === undefined ? null : toTable(rows[0]);
}

async function findTables(pool: Pool, workspaceId: string, tableIds: readonly string[]): Promise<Map<string, Table>> {
  const ids = tableIds.filter(isUuid);
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<Line>('select * from data_table where workspace_id = $1 and id = any($2::uuid[])', [
    workspaceId,
    ids,
  ]);
  return new Map(rows.map((line) => [line.id, toTable(line)]));
}

async function createTable(
  pool: Pool,
  { workspaceId, name, columns, rows = [] }: Parameters<TableStore['create']>[0],
): Promise<{ id: string }> {
  return inTransaction(pool, async (client) => {
    const { rows: counts } = await client.query<{ count: number }>(
      'select count(*)::int as count from data_table where workspace_id = $1',
      [workspaceId],
    );
    if ((counts[0]?.count ?? 0) >= tableLimits.tables) {
      throw new TableError('too_many_tables', 'A workspace has 200 tables at most.');
    }
    const id = randomUUIDv7();
    await client
      .query('insert into data_table (id, workspace_id, name, columns) values ($1, $2, $3, $4)', [
        id,
        workspaceId,
        name,
        JSON.stringify(columns),
      ])
      .catch(nameTaken);
    await insertRows(client, { id, workspaceId, columns: [...columns], rowCount: 0 }, rows);
    return { id };
  });
}

async function findRow(reads: Pick<PoolClient | Pool, 'query'>, tableId: string, rowId: string): Promise<Row | null> {
  if (!isUuid(rowId)) return null;
  const { rows } = await reads.query<Parameters<typeof toRow>[0]>(
    'select id, cells, created_at, updated_at from data_row where table_id = $1 and id = $2',
    [tableId, rowId],
  );
  return rows[0] === undefined ? null : toRow(rows[0]);
}

function nameTaken(error: unknown): never {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') throw error;
  throw new TableError('name_taken', 'There is another table of this name.', { cause: error });
}

/** Whether a text from outside can be an id of ours; PostgreSQL refuses to look up anything else. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
