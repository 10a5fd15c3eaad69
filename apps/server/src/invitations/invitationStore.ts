import type { SendMail } from '../mail/sendMail.ts';
import type { Role } from '../policies/can.ts';
import type { WorkspaceDeps } from '../workspaces/workspaceStore.ts';
import type { InvitationLinks } from './invitationLinks.ts';

/** That somebody may join a workspace. Times are ISO instants. */
export type InvitationRow = {
  id: string;
  email: string;
  role: Role;
  /** The name of who invited them; null once they are gone. */
  invitedBy: string | null;
  createdAt: string;
  expiresAt: string;
  /** When its link was mailed last; null where it was only shown. */
  mailedAt: string | null;
};

export type InvitationRecord = InvitationRow & { workspaceId: string; workspaceName: string };

/** Invitations that nobody has accepted or taken back. */
export type InvitationStore = {
  list(workspaceId: string): Promise<InvitationRow[]>;
  find(id: string): Promise<InvitationRecord | null>;
  /** A new one; an earlier one to the same address is over with it. */
  create(invitation: {
    workspaceId: string;
    email: string;
    role: Role;
    userId: string;
    expiresAt: Date;
  }): Promise<{ id: string }>;
  /** False when the workspace has no such invitation. */
  renew(place: { workspaceId: string; id: string }, expiresAt: Date): Promise<boolean>;
  noteMailed(id: string, at: Date): Promise<void>;
  /** The address it was for; null when the workspace has no such invitation. */
  remove(workspaceId: string, id: string): Promise<{ email: string } | null>;
  /**
   * Makes the user a member and ends the invitation, once: null where it is over. Whoever is a member already keeps their role.
   */
  accept(place: { id: string; userId: string; now: Date }): Promise<{ workspaceId: string; role: Role } | null>;
};

export type InvitationDeps = WorkspaceDeps & {
  invitations: InvitationStore;
  invitationLinks: InvitationLinks;
  now(): number;
  /** Absent where no mail server is set: links are only shown then. */
  sendMail?: SendMail;
};

/** How long an invitation may be accepted. */
export const INVITATION_MS = 7 * 24 * 3_600_000;
