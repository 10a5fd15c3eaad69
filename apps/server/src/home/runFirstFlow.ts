import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { tryFlow } from '../runs/tryFlow.ts';
import { firstAnswer } from './firstFlow.ts';
import type { HomeDeps } from './homeStore.ts';

/** Runs the example on sample data, as its draft stands now. Throws `not_found` where it was deleted. */
export async function runFirstFlow(access: Access<'run.try'>, deps: HomeDeps): Promise<{ runId: string }> {
  const { firstFlowId } = await deps.home.find(access);
  const draft = firstFlowId === null ? null : await deps.flows.findDraft(firstFlowId);
  if (firstFlowId === null || draft === null || draft.workspaceId !== access.workspaceId)
    throw new AppError('not_found');
  const { document } = draft;
  const trigger = Object.hasOwn(document.steps, firstAnswer.trigger) ? firstAnswer.trigger : undefined;
  return tryFlow({ flowId: firstFlowId, document, mode: 'mock', trigger, payload: firstAnswer.payload }, access, deps);
}
