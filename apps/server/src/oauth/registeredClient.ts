import type { Auth } from '@patchbay/connector';
import { connectorOf } from '../connections/accountOf.ts';
import { allBuiltIns } from '../connectors/builtIns.ts';
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

/** A connector whose accounts are signed in to at a provider, and its client; null where none is registered yet. */
type ClientLine = { connector: string; name: string; client: ClientRow | null };

/** All the connectors that need a client, with the one they have. */
export async function listClients(
  { workspaceId }: Access<'oauthClient.read'>,
  { findClient, connectors, callbackUrl }: ClientDeps,
): Promise<{ clients: ClientLine[]; callbackUrl: string }> {
  const all = [...(await allBuiltIns()), ...(await connectors.list(workspaceId))].filter(({ auth }) =>
    auth.some(isOAuth),
  );
  const clients = all.map(async ({ id, name }): Promise<ClientLine> => {
    const client = await findClient(workspaceId, id);
    return { connector: id, name, client: client === undefined ? null : { clientId: client.id, from: client.from } };
  });
  return { clients: await Promise.all(clients), callbackUrl };
}

function isOAuth(auth: Auth): boolean {
  return (
    auth.kind === 'oauth2' &&
    auth.grant !== 'clientCredentials' &&
    (auth.authorizeUrl !== undefined || auth.deviceUrl !== undefined)
  );
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
