import type { Access } from '../policies/can.ts';
import type { FlowDeps } from './flowStore.ts';

/** Takes a flow away with its draft, versions and hooks. Its runs stay in the history until they are too old. */
export async function deleteFlow(
  { flowId }: { flowId: string },
  _access: Access<'flow.delete'>,
  { flows, hooksChanged }: Pick<FlowDeps, 'flows' | 'hooksChanged'>,
): Promise<void> {
  await flows.remove(flowId);
  await hooksChanged(flowId);
}
