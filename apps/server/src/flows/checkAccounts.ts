import { type Auth, missingScopes, type WebhookTrigger } from '@patchbay/connector';
import type { Diagnostic, FlowDocument, Step } from '@patchbay/flow';
import type { ConnectionRow } from '../connections/connectionStore.ts';
import type { DocumentCatalog, OperationCatalog } from '../connectors/connectorStore.ts';
import { mayUse } from '../policies/mayUse.ts';

type FoundOperation = NonNullable<ReturnType<OperationCatalog['find']>>;
/** The operations of a document and, where they are known, the ways to sign in to their connectors. */
type AccountCatalog = OperationCatalog & Partial<Pick<DocumentCatalog, 'connector'>>;
type Known = { connections: readonly ConnectionRow[]; userId: string };

/**
 * The steps whose account cannot do what they are for, or is not for this person to use; and the triggers whose account
 * cannot say who may send: they would let nobody in. Apart from the check of a document, which knows no accounts.
 */
export function checkAccounts(document: FlowDocument, catalog: AccountCatalog, known: Known): Diagnostic[] {
  return Object.values(document.steps).flatMap((step) => {
    const operation = catalog.find(step.uses);
    if (step.disabled === true || operation === undefined) return [];
    const ways = catalog.connector?.(step.uses)?.auth;
    const problem = step.onMock === true ? ON_MOCK : problemOf(step, operation, { ...known, ways });
    if (problem === undefined) return [];
    const [code, sentence] = problem;
    return [{ code, severity: 'error', message: `'${step.name}': ${sentence}`, step: step.id } satisfies Diagnostic];
  });
}

const ON_MOCK: [string, string] = [
  'account_mocked',
  'it works on sample data for now. Choose an account before it is published.',
];

/** Whether somebody may use it comes before what it is: of an account that is not theirs they learn no more. */
function problemOf(
  step: Step,
  operation: FoundOperation,
  { connections, userId, ways }: Known & { ways: readonly Auth[] | undefined },
): [string, string] | undefined {
  if (step.connection === undefined) return undefined;
  const account = connections.find(({ id }) => id === step.connection);
  if (account === undefined) return ['account_gone', 'its account is gone. Choose another one, or none.'];
  const { name } = account;
  if (!mayUse(account, userId)) {
    return ['account_not_shared', `the account “${name}” is not shared with you. Choose another one, or ask for it.`];
  }
  const { accountOf = step.uses.connector, accountWay } = operation;
  if (account.connector !== accountOf || (accountWay !== undefined && account.way !== accountWay)) {
    return ['account_does_not_fit', `the account “${name}” is not of the kind it takes. Choose another one.`];
  }
  const secret = missingSecret(operation.webhook, account);
  if (secret !== undefined) {
    const sentence = `the account “${name}” has no ${secret}, by which events are checked. Connect it again with it.`;
    return ['account_without_secret', sentence];
  }
  const count = missingScopes(operation.scopes ?? [], account.scopes ?? operation.scopes ?? [], ways).length;
  if (count === 0) return undefined;
  const permissions = count === 1 ? 'one more permission' : `${count} more permissions`;
  return ['account_lacks_permission', `it needs ${permissions} of the account “${name}”. Allow it where it is chosen.`];
}

/** Without what its app signs with, anybody could start the flow. */
function missingSecret(webhook: WebhookTrigger | undefined, { fields }: ConnectionRow): string | undefined {
  const secret = webhook?.signature?.secret;
  if (secret === undefined || typeof secret === 'string' || fields.includes(secret.accountField)) return undefined;
  // `signingSecret` as people say it.
  return secret.accountField.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
