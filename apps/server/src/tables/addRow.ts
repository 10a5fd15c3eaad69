import type { Access } from '../policies/can.ts';
import { cellsOf } from './cell.ts';
import { foundTable } from './foundTable.ts';
import { refusing } from './tableError.ts';
import type { Row, TableDeps } from './tableStore.ts';

/** Adds a row at the end. */
export function addRow(
  { tableId, values }: { tableId: string; values: Record<string, unknown> },
  access: Access<'table.update'>,
  deps: TableDeps,
): Promise<Row> {
  return refusing(add());

  async function add() {
    const { columns } = await foundTable(tableId, access, deps);
    const [row] = await deps.tables.add({ workspaceId: access.workspaceId, tableId }, [cellsOf(columns, values)]);
    if (row === undefined) throw new Error('A row was added and is not there.');
    return row;
  }
}
