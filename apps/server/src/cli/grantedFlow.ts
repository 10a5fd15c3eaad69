import type { App } from '../api/context.ts';
import { AppError } from '../errors.ts';
import type { LocalAccess } from './localAccess.ts';

/** Makes sure that a flow is the workspace's. Throws `not_found` for others' exactly as for none. */
export async function grantedFlow(flowId: string, access: LocalAccess, { flows }: Pick<App, 'flows'>): Promise<void> {
  if ((await flows.workspaceOf(flowId)) !== access('flow.read').workspaceId) throw new AppError('not_found');
}
