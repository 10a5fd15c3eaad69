import { missingScopes, OperationError } from '@patchbay/connector';
import { noteWhile } from '../changes/noteWhile.ts';
import { type AccountConnector, boundAccount, connectorOf } from '../connections/accountOf.ts';
import type { NewAccount } from '../connections/connectionStore.ts';
import { provenAccount } from '../connections/tryAccount.ts';
import { AppError } from '../errors.ts';
import { askForTokens, type Tokens } from './askForTokens.ts';
import type { Attempt, Outcome } from './attempts.ts';
import { type OAuthWay, oauthOf } from './beginSignIn.ts';
import { hashOf, type OAuthDeps } from './oauthDeps.ts';
import { endpoint, keptTokens } from './renewOAuth.ts';

/** What a provider sends a person back with, as it stands in the address. */
export type Return = { state?: string; code?: string; iss?: string; error?: string; error_description?: string };

/** Who has come back. */
type Returned = { userId: string; sessionId?: string | undefined } | null;

/**
 * Ends what `beginSignIn` began, when the person comes back: once, in the same session, from the same provider. Gives what
 * became of it, which whoever waits for it learns as well. Throws AppError `sign_in_over` for a state nobody waits for.
 */
export async function finishSignIn(came: Return, who: Returned, deps: OAuthDeps): Promise<Outcome> {
  const attempt = came.state === undefined ? null : await deps.attempts.take(hashOf(came.state), deps.now());
  if (attempt === null) throw new AppError('sign_in_over');
  const outcome = await outcomeOf(async () => {
    const isSame = who?.userId === attempt.userId && hashOf(who.sessionId ?? '') === attempt.sessionHash;
    if (!isSame) return refused('It was begun in another browser, or by somebody else. Begin again here.');
    const connector = await connectorOf(attempt.workspaceId, attempt.wish.connector, deps);
    const auth = oauthOf(connector, attempt.wish.way);
    if (came.iss !== undefined && auth.issuer !== undefined && came.iss !== auth.issuer)
      return refused('The answer came from another provider than the one that was asked.');
    if (came.error !== undefined || came.code === undefined) return refused(refusal(came));
    const tokens = await tokensFor({ attempt, connector, auth }, deps, {
      grant_type: 'authorization_code',
      code: came.code,
      redirect_uri: deps.callbackUrl,
      ...(!auth.hasNoPkce && { code_verifier: attempt.secret.verifier ?? '' }),
      ...auth.tokenParameters,
    });
    if ('problem' in tokens) return refused(problemOf(tokens.problem));
    return connect({ attempt, connector, auth, tokens: tokens.tokens }, deps);
  });
  await deps.attempts.settle(attempt.id, outcome);
  return outcome;
}

/** Asks, where it may be asked again, whether the code has been typed in. Gives the attempt as it stands then. */
export async function pollSignIn(attempt: Attempt, deps: OAuthDeps): Promise<Outcome | undefined> {
  const { deviceCode, everyMs } = attempt.secret;
  if (attempt.outcome !== undefined || deviceCode === undefined) return attempt.outcome;
  const now = deps.now();
  if (!(await deps.attempts.claimPoll(attempt.id, { now, nextAt: now + Number(everyMs) }))) return undefined;
  let isPending = false;
  const outcome = await outcomeOf(async () => {
    const connector = await connectorOf(attempt.workspaceId, attempt.wish.connector, deps);
    const auth = oauthOf(connector, attempt.wish.way);
    const parameters = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: deviceCode };
    const tokens = await tokensFor({ attempt, connector, auth }, deps, { ...parameters, ...auth.tokenParameters });
    if ('tokens' in tokens) return connect({ attempt, connector, auth, tokens: tokens.tokens }, deps);
    isPending = tokens.problem.error === 'authorization_pending' || tokens.problem.error === 'slow_down';
    return refused(problemOf(tokens.problem));
  });
  if (isPending) return undefined;
  await deps.attempts.settle(attempt.id, outcome);
  return outcome;
}

type Problem = { error: string; words?: string };
type Signing = { attempt: Attempt; connector: AccountConnector; auth: OAuthWay };

