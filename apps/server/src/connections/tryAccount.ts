import { firstAt, OperationError } from '@patchbay/connector';
import { AppError } from '../errors.ts';
import type { OpenConnection } from '../vault/signRequest.ts';
import type { AccountConnector } from './accountOf.ts';
import { pictureAddress } from './accountPicture.ts';
import type { Checked, ConnectionDeps, NewAccount } from './connectionStore.ts';

/** How long whoever connects an account waits for it. */
const PATIENCE_MS = 30_000;

type Try = { workspaceId: string; connector: AccountConnector; account: OpenConnection };

/**
 * Makes the connector's test call. Gives whose account it is, and the account as it is after that, with the tokens it was
 * given. `untested`: the connector has no such call. Throws OperationError where it does not work.
 */
export async function tryAccount(
  { workspaceId, connector, account }: Try,
  { callOnce, fetchPicture }: Pick<ConnectionDeps, 'callOnce' | 'fetchPicture'>,
): Promise<{ checked: Checked; account: OpenConnection }> {
  const { id, version, test } = connector;
  if (test === undefined || account.auth.kind === 'fields') return { checked: { state: 'untested' }, account };
  const { output, account: after } = await callOnce({
    workspaceId,
    uses: { connector: id, version, operation: test.operation },
    input: test.input ?? {},
    account,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const label = firstAt(output, test.label);
  const isName = (typeof label === 'string' && label !== '') || typeof label === 'number';
  const address = pictureAddress(output, test.picture);
  const picture = address === undefined ? undefined : await fetchPicture(address);
  const shown = { ...(isName && { label: String(label).slice(0, 200) }), ...(picture !== undefined && { picture }) };
  return { checked: { state: 'works', ...shown }, account: after };
}

type Proving = Omit<Try, 'account'> & { name: string; account: NewAccount; anyway: boolean };

/** What is kept of a new account. Throws AppError `connection_does_not_work` unless it is wanted anyway. */
export async function provenAccount(
  { name, account, anyway, ...where }: Proving,
  deps: Pick<ConnectionDeps, 'callOnce' | 'fetchPicture'>,
): Promise<NewAccount & { checked: Checked }> {
  try {
    const tried = await tryAccount({ ...where, account: { ...account, name } }, deps);
    return { ...account, secret: tried.account.secret, checked: tried.checked };
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    if (anyway) return { ...account, checked: { state: 'untested' } };
    throw new AppError('connection_does_not_work', { reason: reasonOf(error), cause: error });
  }
}

/** There is no step yet whose account could be reconnected. */
function reasonOf({ failure }: OperationError): string {
  return failure.status === 401 ? 'The API refused the sign-in.' : failure.message;
}
