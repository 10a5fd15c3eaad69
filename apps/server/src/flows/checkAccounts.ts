import type { WebhookTrigger } from '@patchbay/connector';
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
    if (!fits) {
      return say(
        'account_does_not_fit',
        `the account “${account.name}” is not of the kind it takes. Choose another one.`,
      );
    }
    const missing = missingSecret(operation.webhook, account);
    return missing === undefined
      ? []
      : say(
          'account_without_secret',
          `the account “${account.name}” has no ${missing}, by which events are checked. Connect it again with it.`,
        );
  });
}

/** Without what its app signs with, anybody could start the flow. */
function missingSecret(webhook: WebhookTrigger | undefined, { fields }: ConnectionRow): string | undefined {
  const secret = webhook?.signature?.secret;
  if (secret === undefined || typeof secret === 'string' || fields.includes(secret.accountField)) return undefined;
  // `signingSecret` as people say it.
  return secret.accountField.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
