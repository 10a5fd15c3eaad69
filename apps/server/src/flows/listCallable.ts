import type { Access } from '../policies/can.ts';
import type { CallableFlow, FlowDeps } from './flowStore.ts';

/** The flows that a step of another flow may call: published with the trigger for it. */
export function listCallable(access: Access<'flow.read'>, { flows }: Pick<FlowDeps, 'flows'>): Promise<CallableFlow[]> {
  return flows.callable(access.workspaceId);
}
