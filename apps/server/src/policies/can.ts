import { AppError } from '../errors.ts';

/** What a member may do in a workspace, from most to least: each role holds everything the next one holds. */
export type Role = 'owner' | 'admin' | 'builder' | 'viewer';

export const roles: readonly Role[] = ['owner', 'admin', 'builder', 'viewer'];

/** Every permission and the least role that has it. A procedure that names none of these does not exist. */
const leastRole = {
  'workspace.read': 'viewer',
  'workspace.update': 'admin',
  'workspace.leave': 'viewer',
  // Whom of the members a role may change is narrower still: see mayManage.
  'member.invite': 'admin',
  'member.update': 'admin',
  'member.remove': 'admin',
  'member.reset': 'admin',
  'change.read': 'viewer',
  'flow.read': 'viewer',
  'flow.create': 'builder',
  'flow.update': 'builder',
  'flow.publish': 'builder',
  'flow.delete': 'builder',
  'run.read': 'viewer',
  'run.try': 'builder',
  'run.start': 'builder',
  'run.cancel': 'builder',
  'run.retry': 'builder',
  'run.replay': 'builder',
  'approval.read': 'viewer',
  // Of whom it asks is up to the step: see mayAnswer.
  'approval.answer': 'viewer',
  'hook.listen': 'builder',
  'file.read': 'viewer',
  'file.create': 'builder',
  'connector.read': 'viewer',
  // It asks an app in the name of a connected account.
  'connector.lookup': 'builder',
  'connector.import': 'builder',
  'connector.update': 'admin',
  'connector.delete': 'admin',
  'table.read': 'viewer',
  'table.create': 'builder',
  'table.update': 'builder',
  'table.delete': 'builder',
  'store.read': 'viewer',
  'store.update': 'builder',
  'memory.read': 'viewer',
  'memory.clear': 'builder',
  'connection.read': 'viewer',
  'connection.create': 'builder',
  'connection.test': 'builder',
  'connection.update': 'builder',
  // By builders what they have connected themselves; see shareConnection.
  'connection.share': 'builder',
  'connection.delete': 'admin',
  'oauthClient.read': 'builder',
  'oauthClient.update': 'admin',
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof leastRole;

/** Every permission there is, for the test that walks them. */
export const permissions: readonly Permission[] = Object.keys(leastRole).filter(isPermission);

/** Whether a word is the name of a permission. */
export function isPermission(word: string): word is Permission {
  return Object.hasOwn(leastRole, word);
}

/** Whether a role has a permission. */
export function can(role: Role, permission: Permission): boolean {
  return roles.indexOf(role) <= roles.indexOf(leastRole[permission]);
}

/** Whether a member may answer an approval: one whom its step names, or, where that names nobody, who may change the flow. */
export function mayAnswer({ role, email }: { role: Role; email: string }, approvers: readonly string[]): boolean {
  if (approvers.length === 0) return can(role, 'flow.update');
  return approvers.some((approver) => approver.toLowerCase() === email.toLowerCase());
}

/** Whether one member may change another, or make somebody what they are: owners everybody, admins everybody but owners. */
export function mayManage(role: Role, other: Role): boolean {
  return role === 'owner' || (role === 'admin' && other !== 'owner');
}

/** Whoever is asking, and the workspaces they belong to. */
export type Actor = {
  id: string;
  name: string;
  email: string;
  memberships: readonly { workspaceId: string; role: Role }[];
  /** Of this sign-in; absent where there is none, as on the command line. */
  sessionId?: string;
};

/**
 * Proof that the actor has permission `P` in one workspace. Use cases take one, so none can be called without asking
 * first; only `grant` makes them, and the command line, whose user already holds the instance's key.
 */
export type Access<P extends Permission = Permission> = {
  readonly permission: P;
  readonly workspaceId: string;
  readonly role: Role;
  readonly userId: string;
};

/**
 * The actor's access to a record of `workspaceId` (`null`: there is no such record).
 * Throws `not_found` for records of other workspaces, exactly as for ones that are not there, and `not_allowed` where
 * the actor can see the workspace but their role does not allow this.
 */
export function grant<P extends Permission>(actor: Actor, permission: P, workspaceId: string | null): Access<P> {
  const membership = actor.memberships.find((candidate) => candidate.workspaceId === workspaceId);
  if (membership === undefined || workspaceId === null) throw new AppError('not_found');
  if (!can(membership.role, permission)) throw new AppError('not_allowed');
  return { permission, workspaceId, role: membership.role, userId: actor.id };
}
