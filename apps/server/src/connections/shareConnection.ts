import { AppError } from '../errors.ts';
import { type Access, can } from '../policies/can.ts';
import type { SharedWith } from '../policies/mayUse.ts';
import type { WorkspaceDeps } from '../workspaces/workspaceStore.ts';
import type { ConnectionDeps, ConnectionRow } from './connectionStore.ts';

/**
 * Says who may use an account. It is for whoever connected it to say, and for admins, who answer for the workspace. Runs that
 * waited because their publisher had no right to it go on where they have it now.
 */
export async function shareConnection(
  { connectionId, sharedWith }: { connectionId: string; sharedWith: SharedWith },
  { workspaceId, role, userId }: Access<'connection.share'>,
  deps: Pick<ConnectionDeps, 'connections' | 'resumes'> & WorkspaceDeps & { now(): number },
): Promise<ConnectionRow> {
  const known = await deps.connections.find(workspaceId, connectionId);
  if (known === null) throw new AppError('not_found');
  if (known.createdBy !== userId && !can(role, 'connection.delete')) throw new AppError('not_allowed');
  const members = new Set((await deps.workspaces.members(workspaceId)).map((member) => member.userId));
  const people = sharedWith === 'workspace' ? sharedWith : [...new Set(sharedWith)].filter((id) => members.has(id));
  const row = await deps.connections.share({ workspaceId, connectionId }, people);
  if (row === null) throw new AppError('not_found');
  // While it is broken they wait for that.
  if (row.state !== 'broken') await deps.resumes.begin({ workspaceId, connectionId, dropsBy: null, now: deps.now() });
  return row;
}
