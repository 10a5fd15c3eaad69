import type { Diagnostic, FlowDocument } from '@patchbay/flow';
import type { ConnectionRow } from '../connections/connectionStore.ts';
import type { OperationCatalog } from '../connectors/connectorStore.ts';

/**
 * The triggers whose account cannot say who may send, because it is gone or of a kind that does not fit: they would let
 * nobody in. Apart from the check of a document, which knows no accounts.
 */
export function checkAccounts(
  document: FlowDocument,
  catalog: OperationCatalog,
  connections: readonly ConnectionRow[],
): Diagnostic[] {
  return Object.values(document.steps).flatMap((step): Diagnostic[] => {
    const operation = catalog.find(step.uses);
    if (step.disabled === true || step.connection === undefined || operation?.kind !== 'trigger') return [];
    const { accountOf = step.uses.connector, accountWay } = operation;
    const say = (code: string, sentence: string): Diagnostic[] => [
      { code, severity: 'error', message: `'${step.name}': ${sentence}`, step: step.id },
    ];
    const account = connections.find(({ id }) => id === step.connection);
    if (account === undefined) return say('account_gone', 'its account is gone. Choose another one, or none.');
    const fits = account.connector === accountOf && (accountWay === undefined || account.way === accountWay);
    return fits
      ? []
      : say('account_does_not_fit', `the account “${account.name}” is not of the kind it takes. Choose another one.`);
  });
}
