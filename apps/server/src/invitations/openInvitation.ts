import { AppError } from '../errors.ts';
import type { Role } from '../policies/can.ts';
import type { InvitationDeps, InvitationRecord } from './invitationStore.ts';

export type OpenInvitation = { workspaceName: string; email: string; role: Role; invitedBy: string | null };

/** What an invitation is to, for whoever has its link. Throws `invitation_over`, for made-up links as well. */
export async function openInvitation(
  { token }: { token: string },
  deps: Pick<InvitationDeps, 'invitations' | 'invitationLinks' | 'now'>,
): Promise<OpenInvitation> {
  const { workspaceName, email, role, invitedBy } = await readInvitation(token, deps);
  return { workspaceName, email, role, invitedBy };
}

/** The invitation that a link leads to. Throws `invitation_over`. */
export async function readInvitation(
  token: string,
  { invitations, invitationLinks, now }: Pick<InvitationDeps, 'invitations' | 'invitationLinks' | 'now'>,
): Promise<InvitationRecord> {
  const id = invitationLinks.read(token);
  const invitation = id === undefined ? null : await invitations.find(id);
  if (invitation === null || Date.parse(invitation.expiresAt) <= now()) throw new AppError('invitation_over');
  return invitation;
}
