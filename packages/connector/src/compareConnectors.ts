import type { OperationChange } from './compareRules.ts';
import type { Auth, Connector } from './connector.ts';
import { isSame } from './isSame.ts';
import { signInFields } from './signInFields.ts';

/** What of a connector is compared, its operations aside. */
export type ComparableConnector = Pick<Connector, 'name' | 'auth'> & { baseUrl?: string | null | undefined };

/** What is different in the later version of a connector as a whole, after its name; empty where nothing is. */
export function compareConnectors(before: ComparableConnector, after: ComparableConnector): OperationChange[] {
  return [
    ...(before.name === after.name ? [] : [{ words: `is called “${after.name}” now`, breaks: false }]),
    ...addressChange(before.baseUrl ?? undefined, after.baseUrl ?? undefined),
    ...signInChanges(before.auth, after.auth),
  ];
}

function addressChange(before: string | undefined, after: string | undefined): OperationChange[] {
  if (before === after || after === undefined) return [];
  return [
    { words: `is at ${after}${before === undefined ? '' : ` instead of ${before}`}`, breaks: before !== undefined },
  ];
}

function signInChanges(before: readonly Auth[], after: readonly Auth[]): OperationChange[] {
  const was = new Map(before.map((way) => [keyOf(way), way]));
  const is = new Map(after.map((way) => [keyOf(way), way]));
  const gone = [...was].filter(([key]) => !is.has(key));
  const fresh = [...is].filter(([key]) => !was.has(key));
  const none = before.length === 0 && after.length > 0 ? [{ words: 'now needs an account', breaks: true }] : [];
  return [
    ...none,
    ...gone.map(([, way]) => ({ words: `can no longer be signed in to with ${wayWords(way)}`, breaks: true })),
    ...fresh.map(([, way]) => ({ words: `can be signed in to with ${wayWords(way)}`, breaks: false })),
    ...[...is].flatMap(([key, way]) => {
      const other = was.get(key);
      return other === undefined ? [] : wayChanges(other, way);
    }),
  ];
}

/** What makes two ways to sign in the same one: where its secret goes. */
function keyOf(way: Auth): string {
  if (way.kind === 'apiKey') return `apiKey ${way.in} ${way.name}`;
  if (way.kind === 'oauth2') return `oauth2 ${way.grant ?? 'authorizationCode'}`;
  if (way.kind === 'fields') return `fields ${way.id}`;
  if (way.kind === 'sigv4') return `sigv4 ${way.service}`;
  return way.kind === 'together' ? `together ${way.ways.map(keyOf).join(' ')}` : way.kind;
}

/** A way to sign in, in words: "a key in the header X-Api-Key". */
function wayWords(way: Auth): string {
  switch (way.kind) {
    case 'bearer':
      return way.title === undefined ? 'a token' : `“${way.title}”`;
    case 'basic':
      return 'a user name and a password';
    case 'apiKey':
      return `a key in the ${PLACES[way.in]} ${way.name}`;
    case 'oauth2':
      return `a page of its own${way.authorizeUrl === undefined ? '' : ` (${hostOf(way.authorizeUrl)})`}`;
    case 'together':
      return way.ways.map(wayWords).join(' and ');
    case 'fields':
      return `“${way.title}”`;
    case 'sigv4':
      return 'a signature';
    case 'session':
      return 'a session';
    default:
      return 'a certificate';
  }
}

const PLACES = { header: 'header', query: 'address, as', cookie: 'cookie', path: 'path, as' } as const;

function hostOf(address: string): string {
  return URL.parse(address)?.host ?? address;
}

function wayChanges(before: Auth, after: Auth): OperationChange[] {
  const told = (words: string, breaks = false) => ({ words, breaks });
  const had = new Set(signInFields(before).map(({ name }) => name));
  const asks = signInFields(after).filter(({ name, isOptional, default: normal }) => {
    return !had.has(name) && isOptional !== true && normal === undefined;
  });
  const fields = asks.map(({ title }) => told(`asks for “${title}” when an account is connected`, true));
  if (before.kind !== 'oauth2' || after.kind !== 'oauth2') return fields;
  const added = after.scopes.filter((scope) => !before.scopes.includes(scope));
  const dropped = before.scopes.filter((scope) => !after.scopes.includes(scope));
  return [
    ...fields,
    ...(before.authorizeUrl === after.authorizeUrl || after.authorizeUrl === undefined
      ? []
      : [told(`is signed in to at ${after.authorizeUrl}`)]),
    ...(before.tokenUrl === after.tokenUrl || after.tokenUrl === undefined
      ? []
      : [told(`gets its tokens from ${after.tokenUrl}`)]),
    ...added.map((scope) => told(`asks for the permission “${scope}”`)),
    ...dropped.map((scope) => told(`no longer asks for the permission “${scope}”`)),
    ...(isSame(before.defaultScopes, after.defaultScopes) || after.defaultScopes === undefined
      ? []
      : [told(`always asks for ${after.defaultScopes.map((scope) => `“${scope}”`).join(', ') || 'no permissions'}`)]),
  ];
}
