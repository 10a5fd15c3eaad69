import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { accountOf, connectorOf } from './accountOf.ts';
import type { ConnectionDeps, ConnectionRow, ConnectionSecret } from './connectionStore.ts';
import { keptAccount } from './ownAccount.ts';
import { provenAccount, type TryDeps } from './tryAccount.ts';

export type ReconnectConnection = { connectionId: string; auth: ConnectionSecret; anyway?: boolean | undefined };

/** Puts another secret in the place of an account's: its flows stay as they are, and the runs that wait for it go on. */
export async function reconnectConnection(
  { connectionId, auth: typed, anyway = false }: ReconnectConnection,
  access: Access<'connection.update'>,
  deps: Pick<ConnectionDeps, 'connections'> & TryDeps,
): Promise<ConnectionRow> {
  const { workspaceId } = access;
  const known = await keptAccount(connectionId, access, deps);
  const connector = await connectorOf(workspaceId, known.connector, deps);
  const account = accountOf(connector, typed);
  const proven = await provenAccount({ workspaceId, connector, name: known.name, account, anyway }, deps);
  const row = await deps.connections.replace({ workspaceId, connectionId }, proven);
  if (row === null) throw new AppError('not_found');
  return row;
}
