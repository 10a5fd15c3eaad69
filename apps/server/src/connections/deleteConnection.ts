import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import { type Revoked, revokeTokens } from '../oauth/revokeTokens.ts';
import type { Access } from '../policies/can.ts';
import type { OpenConnection } from '../vault/signRequest.ts';
import type { ConnectionDeps } from './connectionStore.ts';
import type { ConnectionUses } from './connectionUses.ts';
import { listUses } from './listUses.ts';

/** `seen`: the flows that the person was told of, and whether they were told that each stops. */
type DeleteConnection = { connectionId: string; seen: readonly SeenUse[] };

type SeenUse = { flowId: string; stops: boolean };

type DeleteDeps = Pick<ConnectionDeps, 'connections' | 'readAccount'> &
  Parameters<typeof revokeTokens>[1] & { now(): number };

/** How long a renewal that is under way is waited for: its new token is to be revoked as well. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 150;

/**
 * Forgets a connected account and its secret, then tells its provider, which the answer speaks of. Requests that are under
 * way end as they would; steps that come to need it fail, and so do those that waited for it.
 * Throws `connection_use_changed` where other flows would stop than the person was told.
 */
export async function deleteConnection(
  { connectionId, seen }: DeleteConnection,
  access: Access<'connection.delete'>,
  deps: DeleteDeps,
): Promise<{ revoked: Revoked }> {
  const uses = await listUses({ connectionId }, access, deps);
  if (!isAsSeen(uses, seen)) throw new AppError('connection_use_changed');
  return { revoked: await revokeTokens(await leave({ connectionId }, access, deps), deps) };
}

/** Gives the account as it was at its end. */
async function leave(
  { connectionId }: { connectionId: string },
  { workspaceId }: Access<'connection.delete'>,
  { connections, readAccount, now }: DeleteDeps,
): Promise<OpenConnection> {
  const giveUpAt = now() + PATIENCE_MS;
  for (;;) {
    const account = await readAccount({ workspaceId, id: connectionId });
    if (account?.kept === undefined) throw new AppError('not_found');
    const { generation } = account.kept;
    const place = { workspaceId, connectionId, generation, now: now() };
    if (await connections.remove({ ...place, insists: now() >= giveUpAt })) return account;
    await sleep(LOOK_MS);
  }
}

function isAsSeen({ flows, callers }: ConnectionUses, seen: readonly SeenUse[]): boolean {
  const now = [
    ...flows.map(({ id, stops }): SeenUse => ({ flowId: id, stops })),
    ...callers.map(({ id }): SeenUse => ({ flowId: id, stops: true })),
  ];
  const known = new Map(seen.map(({ flowId, stops }) => [flowId, stops]));
  return known.size === now.length && now.every(({ flowId, stops }) => known.get(flowId) === stops);
}
