import type { Actor } from '../policies/can.ts';
import type { WorkspaceDeps } from './workspaceStore.ts';

/** One more workspace, owned by whoever makes it. */
export function createWorkspace(
  { name }: { name: string },
  actor: Pick<Actor, 'id' | 'name'>,
  { workspaces }: Pick<WorkspaceDeps, 'workspaces'>,
): Promise<{ id: string }> {
  return workspaces.createFor({ ...actor, workspaceName: name });
}
