import type { Access } from '../policies/can.ts';
import type { HomeDeps } from './homeStore.ts';

/** Shows one member their first page without its lessons, or with them again. */
export async function hideFirstSteps(
  { isHidden }: { isHidden: boolean },
  { workspaceId, userId }: Access<'workspace.read'>,
  { home }: Pick<HomeDeps, 'home'>,
): Promise<void> {
  await home.setHidden({ workspaceId, userId }, isHidden);
}
