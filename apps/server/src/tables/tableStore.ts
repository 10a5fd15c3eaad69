import type { CellChanges, Cells } from './cell.ts';
import type { Column, NewColumn } from './column.ts';
import type { RowFilter, RowOrder } from './conditions.ts';

/** One table of a workspace. */
export type TableRef = { workspaceId: string; tableId: string };

export type Table = {
  id: string;
  name: string;
  columns: Column[];
  rowCount: number;
  createdAt: string;
  updatedAt: string;
};

/** A table that was found in the workspace of whoever asks: rows are read of no other. */
type FoundTable = Pick<Table, 'id' | 'columns'>;

/** A flow whose draft or live version names a table. */
export type TableUser = { flowId: string; name: string };

/** A table as the list shows it. */
export type TableRow = Omit<Table, 'columns'> & { columnCount: number; usedBy: TableUser[] };

export type Row = { id: string; cells: Cells; addedAt: string; changedAt: string };

/** A row that was taken out, with its place. */
export type RemovedRow = Row & { position: string };

export type RowPage = { rows: RemovedRow[]; nextCursor: string | null; count: number };

export type RowQuery = { filter: RowFilter; order: RowOrder; limit: number };

/** What to make of a column; `dropUnfit` empties the cells that its new type cannot keep. */
export type ColumnChange = { columnId: string; to: NewColumn; dropUnfit: boolean };

/** Rows to change, and how. `key` is the idempotency key of a step: the same one changes nothing a second time. */
export type RowChange = { filter: RowFilter; changes: CellChanges; key?: string };

export type ChangedRows = { rows: Row[]; count: number };

/** The tables of every workspace. Whatever names a table of another workspace finds none: TableError `table_missing`. */
export type TableStore = {
  list(workspaceId: string): Promise<TableRow[]>;
  /** Null where the workspace has no such table. */
  find(table: TableRef): Promise<Table | null>;
  /** Those of the tables that the workspace has, by id. */
  findAll(workspaceId: string, tableIds: readonly string[]): Promise<Map<string, Table>>;
  create(table: {
    workspaceId: string;
    name: string;
    columns: readonly Column[];
    rows?: readonly Cells[];
  }): Promise<{ id: string }>;
  rename(table: TableRef, name: string): Promise<void>;
  remove(table: TableRef): Promise<void>;
  usedBy(table: TableRef): Promise<TableUser[]>;

  addColumn(table: TableRef, column: NewColumn): Promise<Column>;
  changeColumn(table: TableRef, change: ColumnChange): Promise<Column>;
  removeColumn(table: TableRef, columnId: string): Promise<void>;

  page(table: FoundTable, query: RowQuery & { cursor?: string | undefined }): Promise<RowPage>;
  /** The rows in the order asked for; at most `limit`. */
  rows(table: FoundTable, query: RowQuery): Promise<Row[]>;
  row(table: FoundTable, rowId: string): Promise<Row | null>;
  count(table: FoundTable, filter: RowFilter): Promise<number>;

  add(table: TableRef, rows: readonly CellChanges[], key?: string): Promise<Row[]>;
  update(table: TableRef, change: { rowId: string; changes: CellChanges }): Promise<Row>;
  updateWhere(table: TableRef, change: RowChange): Promise<ChangedRows>;
  /** Changes the oldest row whose cell in `by` is that of `cells`, or adds one. */
  upsert(
    table: TableRef,
    change: { by: Column; cells: CellChanges; key?: string },
  ): Promise<{ row: Row; isNew: boolean }>;
  removeRows(table: TableRef, rowIds: readonly string[]): Promise<number>;
  removeWhere(table: TableRef, change: { filter: RowFilter; key?: string }): Promise<number>;
  /** Puts rows back where they were. */
  restore(table: TableRef, rows: readonly RemovedRow[]): Promise<void>;
};

export type TableDeps = { tables: TableStore };
