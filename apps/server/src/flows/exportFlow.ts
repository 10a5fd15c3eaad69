import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { type FlowFile, withoutConnections } from './flowFile.ts';
import type { FlowDeps } from './flowStore.ts';

/** The draft as a file that another Patchbay reads. */
export async function exportFlow(
  { flowId }: { flowId: string },
  _access: Access<'flow.read'>,
  { flows }: Pick<FlowDeps, 'flows'>,
): Promise<FlowFile> {
  const draft = await flows.findDraft(flowId);
  if (draft === null) throw new AppError('not_found');
  return { format: 'patchbay-flow', version: 1, name: draft.name, document: withoutConnections(draft.document) };
}
