import type { OperationRef } from '@patchbay/flow';
import { StepId } from '@patchbay/flow';
import type { OpenConnection } from '../vault/signRequest.ts';
import { createOperations, type OperationDeps } from './operations.ts';

/** One call of an operation outside of any run. Gives the account as it was used: its token may have been renewed. */
export type CallOnce = (call: {
  workspaceId: string;
  uses: OperationRef;
  input: unknown;
  account: OpenConnection;
  signal: AbortSignal;
}) => Promise<{ output: unknown; account: OpenConnection }>;

/** Carries a call out as a step would: signed, paged, read and refused in the same way. Throws OperationError. */
export function createCallOnce(deps: OperationDeps): CallOnce {
  return async ({ workspaceId, uses, input, account, signal }) => {
    const using = await deps.accounts.ready(account);
    const operations = createOperations(workspaceId, { ...deps, openConnection: async () => using });
    const step = {
      id: StepId.parse('call'),
      connector: uses.connector,
      connectorVersion: uses.version,
      operation: uses.operation,
      kind: 'call' as const,
      repeat: 'natural' as const,
      inputs: {},
      connection: account.kept?.id ?? 'new',
      incoming: [],
      catchesError: false,
    };
    const { output } = await operations.call({
      runId: 'none',
      step,
      path: 'call',
      input,
      mode: 'live',
      startedAt: Date.now(),
      attempt: 1,
      idempotencyKey: crypto.randomUUID(),
      signal,
    });
    return { output, account: using };
  };
}
