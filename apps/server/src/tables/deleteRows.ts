import type { Access } from '../policies/can.ts';
import { refusing } from './tableError.ts';
import type { TableDeps } from './tableStore.ts';

/** Deletes rows by their ids; those that are gone already do not matter. */
export async function deleteRows(
  { tableId, rowIds }: { tableId: string; rowIds: readonly string[] },
  { workspaceId }: Access<'table.update'>,
  { tables }: TableDeps,
): Promise<{ count: number }> {
  return { count: await refusing(tables.removeRows({ workspaceId, tableId }, rowIds)) };
}
