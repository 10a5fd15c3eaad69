import { AppError } from '../errors.ts';
import { type Access, mayManage } from '../policies/can.ts';
import { type Handed, handOver } from './handOver.ts';
import { INVITATION_MS, type InvitationDeps } from './invitationStore.ts';

/** Gives an invitation seven days from now on, mails its link again where Patchbay can, and gives the same link to be copied. */
export async function renewInvitation(
  { invitationId }: { invitationId: string },
  { workspaceId, role }: Access<'member.invite'>,
  deps: InvitationDeps,
): Promise<Handed> {
  const known = await deps.invitations.find(invitationId);
  if (known === null || known.workspaceId !== workspaceId) throw new AppError('not_found');
  if (!mayManage(role, known.role)) throw new AppError('not_allowed');
  const expiresAt = new Date(deps.now() + INVITATION_MS);
  if (!(await deps.invitations.renew({ workspaceId, id: invitationId }, expiresAt))) throw new AppError('not_found');
  return handOver(invitationId, deps);
}
