import type { Access, Role } from '../policies/can.ts';
import { accountOf, connectorOf } from './accountOf.ts';
import type { ConnectionDeps, ConnectionRow, ConnectionSecret } from './connectionStore.ts';
import { provenAccount, type TryDeps } from './tryAccount.ts';

export type CreateConnection = {
  connector: string;
  name: string;
  auth: ConnectionSecret;
  /** Whether to keep it although its test call failed. */
  anyway?: boolean | undefined;
};

/**
 * Tries what the person typed where the connector has a call for that, seals it and keeps it, bound to the connector's host.
 * Throws AppError `connection_does_not_work` with the reason.
 */
export async function createConnection(
  { connector: id, name, auth: typed, anyway = false }: CreateConnection,
  access: Access<'connection.create'>,
  deps: Pick<ConnectionDeps, 'connections'> & TryDeps,
): Promise<ConnectionRow> {
  const { workspaceId, userId } = access;
  const connector = await connectorOf(workspaceId, id, deps);
  const account = accountOf(connector, typed);
  const proven = await provenAccount({ workspaceId, connector, name, account, anyway }, deps);
  const sharedWith = sharedAtFirst(access.role);
  return deps.connections.create({ workspaceId, userId, connector: id, name, sharedWith, ...proven });
}

/** What an admin connects is for everybody; a builder's own is theirs until they share it. */
export function sharedAtFirst(role: Role): 'workspace' | 'people' {
  return role === 'owner' || role === 'admin' ? 'workspace' : 'people';
}
