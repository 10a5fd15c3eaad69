import { type HttpResponse, isObject, OperationError, parseJson } from '@patchbay/connector';
import type { Egress } from '../egress/egress.ts';
import { createMask } from '../vault/maskSecrets.ts';
import { clientHeaders, clientParameters } from './clientProof.ts';
import type { OAuthClient } from './clients.ts';

export type TokenRequest = {
  url: string;
  /** `grant_type` and what belongs to it. */
  parameters: Readonly<Record<string, string>>;
  client: OAuthClient;
  secretIn: 'body' | 'header';
};

export type Tokens = {
  accessToken: string;
  refreshToken?: string;
  expiresInMs?: number;
  /** Absent where the provider does not say. */
  scopes?: readonly string[];
};

/** What a provider answers: tokens, or an error by its code of OAuth, with its own words. */
export type TokenAnswer = { ok: true; tokens: Tokens } | { ok: false; error: string; words?: string };

const SECRETS: ReadonlySet<string> = new Set(['code', 'code_verifier', 'device_code', 'refresh_token']);

const LIMITS = { totalMs: 30_000, headersMs: 20_000, wireBytes: 1_000_000, inflatedBytes: 1_000_000 };

/**
 * Asks the token endpoint of a provider. Throws OperationError, to be tried later, where what came is no answer of OAuth: a
 * web page, nothing in time, an error of the server. Nothing of what came gets into its words.
 */
export async function askForTokens(
  request: TokenRequest,
  { egress, limits = LIMITS }: { egress: Pick<Egress, 'request'>; limits?: typeof LIMITS },
): Promise<TokenAnswer> {
  const { host = '' } = URL.parse(request.url) ?? {};
  const response = await egress.request(httpRequest(request), { limits });
  if (response.status === 429 || response.status >= 500) {
    throw unreadable(`${host} could not sign in just now: it answered with ${response.status}.`);
  }
  const answer = fieldsIn(response);
  if (answer === undefined)
    throw unreadable(`${host} answered the sign-in with something that is not an answer of OAuth.`);
  const error = textOf(answer.error);
  if (error !== undefined) {
    // Some send back what they were sent: codes, tokens, the secret of the client.
    const sent = Object.entries(request.parameters).flatMap(([name, value]) => (SECRETS.has(name) ? [value] : []));
    const mask = createMask([...sent, request.client.secret ?? '']);
    const words = textOf(mask(textOf(answer.error_description) ?? ''));
    return { ok: false, error: mask(error), ...(words !== undefined && { words: words.slice(0, 300) }) };
  }
  const accessToken = textOf(answer.access_token);
  if (accessToken !== undefined && response.status < 300) return { ok: true, tokens: tokensIn(accessToken, answer) };
  if (response.status >= 400) return { ok: false, error: `status_${response.status}` };
  throw unreadable(`${host} answered the sign-in without a token.`);
}

function httpRequest({ url, parameters, client, secretIn }: TokenRequest) {
  return {
    method: 'POST' as const,
    url,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...clientHeaders({ client, secretIn }),
    },
    body: new URLSearchParams({ ...parameters, ...clientParameters({ client, secretIn }) }).toString(),
  };
}

/** JSON, as it should be, or a form, as a few still answer. */
function fieldsIn({ headers, body }: HttpResponse): Record<string, unknown> | undefined {
  const text = new TextDecoder().decode(body).trim();
  if (text.startsWith('{')) {
    try {
      const parsed = parseJson(text);
      return isObject(parsed) ? parsed : undefined;
    } catch {
      return undefined;
    }
  }
  const isForm = /^application\/x-www-form-urlencoded/i.test(headers['content-type'] ?? '') && !text.startsWith('<');
  return isForm ? Object.fromEntries(new URLSearchParams(text)) : undefined;
}

function tokensIn(accessToken: string, answer: Record<string, unknown>): Tokens {
  const refreshToken = textOf(answer.refresh_token);
  const seconds = Number(answer.expires_in ?? Number.NaN);
  const scope = textOf(answer.scope);
  return {
    accessToken,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(Number.isFinite(seconds) && seconds > 0 && { expiresInMs: Math.min(seconds, 3_155_760_000) * 1_000 }),
    ...(scope !== undefined && { scopes: scope.split(/[\s,]+/).filter(Boolean) }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function unreadable(message: string): OperationError {
  return new OperationError({ code: 'sign_in_unanswered', message, retry: 'later' });
}
