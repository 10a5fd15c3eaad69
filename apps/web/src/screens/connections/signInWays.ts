import { type AccountField, type Auth, openNames, signInFields } from '@patchbay/connector';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';

/** How the ways to sign in are called on the screen where they have no title of their own. */
const labels: Record<ConnectionRow['kind'], string> = {
  bearer: t('Access token'),
  basic: t('User name and password'),
  apiKey: t('API key'),
  oauth2: t('Sign in at the provider'),
  sigv4: t('Access key'),
  session: t('User name and password'),
  mutualTls: t('Certificate'),
  together: t('Several keys'),
  fields: t('Account'),
};

/** A way the screen can offer. `key` tells the ways of one connector apart; `label` is what a person chooses by. */
export type OfferedWay = {
  kind: Auth['kind'];
  key: string;
  label: string;
  description?: string;
  /** Where a person finds what is asked for. */
  helpUrl?: string;
  fields: readonly AccountField[];
  /** Its place among the connector's; absent where the connector names none. */
  index?: number;
  /** A person signs in at the provider instead of typing a secret here. */
  isElsewhere?: true;
};

type WithWays = Pick<ConnectorRow, 'auth'> & { baseUrl?: string | null };

/**
 * The ways to sign in to a connector. An API that speaks OAuth also takes the token its own screens hand out; one whose
 * description names no way may still want a token or a password.
 */
export function offeredWays({ auth, baseUrl }: WithWays): OfferedWay[] {
  const hasToken = auth.some(({ kind }) => kind === 'bearer');
  const all =
    auth.length === 0
      ? [plain({ kind: 'bearer' }), plain({ kind: 'basic' })]
      : auth.flatMap((way, index) => offeredWay(way, { index, hasToken }));
  const offered = all.map((way) => (way.kind === 'fields' ? way : withAddress(way, baseUrl ?? '')));
  return [...new Map(offered.map((way) => [way.key, way])).values()];
}

/**
 * The way to begin with while nobody has set up signing in at the provider: with what a person can fetch there alone. Not
 * with a token of OAuth, which ends within the hour.
 */
export function readyWay(ways: readonly OfferedWay[]): OfferedWay | undefined {
  return ways.some(({ isElsewhere }) => isElsewhere) ? ways.find(({ kind }) => kind !== 'oauth2') : undefined;
}

/** What an account signs in with, in words. */
export function wayLabel(
  { kind, way }: Pick<ConnectionRow, 'kind' | 'way'>,
  connector: Pick<ConnectorRow, 'auth'> | undefined,
): string {
  const own = connector?.auth.find((auth) => auth.kind === 'fields' && auth.id === way);
  return own?.title ?? labels[kind];
}

/** `hasToken`: the connector says by itself how its tokens are to be had, so those of OAuth are no way of their own. */
function offeredWay(auth: Auth, { index, hasToken }: { index: number; hasToken: boolean }): OfferedWay[] {
  // Its certificate cannot be kept yet.
  if (auth.kind === 'mutualTls') return [];
  if (auth.kind === 'fields') return [{ ...plain(auth), key: auth.id, index }];
  if (auth.kind !== 'oauth2' || auth.grant === 'clientCredentials') return [{ ...plain(auth), index }];
  // How to register an app there is no help for who pastes a token.
  const { description: _ofTheApp, helpUrl: _toTheApp, ...pasted } = plain({ ...auth, title: labels.bearer });
  const token: OfferedWay = { ...pasted, key: 'bearer', index };
  if (auth.authorizeUrl === undefined && auth.deviceUrl === undefined) return [token];
  const elsewhere: OfferedWay = { ...plain(auth), index, fields: auth.fields ?? [], isElsewhere: true };
  return hasToken ? [elsewhere] : [elsewhere, token];
}

function plain(auth: Auth): OfferedWay {
  const { kind, title, description, helpUrl } = auth;
  return {
    kind,
    key: kind,
    label: title ?? labels[kind],
    fields: signInFields(auth),
    ...(description !== undefined && { description }),
    ...(helpUrl !== undefined && { helpUrl }),
  };
}

/** What the connector's address leaves open is asked for as well. */
function withAddress(way: OfferedWay, baseUrl: string): OfferedWay {
  const missing = openNames(baseUrl).filter((name) => !way.fields.some((field) => field.name === name));
  if (missing.length === 0) return way;
  const fields = missing.map((name) => ({ name, title: name, description: t('A part of {baseUrl}.', { baseUrl }) }));
  return { ...way, fields: [...way.fields, ...fields] };
}
