import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';

type Kind = ConnectionRow['kind'];

/** How each way to sign in is called on the screen. */
export const waysToSignIn: Record<Kind, { label: string }> = {
  bearer: { label: 'Access token' },
  basic: { label: 'User name and password' },
  apiKey: { label: 'API key' },
  oauth2: { label: 'Sign in at the provider' },
  fields: { label: 'Account' },
};

/** A way this screen can offer: what the person types, and what the server is told. */
export type OfferedWay = 'bearer' | 'basic' | 'apiKey';

/**
 * The ways to sign in to a connector. An API that speaks OAuth takes the token its own screens hand out; one whose
 * description names no way may still want a token or a password.
 */
export function offeredWays({ auth }: Pick<ConnectorRow, 'auth'>): OfferedWay[] {
  if (auth.length === 0) return ['bearer', 'basic'];
  const kinds = auth.flatMap(({ kind }) => (kind === 'oauth2' ? 'bearer' : kind === 'fields' ? [] : kind));
  return [...new Set(kinds)];
}
