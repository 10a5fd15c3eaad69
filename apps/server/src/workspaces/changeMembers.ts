import { AppError } from '../errors.ts';
import { type Access, mayManage, type Role } from '../policies/can.ts';
import type { WorkspaceDeps } from './workspaceStore.ts';

/**
 * Gives a member another role. Admins neither make nor change owners. Throws `last_owner` where nobody would own the
 * workspace any more.
 */
export async function changeRole(
  { userId, role }: { userId: string; role: Role },
  access: Access<'member.update'>,
  { workspaces }: Pick<WorkspaceDeps, 'workspaces'>,
): Promise<void> {
  const outcome = await workspaces.changeMember({ workspaceId: access.workspaceId, userId }, (current) =>
    mayManage(access.role, current) && mayManage(access.role, role) ? role : 'refused',
  );
  refuse(outcome);
}

/** Takes somebody out of the workspace. What they made stays. Throws `last_owner`. */
export async function removeMember(
  { userId }: { userId: string },
  access: Access<'member.remove'>,
  { workspaces }: Pick<WorkspaceDeps, 'workspaces'>,
): Promise<void> {
  const outcome = await workspaces.changeMember({ workspaceId: access.workspaceId, userId }, (current) =>
    mayManage(access.role, current) ? 'removed' : 'refused',
  );
  refuse(outcome);
}

/** Leaves the workspace oneself. What one made stays. Throws `last_owner`. */
export async function leaveWorkspace(
  { workspaceId, userId }: Access<'workspace.leave'>,
  { workspaces }: Pick<WorkspaceDeps, 'workspaces'>,
): Promise<void> {
  refuse(await workspaces.changeMember({ workspaceId, userId }, () => 'removed'));
}

function refuse(outcome: 'done' | 'missing' | 'refused' | 'last_owner'): void {
  if (outcome === 'missing') throw new AppError('not_found');
  if (outcome === 'refused') throw new AppError('not_allowed');
  if (outcome === 'last_owner') throw new AppError('last_owner');
}
