import type { Access } from '../policies/can.ts';
import { cellsOf } from './cell.ts';
import { foundTable } from './foundTable.ts';
import { refusing } from './tableError.ts';
import type { Row, TableDeps } from './tableStore.ts';

/** Changes some cells of a row; null empties one. */
export function updateRow(
  { tableId, rowId, values }: { tableId: string; rowId: string; values: Record<string, unknown> },
  access: Access<'table.update'>,
  deps: TableDeps,
): Promise<Row> {
  return refusing(update());

  async function update() {
    const { columns } = await foundTable(tableId, access, deps);
    const changes = cellsOf(columns, values);
    return deps.tables.update({ workspaceId: access.workspaceId, tableId }, { rowId, changes });
  }
}
