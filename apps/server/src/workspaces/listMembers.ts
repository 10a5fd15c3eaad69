import type { Access } from '../policies/can.ts';
import type { MemberRow, WorkspaceDeps } from './workspaceStore.ts';

/** Everybody in the workspace, owners first. */
export function listMembers(access: Access<'workspace.read'>, { workspaces }: WorkspaceDeps): Promise<MemberRow[]> {
  return workspaces.members(access.workspaceId);
}
