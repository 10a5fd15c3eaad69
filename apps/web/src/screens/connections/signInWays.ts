import type { Auth } from '@patchbay/connector';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';

/** How the ways to sign in are called on the screen; those of kind `fields` have a title of their own. */
const labels: Record<ConnectionRow['kind'], string> = {
  bearer: 'Access token',
  basic: 'User name and password',
  apiKey: 'API key',
  oauth2: 'Sign in at the provider',
  sigv4: 'Access key',
  session: 'User name and password',
  mutualTls: 'Certificate',
  together: 'Several keys',
  fields: 'Account',
};

type FieldsWay = Extract<Auth, { kind: 'fields' }>;

/** A way the screen can offer. `key` tells the ways of one connector apart; `label` is what a person chooses by. */
export type OfferedWay =
  | { kind: 'bearer' | 'basic' | 'apiKey'; key: string; label: string }
  | (Pick<FieldsWay, 'kind' | 'description' | 'fields'> & { key: string; label: string });

/**
 * The ways to sign in to a connector. An API that speaks OAuth takes the token its own screens hand out; one whose
 * description names no way may still want a token or a password.
 */
export function offeredWays({ auth }: Pick<ConnectorRow, 'auth'>): OfferedWay[] {
  const offered = auth.length === 0 ? [plain('bearer'), plain('basic')] : auth.flatMap(offeredWay);
  return [...new Map(offered.map((way) => [way.key, way])).values()];
}

/** What an account signs in with, in words. */
export function wayLabel(
  { kind, way }: Pick<ConnectionRow, 'kind' | 'way'>,
  connector: Pick<ConnectorRow, 'auth'> | undefined,
): string {
  const own = connector?.auth.find((auth): auth is FieldsWay => auth.kind === 'fields' && auth.id === way);
  return own?.title ?? labels[kind];
}

function offeredWay(auth: Auth): OfferedWay[] {
  if (auth.kind === 'sigv4' || auth.kind === 'session' || auth.kind === 'mutualTls' || auth.kind === 'together') return [];
  if (auth.kind === 'fields') {
    const { kind, id, title, description, fields } = auth;
    return [{ kind, key: id, label: title, fields, ...(description !== undefined && { description }) }];
  }
  return [plain(auth.kind === 'oauth2' ? 'bearer' : auth.kind)];
}

function plain(kind: 'bearer' | 'basic' | 'apiKey'): OfferedWay {
  return { kind, key: kind, label: labels[kind] };
}
