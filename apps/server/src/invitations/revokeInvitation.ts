import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { InvitationDeps } from './invitationStore.ts';

/** Takes an invitation back: its link leads nowhere from now on. */
export async function revokeInvitation(
  { invitationId }: { invitationId: string },
  { workspaceId }: Access<'member.invite'>,
  { invitations }: Pick<InvitationDeps, 'invitations'>,
): Promise<void> {
  if ((await invitations.remove(workspaceId, invitationId)) === null) throw new AppError('not_found');
}
