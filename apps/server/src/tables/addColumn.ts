import type { Access } from '../policies/can.ts';
import type { Column, NewColumn } from './column.ts';
import { refusing } from './tableError.ts';
import type { TableDeps } from './tableStore.ts';

/** Adds a column at the right, empty in every row. */
export function addColumn(
  { tableId, column }: { tableId: string; column: NewColumn },
  { workspaceId }: Access<'table.update'>,
  { tables }: TableDeps,
): Promise<Column> {
  return refusing(tables.addColumn({ workspaceId, tableId }, column));
}
