import type { Access } from '../policies/can.ts';
import type { ConnectionDeps } from './connectionStore.ts';

/** The flows whose draft or live version uses an account, by name. */
export type UsedIn = { connectionId: string; flows: { id: string; name: string }[] };

/** In which flows each account of the workspace is used. Those that no flow uses are left out. */
export async function listUsedIn(
  { workspaceId }: Access<'connection.read'>,
  { connections }: Pick<ConnectionDeps, 'connections'>,
): Promise<UsedIn[]> {
  const found = Map.groupBy(await connections.usesOfAll(workspaceId), ({ connectionId }) => connectionId);
  return [...found].map(([connectionId, flows]) => ({
    connectionId,
    flows: flows.map(({ id, name }) => ({ id, name })),
  }));
}
