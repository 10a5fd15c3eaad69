import type { Access } from '../policies/can.ts';
import { cellsOf, changedCells } from './cell.ts';
import { foundTable } from './foundTable.ts';
import { refusing } from './tableError.ts';
import type { RemovedRow, TableDeps } from './tableStore.ts';

/** Puts rows back that were just deleted, where they were; a row that does not fit the columns any more stays away. */
export function restoreRows(
  { tableId, rows }: { tableId: string; rows: readonly RemovedRow[] },
  access: Access<'table.update'>,
  deps: TableDeps,
): Promise<void> {
  return refusing(restore());

  async function restore() {
    const { columns } = await foundTable(tableId, access, deps);
    const checked = rows.map((row) => ({ ...row, cells: changedCells(columns, {}, cellsOf(columns, row.cells)) }));
    await deps.tables.restore({ workspaceId: access.workspaceId, tableId }, checked);
  }
}
