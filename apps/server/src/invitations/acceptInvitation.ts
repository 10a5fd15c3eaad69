import { AppError } from '../errors.ts';
import type { Actor } from '../policies/can.ts';
import type { InvitationDeps } from './invitationStore.ts';
import { readInvitation } from './openInvitation.ts';

/**
 * Joins the workspace that the link is to, once. Throws `invitation_over`, and `invitation_for_another` for people with
 * another address: a link that got lost must not let anybody in whom nobody knows.
 */
export async function acceptInvitation(
  { token }: { token: string },
  actor: Pick<Actor, 'id' | 'email'>,
  deps: Pick<InvitationDeps, 'invitations' | 'invitationLinks' | 'now'>,
): Promise<{ workspaceId: string }> {
  const { id, email } = await readInvitation(token, deps);
  if (email !== actor.email.toLowerCase()) throw new AppError('invitation_for_another');
  const joined = await deps.invitations.accept({ id, userId: actor.id, now: new Date(deps.now()) });
  if (joined === null) throw new AppError('invitation_over');
  return { workspaceId: joined.workspaceId };
}
