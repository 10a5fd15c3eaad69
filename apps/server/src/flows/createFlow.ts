import { emptyDocument, type FlowDocument } from '@patchbay/flow';
import type { Access } from '../policies/can.ts';
import type { FlowDeps } from './flowStore.ts';
import { summarize } from './summarize.ts';

/** Makes a flow with one draft and nothing published. */
export async function createFlow(
  { name = 'Untitled flow', document = emptyDocument }: { name?: string; document?: FlowDocument },
  access: Access<'flow.create'>,
  { flows, catalogs }: Pick<FlowDeps, 'flows' | 'catalogs'>,
): Promise<{ id: string }> {
  const { workspaceId, userId } = access;
  const summary = summarize(document, await catalogs.forDocument(workspaceId, document));
  return flows.create({ workspaceId, userId, name, document, summary });
}
