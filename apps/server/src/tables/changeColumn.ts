import type { Access } from '../policies/can.ts';
import type { Column } from './column.ts';
import { refusing } from './tableError.ts';
import type { ColumnChange, TableDeps } from './tableStore.ts';

/** Renames a column, or changes what it holds; cells that would be lost are only lost where the person says so. */
export function changeColumn(
  { tableId, ...change }: ColumnChange & { tableId: string },
  { workspaceId }: Access<'table.update'>,
  { tables }: TableDeps,
): Promise<Column> {
  return refusing(tables.changeColumn({ workspaceId, tableId }, change));
}