async function tokensFor(
  { attempt, connector, auth }: Signing,
  deps: OAuthDeps,
  parameters: Readonly<Record<string, string>>,
): Promise<{ tokens: Tokens } | { problem: Problem }> {
  const client = await deps.findClient(attempt.workspaceId, connector.id);
  if (client === undefined) throw new AppError('sign_in_not_set_up', { details: { callbackUrl: deps.callbackUrl } });
  const url = endpoint(auth, 'tokenUrl', attempt.secret);
  const answer = await askForTokens({ url, client, secretIn: auth.clientSecretIn ?? 'body', parameters }, deps);
  return answer.ok ? { tokens: answer.tokens } : { problem: answer };
}

async function connect(
  { attempt, connector, auth, tokens }: Signing & { tokens: Tokens },
  deps: OAuthDeps,
): Promise<Outcome> {
  const { workspaceId, userId, wish } = attempt;
  // It is signed in: whether the test call works is told later, but does not undo that.
  const trying = { workspaceId, connector, name: wish.name || connector.name, anyway: true };
  const account = accountWith(tokens, { attempt, connector, auth, now: deps.now() });
  const proven = await provenAccount({ ...trying, account }, deps);
  const name = (wish.name || proven.checked.label || connector.name).slice(0, 80);
  const { connectionId, sharedWith } = wish;
  const old = connectionId === undefined ? null : await deps.connections.find(workspaceId, connectionId);
  const kind = connectionId === undefined ? 'connection.created' : 'connection.reconnected';
  const change = { workspaceId, userId, kind, subject: old?.name ?? name, subjectId: connectionId } as const;
  const row = await noteWhile(change, deps.changes, () =>
    connectionId === undefined
      ? deps.connections.create({ workspaceId, userId, connector: connector.id, name, sharedWith, ...proven })
      : deps.connections.replace({ workspaceId, connectionId }, proven),
  );
  if (row === null) return refused('The account is gone. Connect it as a new one.');
  const missing = missingScopes(wish.scopes, tokens.scopes ?? wish.scopes, [auth]);
  const isAnother = old?.label !== undefined && row.label !== undefined && old.label !== row.label;
  return {
    kind: 'connected',
    connectionId: row.id,
    name: row.name,
    ...(row.label !== undefined && { label: row.label }),
    ...(missing.length > 0 && { missing }),
    ...(isAnother && old?.label !== undefined && { before: old.label }),
  };
}

/** What is kept: what was typed, and what was given for it. */
function accountWith(tokens: Tokens, { attempt, connector, auth, now }: Signing & { now: number }): NewAccount {
  const { verifier: _verifier, deviceCode: _deviceCode, everyMs: _everyMs, ...typed } = attempt.secret;
  const { secret: given, renewAt, ...about } = keptTokens(tokens, now);
  // A provider that does not say what it gave gave what it was asked for (RFC 6749, 5.1).
  const scopes = about.scopes ?? attempt.wish.scopes;
  const isRenewed = tokens.refreshToken !== undefined && renewAt !== undefined;
  return { ...boundAccount(connector, auth, { ...typed, ...given }), ...about, scopes, ...(isRenewed && { renewAt }) };
}

/** Whatever goes wrong on the way becomes what whoever waits is told. */
async function outcomeOf(end: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await end();
  } catch (error) {
    if (error instanceof OperationError) return refused(error.failure.message);
    if (error instanceof AppError) return refused(error.message);
    throw error;
  }
}

function refused(problem: string): Outcome {
  return { kind: 'refused', problem };
}

function refusal({ error, error_description: words }: Return): string {
  if (error === undefined) return 'The provider sent no answer that can be used.';
  if (error === 'access_denied') return 'It was not allowed at the provider. Begin again and allow it.';
  return problemOf({ error, ...(words !== undefined && { words }) });
}

function problemOf({ error, words }: Problem): string {
  if (error === 'access_denied') return 'It was not allowed at the provider. Begin again and allow it.';
  if (error === 'expired_token') return 'The code was not typed in in time. Begin again.';
  if (error === 'invalid_client')
    return 'The provider does not know this client id and secret. Ask an admin to check them.';
  const said = (words ?? error)
    .slice(0, 300)
    .replace(/[\s.]+$/, '')
    .replaceAll('"', "'");
  return `The provider refused the sign-in. It said: "${said}".`;
}
