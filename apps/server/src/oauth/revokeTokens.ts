import type { Egress } from '../egress/egress.ts';
import type { OpenConnection } from '../vault/signRequest.ts';
import { clientHeaders, clientParameters } from './clientProof.ts';
import type { FindClient, OAuthClient } from './clients.ts';
import { endpoint } from './renewOAuth.ts';

/** Whether the other side has taken its permission back: it was told and agreed, could not be told, or takes no such word. */
export type Revoked = 'yes' | 'no' | 'not_possible';

const LIMITS = { totalMs: 10_000, headersMs: 10_000, wireBytes: 1_000_000, inflatedBytes: 1_000_000 };

/** Tells a provider that the tokens of an account are not wanted any more (RFC 7009). Never throws: the account is gone here. */
export async function revokeTokens(
  { auth, secret, kept }: OpenConnection,
  { egress, findClient }: { egress: Pick<Egress, 'request'>; findClient: FindClient },
): Promise<Revoked> {
  // A token that was typed in is somebody else's to take back.
  if (auth.kind !== 'oauth2' || auth.revokeUrl === undefined || secret.accessToken === undefined) return 'not_possible';
  const tokens = [
    // The first takes the whole permission with it; not all providers take the other as well then.
    ...(secret.refreshToken === undefined ? [] : [{ token: secret.refreshToken, hint: 'refresh_token' }]),
    { token: secret.accessToken, hint: 'access_token' },
  ];
  try {
    const url = endpoint(auth, 'revokeUrl', secret);
    const client = kept && (await findClient(kept.workspaceId, kept.connector));
    const answers = [];
    for (const { token, hint } of tokens) {
      const { status } = await egress.request(
        requestTo(url, { token, hint, client, secretIn: auth.clientSecretIn ?? 'body' }),
        { limits: LIMITS },
      );
      answers.push(status);
    }
    return (answers[0] ?? 0) >= 200 && (answers[0] ?? 0) < 300 ? 'yes' : 'no';
  } catch {
    // Whatever it was, the person is told to do it there.
    return 'no';
  }
}

type Revoking = { token: string; hint: string; client: OAuthClient | undefined; secretIn: 'body' | 'header' };

function requestTo(url: string, { token, hint, client, secretIn }: Revoking) {
  const proof = client && { client, secretIn };
  return {
    method: 'POST' as const,
    url,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(proof && clientHeaders(proof)),
    },
    body: new URLSearchParams({ token, token_type_hint: hint, ...(proof && clientParameters(proof)) }).toString(),
  };
}
