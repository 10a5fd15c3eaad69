import { OperationError } from '@patchbay/connector';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { connectorOf } from './accountOf.ts';
import type { ConnectionDeps, ConnectionRow } from './connectionStore.ts';
import { keptAccount } from './ownAccount.ts';
import { tryAccount } from './tryAccount.ts';

/** Makes the test call with an account that is kept, and keeps what it shows. */
export async function testConnection(
  { connectionId }: { connectionId: string },
  access: Access<'connection.test'>,
  deps: ConnectionDeps,
): Promise<ConnectionRow> {
  const { connections } = deps;
  const { workspaceId } = access;
  await keptAccount(connectionId, access, deps);
  const account = await deps.readAccount({ workspaceId, id: connectionId });
  if (account?.kept === undefined) throw new AppError('not_found');
  const connector = await connectorOf(workspaceId, account.kept.connector, deps);
  const place = { workspaceId, connectionId };
  try {
    const { checked } = await tryAccount({ workspaceId, connector, account }, deps);
    await connections.check(place, checked);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    await connections.check(place, { problem: error.failure.message });
  }
  const row = await connections.find(workspaceId, connectionId);
  if (row === null) throw new AppError('not_found');
  return row;
}
