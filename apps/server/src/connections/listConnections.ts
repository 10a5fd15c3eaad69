import type { Access } from '../policies/can.ts';
import { mayUse } from '../policies/mayUse.ts';
import type { ConnectionDeps, ConnectionRow } from './connectionStore.ts';

/** An account, and whether whoever asks may choose it in a step. */
export type ListedConnection = ConnectionRow & { mayUse: boolean };

/** The connected accounts of the workspace, without their secrets: those that are not for this person as well. */
export async function listConnections(
  { workspaceId, userId }: Access<'connection.read'>,
  { connections }: Pick<ConnectionDeps, 'connections'>,
): Promise<ListedConnection[]> {
  const all = await connections.list(workspaceId);
  return all.map((row) => ({ ...row, mayUse: mayUse(row, userId) }));
}
