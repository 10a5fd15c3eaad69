import type { Access } from '../policies/can.ts';
import type { WorkspaceDeps } from './workspaceStore.ts';

/** Gives the workspace another name. */
export async function renameWorkspace(
  { name }: { name: string },
  access: Access<'workspace.update'>,
  { workspaces }: WorkspaceDeps,
): Promise<void> {
  await workspaces.rename(access.workspaceId, name);
}
