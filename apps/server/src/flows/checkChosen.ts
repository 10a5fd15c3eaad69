import { emptyDocument, type FlowDocument } from '@patchbay/flow';
import type { ConnectionDeps } from '../connections/connectionStore.ts';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { mayUse } from '../policies/mayUse.ts';

/**
 * Refuses with `connection_not_shared` where a step is given an account that is not for this person. What a step had before
 * stays, whoever gave it that; an account that is gone may be put back by undoing.
 */
export async function checkChosen(
  { before = emptyDocument, document }: { before?: FlowDocument; document: FlowDocument },
  { workspaceId, userId }: Access,
  { connections }: Pick<ConnectionDeps, 'connections'>,
): Promise<void> {
  const chosen = Object.values(document.steps).filter(
    ({ id, connection }) => connection !== undefined && connection !== before.steps[id]?.connection,
  );
  if (chosen.length === 0) return;
  const accounts = new Map((await connections.list(workspaceId)).map((account) => [account.id, account]));
  for (const { name, connection } of chosen) {
    const account = connection === undefined ? undefined : accounts.get(connection);
    if (account === undefined || mayUse(account, userId)) continue;
    const reason = `Choose another account than “${account.name}” in “${name}”.`;
    throw new AppError('connection_not_shared', { reason });
  }
}
