import { acceptInvitation } from '../invitations/acceptInvitation.ts';
import type { SignUpDeps } from './signUpDeps.ts';

type Newcomer = { id: string; name: string; email: string };

/**
 * Brings somebody who has just made an account to where they were invited. Anybody else, and who came too late, is
 * welcomed with a workspace of their own.
 */
export async function welcomeGuest(
  user: Newcomer,
  ticket: string | undefined,
  deps: SignUpDeps & { welcome(user: Newcomer): Promise<void> },
): Promise<void> {
  if (ticket === undefined || deps.invitationLinks.read(ticket) === undefined) return deps.welcome(user);
  try {
    await acceptInvitation({ token: ticket }, user, deps);
  } catch (error) {
    deps.onError(error, { about: 'an invitation' });
    await deps.welcome(user);
  }
}
