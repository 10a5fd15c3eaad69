import type { Access } from '../policies/can.ts';
import type { TableDeps, TableRow } from './tableStore.ts';

/** The tables of the workspace by name, with the flows that use each. */
export function listTables(access: Access<'table.read'>, { tables }: TableDeps): Promise<TableRow[]> {
  return tables.list(access.workspaceId);
}
