import type { Access } from '../policies/can.ts';
import { refusing } from './tableError.ts';
import type { TableDeps } from './tableStore.ts';

/** Deletes a table with its rows. Steps that name it fail from then on, and say so. */
export function deleteTable(
  { tableId }: { tableId: string },
  { workspaceId }: Access<'table.delete'>,
  { tables }: TableDeps,
): Promise<void> {
  return refusing(tables.remove({ workspaceId, tableId }));
}
