import type { Access } from '../policies/can.ts';
import { type NewColumn, newColumns } from './column.ts';
import { rowsOfCsv } from './csv/rowsOfCsv.ts';
import { refusing, TableError } from './tableError.ts';
import type { TableDeps } from './tableStore.ts';

export type CreateTable = {
  name: string;
  columns: readonly NewColumn[];
  /** The rows to begin with; its columns are those above, in order. */
  csv?: string | undefined;
};

/** Makes a table, empty or with all rows of a CSV file: a file that does not fit makes none. */
export function createTable(
  { name, columns: wanted, csv }: CreateTable,
  access: Access<'table.create'>,
  { tables }: TableDeps,
): Promise<{ id: string }> {
  return refusing(make());

  async function make() {
    if (wanted.length === 0) throw new TableError('columns_missing', 'A table needs at least one column.');
    const columns = newColumns(wanted);
    const rows = csv === undefined ? [] : rowsOfCsv(csv, { columns, by: 'position', isLenient: false }).rows;
    return tables.create({ workspaceId: access.workspaceId, name, columns, rows });
  }
}
