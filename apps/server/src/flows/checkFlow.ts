import { check, type Diagnostic } from '@patchbay/flow';
import type { ConnectionDeps } from '../connections/connectionStore.ts';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { checkAccounts } from './checkAccounts.ts';
import type { FlowDeps } from './flowStore.ts';

/** Everything that is wrong with a flow's draft, as publishing would see it. */
export async function checkFlow(
  { flowId }: { flowId: string },
  access: Access<'flow.read'>,
  { flows, catalogs, connections }: Pick<FlowDeps, 'flows' | 'catalogs'> & Pick<ConnectionDeps, 'connections'>,
): Promise<Diagnostic[]> {
  const draft = await flows.findDraft(flowId);
  if (draft === null) throw new AppError('not_found');
  const { document } = draft;
  const catalog = await catalogs.forDocument(access.workspaceId, document);
  const known = { connections: await connections.list(access.workspaceId), userId: access.userId };
  return [...check(document, catalog), ...checkAccounts(document, catalog, known)];
}
