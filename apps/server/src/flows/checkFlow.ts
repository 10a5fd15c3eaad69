import { check, type Diagnostic } from '@patchbay/flow';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { FlowDeps } from './flowStore.ts';

/** Everything that is wrong with a flow's draft, as publishing would see it. */
export async function checkFlow(
  { flowId }: { flowId: string },
  access: Access<'flow.read'>,
  { flows, catalogs }: Pick<FlowDeps, 'flows' | 'catalogs'>,
): Promise<Diagnostic[]> {
  const draft = await flows.findDraft(flowId);
  if (draft === null) throw new AppError('not_found');
  return check(draft.document, await catalogs.forDocument(access.workspaceId, draft.document));
}
