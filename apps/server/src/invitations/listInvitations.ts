import type { Access } from '../policies/can.ts';
import type { InvitationDeps, InvitationRow } from './invitationStore.ts';

/** Who was invited and has not come yet, newest first. */
export function listInvitations(
  access: Access<'member.invite'>,
  { invitations }: Pick<InvitationDeps, 'invitations'>,
): Promise<InvitationRow[]> {
  return invitations.list(access.workspaceId);
}
