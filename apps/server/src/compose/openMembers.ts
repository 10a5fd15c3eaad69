import type { Config } from '../config.ts';
import type { Instance } from '../database/openInstance.ts';
import { createInvitationLinks } from '../invitations/invitationLinks.ts';
import type { InvitationDeps } from '../invitations/invitationStore.ts';
import type { ChangeDeps } from '../changes/changeStore.ts';
import type { TakeTry } from '../policies/tries.ts';
import { OpenStreams } from '../sessions/OpenStreams.ts';
import type { SessionDeps } from '../sessions/sessionStore.ts';
import type { SignUpDeps } from '../signUp/signUpDeps.ts';
import { createSignUpTickets } from '../signUp/signUpTickets.ts';
import { createChangeStore } from '../store/members/changeRows.ts';
import { createInvitationStore } from '../store/members/invitationRows.ts';
import { ACCESS_CHANNEL, createSessionStore } from '../store/members/sessionRows.ts';
import { createPasswordResets, createUserRows } from '../store/members/userRows.ts';
import type { Notifications } from '../store/notifications.ts';
import type { People } from '../store/people/openPeople.ts';
import { createTryCounts } from '../store/tryCounts.ts';
import type { ResetDeps } from '../workspaces/makeResetLink.ts';

type Members = Pick<InvitationDeps, 'invitations' | 'invitationLinks'> &
  Pick<SignUpDeps, 'signUpMode' | 'signUpTickets' | 'signInUrl' | 'users'> &
  Pick<ResetDeps, 'passwordResets' | 'newPasswordUrl'> &
  Pick<SessionDeps, 'sessions'> &
  ChangeDeps & { openStreams: OpenStreams; takeTry: TakeTry };

type MemberParts = {
  instance: Instance;
  /** The database as requests of people reach it. */
  people: Pick<People, 'prisma'>;
  notifications: Notifications;
  config: Pick<Config, 'signUp'>;
  origin: string;
  now(): number;
};

/** Who belongs where, how they come in, and what they have done. */
export function openMembers({ instance, people, notifications, config, origin, now }: MemberParts): Members {
  const { database } = instance;
  // So that links which are out there stay good when the instance key is another one.
  const signed = { instanceKey: instance.signingKey, origin };
  return {
    invitations: createInvitationStore(people),
    invitationLinks: createInvitationLinks(signed),
    signUpMode: config.signUp,
    signUpTickets: createSignUpTickets(signed),
    signInUrl: `${origin}/sign-in`,
    users: createUserRows(database),
    // Not by the wall: whether a link may be made hangs on every workspace that somebody belongs to.
    passwordResets: createPasswordResets(database),
    newPasswordUrl: (token) => `${origin}/new-password?token=${token}`,
    sessions: createSessionStore(database),
    changes: createChangeStore(people),
    openStreams: followAccess(notifications),
    takeTry: createTryCounts(database.pool, now),
  };
}

/** The streams of people, which end with what they were opened by. */
function followAccess(notifications: Notifications): OpenStreams {
  const streams = new OpenStreams();
  notifications.on(ACCESS_CHANNEL, (id) => streams.end(id));
  notifications.onGap(() => streams.endAll());
  return streams;
}
