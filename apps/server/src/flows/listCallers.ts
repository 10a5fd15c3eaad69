import type { Access } from '../policies/can.ts';
import type { FlowCaller, FlowDeps } from './flowStore.ts';

/** The flows that call this one, and would fail without it. */
export function listCallers(
  { flowId }: { flowId: string },
  { workspaceId }: Access<'flow.read'>,
  { flows }: Pick<FlowDeps, 'flows'>,
): Promise<FlowCaller[]> {
  return flows.callersOf({ workspaceId, flowId });
}
