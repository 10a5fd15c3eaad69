import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Auth, isObject, OperationError, parseJson } from '@patchbay/connector';
import { readAccountFields } from '../connections/accountFields.ts';
import { type AccountConnector, connectorOf } from '../connections/accountOf.ts';
import { sharedAtFirst } from '../connections/createConnection.ts';
import { keptAccount } from '../connections/ownAccount.ts';
import { scopesInUse } from '../connections/scopesInUse.ts';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { Attempt } from './attempts.ts';
import type { OAuthClient } from './clients.ts';
import { hashOf, type OAuthDeps } from './oauthDeps.ts';
import { endpoint } from './renewOAuth.ts';

export type BeginSignIn = {
  connector: string;
  way: number;
  name: string;
  /** What the account needs besides: the part of an address. */
  values: Record<string, string>;
  /** What is asked for beyond what always is. */
  scopes?: readonly string[] | undefined;
  connectionId?: string | undefined;
};

export type OAuthWay = Extract<Auth, { kind: 'oauth2' }>;

/** Where the person goes now, or what to type in where. */
export type Begun =
  | { attemptId: string; url: string }
  | { attemptId: string; userCode: string; verificationUrl: string; everyMs: number };

/** How long a person may take. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Begins to sign in at a provider: what is to be connected is kept under a state that only this session can bring back,
 * once. Throws AppError `sign_in_not_set_up` where no client is registered yet, with the address to register.
 */
export async function beginSignIn(
  input: BeginSignIn,
  access: Access<'connection.create'> & { sessionId?: string | undefined },
  deps: OAuthDeps,
): Promise<Begun> {
  const { workspaceId, userId, sessionId = '' } = access;
  const connector = await connectorOf(workspaceId, input.connector, deps);
  const auth = oauthOf(connector, input.way);
  const client = await deps.findClient(workspaceId, connector.id);
  if (client === undefined) throw new AppError('sign_in_not_set_up', { details: { callbackUrl: deps.callbackUrl } });
  const { connectionId } = input;
  const scopes = scopesFor(auth, [...(await keptScopes(connectionId, access, deps)), ...(input.scopes ?? [])]);
  const kept = await keptValues({ workspaceId, connectionId, auth }, deps);
  const values = readAccountFields(auth.fields ?? [], { ...kept, ...input.values });
  const attempt: Attempt = {
    id: randomUUID(),
    workspaceId,
    userId,
    sessionHash: hashOf(sessionId),
    wish: {
      connector: connector.id,
      way: input.way,
      name: input.name,
      scopes,
      sharedWith: sharedAtFirst(access.role),
      ...(connectionId && { connectionId }),
    },
    secret: values,
    expiresAt: deps.now() + PATIENCE_MS,
  };
  try {
    return auth.grant === 'deviceCode'
      ? await askForCode({ attempt, auth, client }, deps)
      : await sendAway({ attempt, auth, client }, deps);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    throw new AppError('sign_in_refused', { reason: error.failure.message, cause: error });
  }
}

/** What is asked for in any case, and what is wanted; where neither is known, all there is. */
function scopesFor({ defaultScopes, scopes }: OAuthWay, wanted: readonly string[]): string[] {
  const base = defaultScopes ?? (wanted.length > 0 ? [] : scopes);
  return [...new Set([...base, ...wanted])];
}

/** An account that is connected again keeps what it was allowed, and is asked for what its steps need. */
async function keptScopes(
  connectionId: string | undefined,
  access: Access<'connection.create'>,
  deps: OAuthDeps,
): Promise<readonly string[]> {
  if (connectionId === undefined) return [];
  const { workspaceId } = access;
  const { scopes = [] } = await keptAccount(connectionId, access, deps);
  return [...scopes, ...(await scopesInUse({ workspaceId, connectionId }, deps))];
}

/** The OAuth that the nth way of a connector is. Throws AppError where it is none that a person signs in by. */
export function oauthOf({ auth }: Pick<AccountConnector, 'auth'>, way: number): OAuthWay {
  const found = auth[way];
  if (found?.kind === 'oauth2' && found.grant !== 'clientCredentials') return found;
  throw new AppError('connection_kind_mismatch', { reason: 'Its accounts are not signed in to at a provider.' });
}

/** What was typed for the account before need not be typed again: the part of an address. */
async function keptValues(
  { workspaceId, connectionId, auth }: { workspaceId: string; connectionId: string | undefined; auth: OAuthWay },
  { readAccount }: OAuthDeps,
): Promise<Record<string, string>> {
  const account = connectionId === undefined ? undefined : await readAccount({ workspaceId, id: connectionId });
  const names = new Set((auth.fields ?? []).map(({ name }) => name));
  return Object.fromEntries(Object.entries(account?.secret ?? {}).filter(([name]) => names.has(name)));
}

type Beginning = { attempt: Attempt; auth: OAuthWay; client: OAuthClient };

async function sendAway({ attempt, auth, client }: Beginning, deps: OAuthDeps): Promise<Begun> {
  const state = randomBytes(32).toString('base64url');
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL(endpoint(auth, 'authorizeUrl', attempt.secret));
  const { scopes } = attempt.wish;
  const parameters = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: deps.callbackUrl,
    ...(scopes.length > 0 && { scope: scopes.join(auth.scopeSeparator ?? ' ') }),
    ...auth.authorizeParameters,
    state,
    ...(!auth.hasNoPkce && {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  await deps.attempts.begin({ ...attempt, secret: { ...attempt.secret, verifier }, stateHash: hashOf(state) });
  return { attemptId: attempt.id, url: url.href };
}

async function askForCode({ attempt, auth, client }: Beginning, deps: OAuthDeps): Promise<Begun> {
  const { scopes } = attempt.wish;
  const body = new URLSearchParams({
    client_id: client.id,
    ...(client.secret !== undefined && { client_secret: client.secret }),
    ...(scopes.length > 0 && { scope: scopes.join(auth.scopeSeparator ?? ' ') }),
  });
  const response = await deps.egress.request({
    method: 'POST',
    url: endpoint(auth, 'deviceUrl', attempt.secret),
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
  });
  const answer = readCode(new TextDecoder().decode(response.body));
  const seconds = Number(answer.interval ?? 5);
  const everyMs = Math.max(Number.isFinite(seconds) ? seconds : 5, 1) * 1_000;
  const { device_code: deviceCode, user_code: userCode } = answer;
  const verificationUrl = answer.verification_uri_complete ?? answer.verification_uri ?? answer.verification_url;
  if (typeof deviceCode !== 'string' || typeof userCode !== 'string' || !isWebAddress(verificationUrl)) {
    throw new AppError('sign_in_refused', { reason: 'The provider gave no code to sign in with.' });
  }
  const secret = { ...attempt.secret, deviceCode, everyMs: String(everyMs) };
  await deps.attempts.begin({ ...attempt, secret, nextPollAt: deps.now() + everyMs });
  return { attemptId: attempt.id, userCode, verificationUrl, everyMs };
}

function readCode(text: string): Record<string, unknown> {
  try {
    const parsed = parseJson(text);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** It becomes a link that a person follows. */
function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:$/.test(URL.parse(value)?.protocol ?? '');
}
