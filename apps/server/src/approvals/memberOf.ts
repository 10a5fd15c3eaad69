import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { MemberRow, WorkspaceDeps } from '../workspaces/workspaceStore.ts';

/** Whoever asks, as a member of the workspace. */
export async function memberOf(access: Access, { workspaces }: WorkspaceDeps): Promise<MemberRow> {
  const members = await workspaces.members(access.workspaceId);
  const member = members.find(({ userId }) => userId === access.userId);
  if (member === undefined) throw new AppError('not_found');
  return member;
}
