import { connectorOf } from '../connections/accountOf.ts';
import type { Access } from '../policies/can.ts';
import type { ClientRow } from './clients.ts';
import type { OAuthDeps } from './oauthDeps.ts';

type ClientDeps = Pick<OAuthDeps, 'clients' | 'findClient' | 'connectors' | 'callbackUrl'>;

/** Which client a connector's accounts are signed in with, and the address to register for it; never its secret. */
export async function getClient(
  { connector }: { connector: string },
  { workspaceId }: Access<'oauthClient.read'>,
  { findClient, callbackUrl }: Pick<ClientDeps, 'findClient' | 'callbackUrl'>,
): Promise<{ client: ClientRow | null; callbackUrl: string }> {
  const client = await findClient(workspaceId, connector);
  return { client: client === undefined ? null : { clientId: client.id, from: client.from }, callbackUrl };
}

/** Keeps the client that an admin has registered at a provider; its secret is sealed. No secret: the provider gave none. */
export async function setClient(
  { connector, clientId, clientSecret }: { connector: string; clientId: string; clientSecret?: string | undefined },
  { workspaceId }: Access<'oauthClient.update'>,
  deps: ClientDeps,
): Promise<void> {
  const { id } = await connectorOf(workspaceId, connector, deps);
  await deps.clients.save(workspaceId, id, {
    id: clientId,
    ...(clientSecret !== undefined && { secret: clientSecret }),
  });
}

/** Forgets a client. What was signed in with it works until it has to be renewed. */
export async function removeClient(
  { connector }: { connector: string },
  { workspaceId }: Access<'oauthClient.update'>,
  { clients }: Pick<ClientDeps, 'clients'>,
): Promise<void> {
  await clients.remove(workspaceId, connector);
}
