import { missingScopes } from '@patchbay/connector';
import type { CatalogSource } from '../connectors/connectorStore.ts';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { connectorOf } from './accountOf.ts';
import type { ConnectionDeps } from './connectionStore.ts';
import { scopesInUse } from './scopesInUse.ts';

/** The permissions that steps need of an account and that it was not given, as its provider calls them. */
export async function listMissing(
  { connectionId }: { connectionId: string },
  { workspaceId }: Access<'connection.read'>,
  deps: Pick<ConnectionDeps, 'connections' | 'connectors'> & { catalogs: Pick<CatalogSource, 'forDocument'> },
): Promise<{ scopes: string[] }> {
  const account = await deps.connections.find(workspaceId, connectionId);
  if (account === null) throw new AppError('not_found');
  if (account.scopes === undefined) return { scopes: [] };
  const { auth } = await connectorOf(workspaceId, account.connector, deps);
  return { scopes: missingScopes(await scopesInUse({ workspaceId, connectionId }, deps), account.scopes, auth) };
}
