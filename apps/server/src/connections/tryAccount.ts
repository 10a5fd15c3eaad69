import { firstAt, OperationError } from '@patchbay/connector';
import { AppError } from '../errors.ts';
import type { OpenConnection } from '../vault/signRequest.ts';
import type { AccountConnector } from './accountOf.ts';
import { pictureAddress } from './accountPicture.ts';
import type { Checked, ConnectionDeps, NewAccount } from './connectionStore.ts';
import { likelyTest } from './likelyTest.ts';

/** How long whoever connects an account waits for it. */
const PATIENCE_MS = 30_000;
/** The same for a call that nobody chose. */
const LIKELY_PATIENCE_MS = 8_000;

type Try = { workspaceId: string; connector: AccountConnector; account: OpenConnection };

export type TryDeps = Pick<ConnectionDeps, 'connectors' | 'catalogs' | 'callOnce' | 'fetchPicture'>;

/**
 * Makes the connector's test call, or one that is as good where its description names none. Gives whose account it is, and
 * the account as it is after that, with the tokens it was given. `untested`: there is no such call. Throws OperationError
 * where it does not work.
 */
export async function tryAccount(
  { workspaceId, connector, account }: Try,
  deps: TryDeps,
): Promise<{ checked: Checked; account: OpenConnection }> {
  const { callOnce, fetchPicture } = deps;
  const { id, version, test } = connector;
  if (account.auth.kind === 'fields') return { checked: { state: 'untested' }, account };
  if (test === undefined) return tryLikely({ workspaceId, connector, account }, deps);
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

/** Only a refused sign-in says something about the account: anything else may be the fault of the call that was picked. */
async function tryLikely({ workspaceId, connector, account }: Try, deps: TryDeps) {
  const untested = { checked: { state: 'untested' } as const, account };
  if (connector.source !== 'imported') return untested;
  const test = await likelyTest({ workspaceId, connector }, deps);
  if (test === undefined) return untested;
  const uses = { connector: connector.id, version: connector.version, operation: test.operation };
  try {
    const signal = AbortSignal.timeout(LIKELY_PATIENCE_MS);
    const { account: after } = await deps.callOnce({ workspaceId, uses, input: {}, account, signal });
    return { checked: { state: 'works' } as const, account: after };
  } catch (error) {
    if (!(error instanceof OperationError) || error.failure.status === 401) throw error;
    return untested;
  }
}

type Proving = Omit<Try, 'account'> & { name: string; account: NewAccount; anyway: boolean };

/** What is kept of a new account. Throws AppError `connection_does_not_work` unless it is wanted anyway. */
export async function provenAccount(
  { name, account, anyway, ...where }: Proving,
  deps: TryDeps,
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
