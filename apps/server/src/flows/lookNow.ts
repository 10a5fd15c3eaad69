import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { FlowDeps } from './flowStore.ts';

/** Has a trigger that looks at another system look now instead of when its time comes. Throws `flow_not_on`. */
export async function lookNow(
  trigger: { flowId: string; stepId: string },
  _access: Access<'run.start'>,
  { flows }: Pick<FlowDeps, 'flows'>,
): Promise<void> {
  if (!(await flows.lookNow(trigger))) throw new AppError('flow_not_on');
}
