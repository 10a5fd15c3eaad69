import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { createFlow } from './createFlow.ts';
import type { FlowDeps } from './flowStore.ts';

/** A second flow with the first one's draft. It is switched off and has hooks of its own once published. */
export async function duplicateFlow(
  { flowId }: { flowId: string },
  access: Access<'flow.create'>,
  deps: Pick<FlowDeps, 'flows' | 'catalogs'>,
): Promise<{ id: string }> {
  const draft = await deps.flows.findDraft(flowId);
  if (draft === null) throw new AppError('not_found');
  return createFlow({ name: copyName(draft.name), document: draft.document }, access, deps);
}

function copyName(name: string): string {
  return `${name.slice(0, 110)} copy`;
}
