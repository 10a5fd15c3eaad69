import type { Access } from '../policies/can.ts';
import type { FlowDeps, TriggerState } from './flowStore.ts';

/** How the triggers of a flow stand that start by themselves. */
export function listTriggers(
  { flowId }: { flowId: string },
  _access: Access<'flow.read'>,
  { flows }: Pick<FlowDeps, 'flows'>,
): Promise<TriggerState[]> {
  return flows.triggers(flowId);
}
