import type { Access } from '../policies/can.ts';
import type { ConnectionDeps, ConnectionRow } from './connectionStore.ts';

/** The connected accounts of the workspace, without their secrets. */
export function listConnections(
  access: Access<'connection.read'>,
  { connections }: Pick<ConnectionDeps, 'connections'>,
): Promise<ConnectionRow[]> {
  return connections.list(access.workspaceId);
}
