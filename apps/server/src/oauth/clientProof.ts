import type { OAuthClient } from './clients.ts';

type Proof = { client: OAuthClient; secretIn: 'body' | 'header' };

/** How a client shows who it is in the body of a request to its provider; nothing where it does so in a header. */
export function clientParameters({ client: { id, secret }, secretIn }: Proof): Record<string, string> {
  if (secretIn === 'header' && secret !== undefined) return {};
  return { client_id: id, ...(secret !== undefined && { client_secret: secret }) };
}

/** The same in a header. */
export function clientHeaders({ client: { id, secret }, secretIn }: Proof): Record<string, string> {
  if (secretIn !== 'header' || secret === undefined) return {};
  // Both parts are encoded as a form first (RFC 6749, 2.3.1).
  const pair = [id, secret].map((part) => new URLSearchParams({ part }).toString().slice('part='.length)).join(':');
  return { authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` };
}
