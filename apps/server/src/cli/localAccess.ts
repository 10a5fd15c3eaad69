import type { Access, Permission } from '../policies/can.ts';
import type { WorkspaceStore } from '../workspaces/workspaceStore.ts';
import { UsageError } from './usage.ts';

/**
 * The access of whoever sits at the machine: they can read the instance key, so they may do what an owner may, and what
 * they do is written down under the owner's name.
 */
export type LocalAccess = <P extends Permission>(permission: P) => Access<P>;

/** Access to the workspace that was named, or to the only one there is. Throws UsageError. */
export async function openWorkspace(workspaces: WorkspaceStore, named: string | undefined): Promise<LocalAccess> {
  const all = await workspaces.listAll();
  const chosen = named === undefined ? all : all.filter(({ id, name }) => id === named || name === named);
  const [workspace] = chosen;
  if (workspace === undefined) {
    throw new UsageError(
      named === undefined
        ? 'There is no workspace yet. Start Patchbay and sign up first.'
        : `There is no workspace "${named}". There are: ${all.map(({ name }) => name).join(', ')}.`,
    );
  }
  if (chosen.length > 1) {
    const names = chosen.map(({ id, name }) => `${name} (${id})`).join(', ');
    throw new UsageError(`There are several workspaces: ${names}. Say which one with --workspace.`);
  }
  const [owner] = await workspaces.members(workspace.id);
  return (permission) => ({ permission, workspaceId: workspace.id, role: 'owner', userId: owner?.userId ?? '' });
}
