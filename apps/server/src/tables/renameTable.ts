import type { Access } from '../policies/can.ts';
import { refusing } from './tableError.ts';
import type { TableDeps } from './tableStore.ts';

/** Gives a table another name. Flows know it by its id, so nothing else changes. */
export function renameTable(
  { tableId, name }: { tableId: string; name: string },
  { workspaceId }: Access<'table.update'>,
  { tables }: TableDeps,
): Promise<void> {
  return refusing(tables.rename({ workspaceId, tableId }, name));
}
