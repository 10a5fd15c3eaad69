import { AppError } from '../errors.ts';
import { type Access, can } from '../policies/can.ts';
import { mayUse } from '../policies/mayUse.ts';
import type { ConnectionRow, ConnectionStore } from './connectionStore.ts';

type Find = { connections: Pick<ConnectionStore, 'find'> };

/** An account that this person may use. Throws `not_found`, and `connection_not_shared` where it is not for them. */
export async function usableAccount(
  connectionId: string,
  { workspaceId, userId }: Access,
  { connections }: Find,
): Promise<ConnectionRow> {
  const row = await connections.find(workspaceId, connectionId);
  if (row === null) throw new AppError('not_found');
  if (!mayUse(row, userId)) throw new AppError('connection_not_shared');
  return row;
}

/** One that they may look after: theirs to use, or any where they are an admin, who may not use it for that. */
export async function keptAccount(connectionId: string, access: Access, deps: Find): Promise<ConnectionRow> {
  const row = await deps.connections.find(access.workspaceId, connectionId);
  if (row === null) throw new AppError('not_found');
  if (!can(access.role, 'connection.delete') && !mayUse(row, access.userId)) {
    throw new AppError('connection_not_shared');
  }
  return row;
}
