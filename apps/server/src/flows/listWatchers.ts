import type { Access } from '../policies/can.ts';
import type { FlowDeps, FlowWatcher } from './flowStore.ts';

/** The published flows of a workspace that start when a run of another one fails, by name. */
export function listWatchers(
  _query: { workspaceId: string },
  access: Access<'flow.read'>,
  { flows }: Pick<FlowDeps, 'flows'>,
): Promise<FlowWatcher[]> {
  return flows.watchers(access.workspaceId);
}
