import type { WorkspaceDeps } from './workspaceStore.ts';

/** Gives somebody who just signed up a workspace of their own; the first of an instance owns the first one. */
export async function welcomeUser(user: { id: string; name: string }, { workspaces }: WorkspaceDeps): Promise<void> {
  await workspaces.createFor(user);
}
