import type { Actor } from '../policies/can.ts';
import type { WorkspaceDeps, WorkspaceRow } from './workspaceStore.ts';

export type SessionView = { user: { id: string; name: string; email: string }; workspaces: WorkspaceRow[] };

/** Who is signed in and where they belong; null for nobody. */
export async function getSession(actor: Actor | null, { workspaces }: WorkspaceDeps): Promise<SessionView | null> {
  if (actor === null) return null;
  const { id, name, email } = actor;
  return { user: { id, name, email }, workspaces: await workspaces.listFor(id) };
}
