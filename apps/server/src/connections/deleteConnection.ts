import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { ConnectionDeps } from './connectionStore.ts';
import type { ConnectionUses } from './connectionUses.ts';
import { listUses } from './listUses.ts';

/** `seen`: the flows that the person was told of, and whether they were told that each stops. */
type DeleteConnection = { connectionId: string; seen: readonly SeenUse[] };

type SeenUse = { flowId: string; stops: boolean };

/**
 * Forgets a connected account and its secret. Runs that need it wait for another one.
 * Throws `connection_use_changed` where other flows would stop than the person was told.
 */
export async function deleteConnection(
  { connectionId, seen }: DeleteConnection,
  access: Access<'connection.delete'>,
  { connections }: Pick<ConnectionDeps, 'connections'>,
): Promise<void> {
  const uses = await listUses({ connectionId }, access, { connections });
  if (!isAsSeen(uses, seen)) throw new AppError('connection_use_changed');
  if (!(await connections.remove(access.workspaceId, connectionId))) throw new AppError('not_found');
}

function isAsSeen({ flows, callers }: ConnectionUses, seen: readonly SeenUse[]): boolean {
  const now = [
    ...flows.map(({ id, stops }): SeenUse => ({ flowId: id, stops })),
    ...callers.map(({ id }): SeenUse => ({ flowId: id, stops: true })),
  ];
  const known = new Map(seen.map(({ flowId, stops }) => [flowId, stops]));
  return known.size === now.length && now.every(({ flowId, stops }) => known.get(flowId) === stops);
}
