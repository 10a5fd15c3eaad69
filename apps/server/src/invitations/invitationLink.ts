import { AppError } from '../errors.ts';
import { type Access, mayManage } from '../policies/can.ts';
import type { InvitationDeps } from './invitationStore.ts';

/** The link of an invitation, to be copied once more. Whoever has it joins with its role, so an admin gets no owner's. */
export async function invitationLink(
  { invitationId }: { invitationId: string },
  { workspaceId, role }: Access<'member.invite'>,
  { invitations, invitationLinks }: Pick<InvitationDeps, 'invitations' | 'invitationLinks'>,
): Promise<{ link: string }> {
  const known = await invitations.find(invitationId);
  if (known === null || known.workspaceId !== workspaceId) throw new AppError('not_found');
  if (!mayManage(role, known.role)) throw new AppError('not_allowed');
  return { link: invitationLinks.link(invitationId) };
}
