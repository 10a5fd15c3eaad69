import { giveFirstFlow } from '../home/giveFirstFlow.ts';
import type { HomeDeps } from '../home/homeStore.ts';
import type { WorkspaceDeps } from './workspaceStore.ts';

/** Gives somebody who just signed up a workspace of their own, with an example in it that has already run. */
export async function welcomeUser(
  user: { id: string; name: string },
  { workspaces, ...deps }: WorkspaceDeps & HomeDeps,
): Promise<void> {
  const { id: workspaceId } = await workspaces.createFor(user);
  try {
    await giveFirstFlow({ permission: 'flow.create', workspaceId, role: 'owner', userId: user.id }, deps);
  } catch (error) {
    // An account without the example is better than none. The first page offers to bring it.
    deps.onError(error, {});
  }
}
