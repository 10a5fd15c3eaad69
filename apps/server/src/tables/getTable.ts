import type { Access } from '../policies/can.ts';
import { foundTable } from './foundTable.ts';
import type { Table, TableDeps, TableUser } from './tableStore.ts';

/** A table with its columns, and the flows whose draft or live version names it. */
export async function getTable(
  { tableId }: { tableId: string },
  access: Access<'table.read'>,
  deps: TableDeps,
): Promise<Table & { usedBy: TableUser[] }> {
  const table = await foundTable(tableId, access, deps);
  return { ...table, usedBy: await deps.tables.usedBy({ workspaceId: access.workspaceId, tableId }) };
}
