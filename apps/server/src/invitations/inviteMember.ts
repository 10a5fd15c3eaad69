import { AppError } from '../errors.ts';
import { type Access, mayManage, type Role } from '../policies/can.ts';
import { INVITATION_MS, type InvitationDeps } from './invitationStore.ts';
import { type Handed, handOver } from './handOver.ts';

/**
 * Invites somebody by their e-mail address, for seven days: gives the link, and mails it where Patchbay can. An earlier
 * invitation of the same address is over with that. Throws `already_member`, and `not_allowed` where an admin would make an owner.
 */
export async function inviteMember(
  { email: typed, role }: { email: string; role: Role },
  access: Access<'member.invite'>,
  deps: InvitationDeps,
): Promise<Handed> {
  if (!mayManage(access.role, role)) throw new AppError('not_allowed');
  const { workspaceId, userId } = access;
  const email = typed.toLowerCase();
  const members = await deps.workspaces.members(workspaceId);
  if (members.some((member) => member.email.toLowerCase() === email)) throw new AppError('already_member');
  const expiresAt = new Date(deps.now() + INVITATION_MS);
  const { id } = await deps.invitations.create({ workspaceId, email, role, userId, expiresAt });
  return handOver(id, deps);
}
