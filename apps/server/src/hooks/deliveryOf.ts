import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { OpenConnection } from '../vault/signRequest.ts';
import type { RequestSettings } from './triggerSettings.ts';

/** Longer ones are kept as their hash: two that begin alike must not count as one. */
const LONGEST_KEY = 255;

/** How senders say which delivery this is, so that their second try is not a second run; undefined where they do not. */
export function deliveryOf(
  { same }: RequestSettings,
  { headers, body }: { headers: IncomingHttpHeaders; body: unknown },
  account: OpenConnection | undefined,
): string | undefined {
  const said = same.by === 'body' ? valueAt(body, same.path) : headerOf(headers, namesFor(same, account));
  if (said === undefined || said === '') return undefined;
  if (said.length <= LONGEST_KEY) return said;
  return `sha256:${createHash('sha256').update(said).digest('hex')}`;
}

/** Where the sender signs its id, no other is believed: with another one, a copied request would be a new one. */
function namesFor(
  same: Exclude<RequestSettings['same'], { by: 'body' }>,
  account: OpenConnection | undefined,
): string[] {
  if (same.by === 'header') return [same.name];
  const isSigned = account?.auth.kind === 'fields' && account.auth.id === 'standard-webhooks';
  return isSigned ? ['webhook-id'] : ['idempotency-key', 'webhook-id'];
}

function headerOf(headers: IncomingHttpHeaders, names: readonly string[]): string | undefined {
  const found = names.map((name) => headers[name]).find((value) => value !== undefined && value !== '');
  return typeof found === 'string' ? found : found?.join(', ');
}

function valueAt(body: unknown, path: readonly string[]): string | undefined {
  let value = body;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
