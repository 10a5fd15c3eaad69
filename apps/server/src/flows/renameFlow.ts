import type { Access } from '../policies/can.ts';
import type { FlowDeps } from './flowStore.ts';

/** Gives a flow another name. Nothing refers to names, so nothing else changes. */
export async function renameFlow(
  { flowId, name }: { flowId: string; name: string },
  _access: Access<'flow.update'>,
  { flows }: Pick<FlowDeps, 'flows'>,
): Promise<void> {
  await flows.rename(flowId, name);
}
