import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { FlowDeps } from './flowStore.ts';

/** Switches a flow on or off. Runs that are under way go on either way. */
export async function setActive(
  { flowId, active }: { flowId: string; active: boolean },
  _access: Access<'flow.publish'>,
  { flows, hooksChanged }: Pick<FlowDeps, 'flows' | 'hooksChanged'>,
): Promise<void> {
  if (!(await flows.setActive(flowId, active))) throw new AppError('flow_not_published');
  await hooksChanged(flowId);
}
