import { AppError } from '../errors.ts';
import type { Access, Role } from '../policies/can.ts';
import type { FlowDeps, FlowRecord } from './flowStore.ts';

/** A flow as the builder opens it, with the addresses of its hooks. */
export type OpenedFlow = Omit<FlowRecord, 'hooks'> & { role: Role; hooks: { stepId: string; url: string }[] };

/** Opens a flow: its draft, what is live, and where its hooks are posted to. */
export async function getFlow(
  { flowId }: { flowId: string },
  access: Access<'flow.read'>,
  { flows, hookUrl, formUrl }: Pick<FlowDeps, 'flows' | 'hookUrl' | 'formUrl'>,
): Promise<OpenedFlow> {
  const flow = await flows.find(flowId);
  if (flow === null) throw new AppError('not_found');
  const { steps } = flow.draft.document;
  const isForm = (stepId: string) => Object.hasOwn(steps, stepId) && steps[stepId]?.uses.operation === 'form';
  const hooks = flow.hooks.map(({ id, stepId }) => ({ stepId, url: isForm(stepId) ? formUrl(id) : hookUrl(id) }));
  return { ...flow, role: access.role, hooks };
}
