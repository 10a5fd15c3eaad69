import { AppError } from '../errors.ts';
import type { SignUpDeps } from './signUpDeps.ts';
import { waysIn } from './waysIn.ts';

export type SignUpWish = { email: string; ticket: string | undefined };

/**
 * Lets somebody make an account with that address: who has an invitation or a mail of ours to it, or anybody where the
 * form is open. Throws `sign_up_by_invitation` before anything is looked up, so that it is the same for every address.
 */
export async function admitSignUp({ email, ticket }: SignUpWish, deps: SignUpDeps): Promise<void> {
  const proven = ticket === undefined ? undefined : await provenAddress(ticket, deps);
  if (proven !== undefined && proven === email.toLowerCase()) return;
  const { signUp } = await waysIn(deps);
  if (signUp !== 'open') throw new AppError('sign_up_by_invitation');
}

/** The address that a ticket proves: of a mail of ours, or of an invitation. */
async function provenAddress(
  ticket: string,
  { signUpTickets, invitationLinks, invitations, now }: SignUpDeps,
): Promise<string | undefined> {
  const mailed = signUpTickets.read(ticket, now());
  if (mailed !== undefined) return mailed;
  const id = invitationLinks.read(ticket);
  const invitation = id === undefined ? null : await invitations.find(id);
  return invitation !== null && Date.parse(invitation.expiresAt) > now() ? invitation.email : undefined;
}
