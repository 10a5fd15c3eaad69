import type { Access } from '../policies/can.ts';
import { refusing } from './tableError.ts';
import type { TableDeps } from './tableStore.ts';

/** Takes a column and what is in it out of a table. */
export function removeColumn(
  { tableId, columnId }: { tableId: string; columnId: string },
  { workspaceId }: Access<'table.update'>,
  { tables }: TableDeps,
): Promise<void> {
  return refusing(tables.removeColumn({ workspaceId, tableId }, columnId));
}
