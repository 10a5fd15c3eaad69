import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { Table, TableDeps } from './tableStore.ts';

/** A table of the workspace. Throws `not_found` for others' exactly as for none. */
export async function foundTable(tableId: string, { workspaceId }: Access, { tables }: TableDeps): Promise<Table> {
  const table = await tables.find({ workspaceId, tableId });
  if (table === null) throw new AppError('not_found');
  return table;
}
