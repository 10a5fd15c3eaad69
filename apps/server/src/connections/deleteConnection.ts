import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { ConnectionDeps } from './connectionStore.ts';

/** Forgets a connected account and its secret. Runs that need it wait for another one. */
export async function deleteConnection(
  { connectionId }: { connectionId: string },
  access: Access<'connection.delete'>,
  { connections }: Pick<ConnectionDeps, 'connections'>,
): Promise<void> {
  if (!(await connections.remove(access.workspaceId, connectionId))) throw new AppError('not_found');
}
