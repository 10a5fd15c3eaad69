import { emptyDocument, type FlowDocument } from '@patchbay/flow';
import type { Access } from '../policies/can.ts';
import type { FlowDeps } from './flowStore.ts';
import { hookSteps } from './hookSteps.ts';
import { readDocument } from './readDocument.ts';
import { summarize } from './summarize.ts';

/** Makes a flow with one draft and nothing published. */
export async function createFlow(
  {
    name = 'Untitled flow',
    document: given = emptyDocument,
  }: { name?: string | undefined; document?: FlowDocument | undefined },
  access: Access<'flow.create'>,
  { flows, catalogs }: Pick<FlowDeps, 'flows' | 'catalogs'>,
): Promise<{ id: string }> {
  const { workspaceId, userId } = access;
  const document = readDocument(given);
  const catalog = await catalogs.forDocument(workspaceId, document);
  const summary = summarize(document, catalog);
  return flows.create({ workspaceId, userId, name, document, summary, hooks: hookSteps(document, catalog) });
}
