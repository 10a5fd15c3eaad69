import type { InvitationDeps } from '../invitations/invitationStore.ts';
import type { SignUpTickets } from './signUpTickets.ts';

/** Who may make an account by themselves: anybody, or only who was invited. The first person of an instance always may. */
export type SignUpMode = 'open' | 'invited';

export type SignUpDeps = InvitationDeps & {
  signUpMode: SignUpMode;
  signUpTickets: SignUpTickets;
  /** The page at which people sign in. */
  signInUrl: string;
  users: {
    /** Whether anybody has an account yet. */
    hasAny(): Promise<boolean>;
    findByEmail(email: string): Promise<{ id: string } | null>;
    /** Signing in asks them for the password only. */
    endTwoFactor(userId: string): Promise<void>;
  };
  onError(error: unknown, about: Record<string, string>): void;
};
