import type { Actor, Role } from '../policies/can.ts';

export type WorkspaceRow = { id: string; name: string; role: Role };
export type MemberRow = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: string;
  /** Whether signing in asks them for a code besides the password. */
  hasTwoFactor: boolean;
};

/** What becomes of a member: another role, or no longer one. */
type MemberFate = Role | 'removed' | 'refused';

/** Workspaces and who belongs to them. */
export type WorkspaceStore = {
  /** The user with their memberships; null when the user is gone. */
  findActor(userId: string): Promise<Actor | null>;
  listFor(userId: string): Promise<WorkspaceRow[]>;
  /** Every workspace of the instance, oldest first: for whoever sits at the machine. */
  listAll(): Promise<{ id: string; name: string }[]>;
  rename(workspaceId: string, name: string): Promise<void>;
  members(workspaceId: string): Promise<MemberRow[]>;
  /** A new workspace with this user as its owner; named after them where it has no name. */
  createFor(user: { id: string; name: string; workspaceName?: string }): Promise<{ id: string }>;
  /**
   * Changes a member as `decide` says of the role they have. Changes of one workspace wait for each other, so that two
   * owners cannot make each other go: `last_owner` where nobody would be left.
   */
  changeMember(
    place: { workspaceId: string; userId: string },
    decide: (role: Role) => MemberFate,
  ): Promise<'done' | 'missing' | 'refused' | 'last_owner'>;
};

export type WorkspaceDeps = { workspaces: WorkspaceStore };
