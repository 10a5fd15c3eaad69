import { type Auth, accountAddress, type OAuth2, OperationError } from '@patchbay/connector';
import type { RenewDeps, Renewed } from '../signIn/renew.ts';
import type { OpenConnection } from '../vault/signRequest.ts';
import { askForTokens, type TokenAnswer, type Tokens } from './askForTokens.ts';
import type { OAuthClient } from './clients.ts';

/** Renewed so long before it is over; at most a fifth of its time. */
const AHEAD_MS = 60_000;

/** What a provider gave, as it is kept. `now`: when it was asked, so that the time an answer takes does not count. */
export function keptTokens({ accessToken, refreshToken, expiresInMs, scopes }: Tokens, now: number): Renewed {
  return {
    secret: { accessToken, ...(refreshToken !== undefined && { refreshToken }) },
    ...(expiresInMs !== undefined && {
      expiresAt: now + expiresInMs,
      renewAt: now + expiresInMs - Math.min(AHEAD_MS, expiresInMs / 5),
    }),
    ...(scopes !== undefined && { scopes }),
  };
}

/** A new token for the refresh token of an account, or for the client's own id and secret. */
export async function renewOAuth(account: OpenConnection, auth: OAuth2, deps: RenewDeps): Promise<Renewed> {
  const { secret } = account;
  const askedAt = deps.now();
  const isOwn = auth.grant === 'clientCredentials';
  const answer = await askForTokens(
    {
      url: endpoint(auth, isOwn ? 'tokenUrl' : 'refreshUrl', secret),
      client: await clientOf(account, deps),
      secretIn: auth.clientSecretIn ?? 'body',
      parameters: isOwn
        ? { grant_type: 'client_credentials', ...scopeOf(auth), ...tokenParameters(auth, secret) }
        : { grant_type: 'refresh_token', refresh_token: secret.refreshToken ?? '' },
    },
    deps,
  );
  if (!answer.ok) throw refusal(account.name, answer);
  return keptTokens(answer.tokens, askedAt);
}

/** An address of a provider, with what the account fills in. Throws OperationError where it has none. */
export function endpoint(
  auth: OAuth2,
  which: 'authorizeUrl' | 'tokenUrl' | 'refreshUrl' | 'deviceUrl' | 'revokeUrl',
  values: Readonly<Record<string, string>>,
): string {
  const template = auth[which] ?? (which === 'refreshUrl' ? auth.tokenUrl : undefined);
  const made = template === undefined ? undefined : accountAddress(template, values);
  if (made?.ok && /^https?:\/\//i.test(made.url)) return made.url;
  throw new OperationError({
    code: 'sign_in_unknown',
    message: 'It is not known where to sign in for this connector.',
    retry: 'never',
  });
}

/** What a provider wants to know besides, with what was typed for the account: an audience that holds its domain. */
function tokenParameters(
  { tokenParameters: given = {}, fields = [] }: Extract<Auth, { kind: 'oauth2' }>,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const open = new Map(fields.filter(({ isSecret }) => !isSecret).map(({ name }) => [`{${name}}`, values[name]]));
  const filled = (text: string) => text.replace(/\{[^{}]+\}/g, (whole) => open.get(whole) ?? whole);
  return Object.fromEntries(Object.entries(given).map(([name, text]) => [name, filled(text)]));
}

/** Those that are asked for in any case. */
function scopeOf({ defaultScopes = [], scopeSeparator = ' ' }: OAuth2): { scope?: string } {
  return defaultScopes.length === 0 ? {} : { scope: defaultScopes.join(scopeSeparator) };
}

async function clientOf({ secret, kept }: OpenConnection, { findClient }: RenewDeps): Promise<OAuthClient> {
  if (secret.clientId !== undefined) {
    return { id: secret.clientId, ...(secret.clientSecret !== undefined && { secret: secret.clientSecret }) };
  }
  const client = kept && (await findClient(kept.workspaceId, kept.connector));
  if (client !== undefined) return client;
  throw new OperationError({
    code: 'sign_in_not_set_up',
    message:
      'The client id and secret of this connector are gone. Ask an admin to enter them again, then connect the account again.',
    retry: 'after-reconnect',
  });
}

function refusal(name: string, { error, words }: Extract<TokenAnswer, { ok: false }>): OperationError {
  const said = words ?? error;
  return new OperationError({
    code: 'sign_in_refused',
    message: `The provider does not accept the sign-in of "${name}" any more. It said: "${said.replace(/[\s.]+$/, '')}". Connect the account again.`,
    retry: 'after-reconnect',
  });
}
