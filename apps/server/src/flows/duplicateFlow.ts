import type { FlowDocument } from '@patchbay/flow';
import type { ConnectionDeps } from '../connections/connectionStore.ts';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { mayUse } from '../policies/mayUse.ts';
import { createFlow } from './createFlow.ts';
import type { FlowDeps } from './flowStore.ts';

/**
 * A second flow with the first one's draft. It is switched off and has hooks of its own once published. Accounts that are not
 * for this person are left out of it.
 */
export async function duplicateFlow(
  { flowId }: { flowId: string },
  access: Access<'flow.create'>,
  deps: Pick<FlowDeps, 'flows' | 'catalogs'> & Pick<ConnectionDeps, 'connections'>,
): Promise<{ id: string }> {
  const draft = await deps.flows.findDraft(flowId);
  if (draft === null) throw new AppError('not_found');
  const accounts = await deps.connections.list(access.workspaceId);
  const own = accounts.filter((account) => mayUse(account, access.userId)).map(({ id }) => id);
  return createFlow({ name: copyName(draft.name), document: withOnly(draft.document, new Set(own)) }, access, deps);
}

function withOnly(document: FlowDocument, accounts: ReadonlySet<string>): FlowDocument {
  const steps = Object.entries(document.steps).map(([id, step]) => {
    const { connection, ...rest } = step;
    return [id, connection === undefined || accounts.has(connection) ? step : rest];
  });
  return { ...document, steps: Object.fromEntries(steps) };
}

function copyName(name: string): string {
  return `${name.slice(0, 110)} copy`;
}
