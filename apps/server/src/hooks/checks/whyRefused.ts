import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { OpenConnection } from '../../vault/signRequest.ts';
import { isSigned } from './isSigned.ts';
import { isStandardWebhook } from './isStandardWebhook.ts';
import { isStripeSigned } from './isStripeSigned.ts';

/** What a sender can be told apart by. The body is as it came; null where the check does not look at it. */
export type SentRequest = { headers: IncomingHttpHeaders; body: Buffer | null };

const SIGNED = new Set(['hmac', 'stripe', 'standard-webhooks']);

/** Whether the account's check looks at the body, which then has to be read whole before anything of it is parsed. */
export function looksAtBody({ auth }: OpenConnection): boolean {
  return auth.kind === 'fields' && SIGNED.has(auth.id);
}

/**
 * Why a request is not from whom the account knows, in a sentence for the people who draw the flow; the sender is told
 * nothing of it. Undefined for one that passes. An account of another kind lets nothing pass.
 */
export function whyRefused(account: OpenConnection, request: SentRequest, now: number): string | undefined {
  const { auth, secret } = account;
  if (auth.kind !== 'fields') return OTHER_KIND;
  switch (auth.id) {
    case 'basic':
      return isBasic(secret, request.headers) ? undefined : 'It did not sign in with the user name and password.';
    case 'header':
      return hasSecret(secret, request.headers) ? undefined : 'Its header does not have the secret.';
    case 'hmac':
      return isSigned(secret, request, now);
    case 'stripe':
      return isStripeSigned(secret, request, now);
    case 'standard-webhooks':
      return isStandardWebhook(secret, request, now);
    default:
      return OTHER_KIND;
  }
}

const OTHER_KIND = 'The account of this step is not one that requests can be checked with. Choose another one.';

function isBasic({ username = '', password }: Record<string, string>, { authorization }: IncomingHttpHeaders): boolean {
  const [, given] = /^basic\s+([A-Za-z0-9+/=_-]+)\s*$/i.exec(authorization ?? '') ?? [];
  if (given === undefined || password === undefined || password === '') return false;
  return isSameText(Buffer.from(given, 'base64').toString('utf8'), `${username}:${password}`);
}

function hasSecret({ header = '', value }: Record<string, string>, headers: IncomingHttpHeaders): boolean {
  const given = headers[header.trim().toLowerCase()];
  if (typeof given !== 'string' || value === undefined || value === '') return false;
  return isSameText(given, value);
}

/** In a time that says nothing of where they differ, nor of how long the secret is. */
function isSameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(expected));
}
