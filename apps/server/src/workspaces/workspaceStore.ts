import type { Actor, Role } from '../policies/can.ts';

export type WorkspaceRow = { id: string; name: string; role: Role };
export type MemberRow = { userId: string; name: string; email: string; role: Role; joinedAt: string };

/** Workspaces and who belongs to them. */
export type WorkspaceStore = {
  /** The user with their memberships; null when the user is gone. */
  findActor(userId: string): Promise<Actor | null>;
  listFor(userId: string): Promise<WorkspaceRow[]>;
  /** Every workspace of the instance, oldest first: for whoever sits at the machine. */
  listAll(): Promise<{ id: string; name: string }[]>;
  rename(workspaceId: string, name: string): Promise<void>;
  members(workspaceId: string): Promise<MemberRow[]>;
  /** A new workspace with this user as its owner. */
  createFor(user: { id: string; name: string }): Promise<{ id: string }>;
};

export type WorkspaceDeps = { workspaces: WorkspaceStore };
