import { type Said, type SaidValue, say, sayAll } from '@patchbay/words';
import { change, type OperationChange } from './compareRules.ts';
import type { Auth, Connector } from './connector.ts';
import { isSame } from './isSame.ts';
import { signInFields } from './signInFields.ts';

/** What of a connector is compared, its operations aside. */
export type ComparableConnector = Pick<Connector, 'name' | 'auth'> & { baseUrl?: string | null | undefined };

/** What is different in the later version of a connector as a whole, after its name; empty where nothing is. */
export function compareConnectors(before: ComparableConnector, after: ComparableConnector): OperationChange[] {
  return [
    ...(before.name === after.name ? [] : [change(say('is called “{name}” now', { name: after.name }))]),
    ...addressChange(before.baseUrl ?? undefined, after.baseUrl ?? undefined),
    ...signInChanges(before.auth, after.auth),
  ];
}

function addressChange(before: string | undefined, after: string | undefined): OperationChange[] {
  if (before === after || after === undefined) return [];
  return [
    before === undefined
      ? change(say('is at {after}', { after }))
      : change(say('is at {after} instead of {before}', { after, before }), true),
  ];
}

function signInChanges(before: readonly Auth[], after: readonly Auth[]): OperationChange[] {
  const was = new Map(before.map((way) => [keyOf(way), way]));
  const is = new Map(after.map((way) => [keyOf(way), way]));
  const gone = [...was].filter(([key]) => !is.has(key));
  const fresh = [...is].filter(([key]) => !was.has(key));
  const none = before.length === 0 && after.length > 0 ? [change(say('now needs an account'), true)] : [];
  return [
    ...none,
    ...gone.map(([, way]) => change(say('can no longer be signed in to with {way}', { way: wayWords(way) }), true)),
    ...fresh.map(([, way]) => change(say('can be signed in to with {way}', { way: wayWords(way) }))),
    ...[...is].flatMap(([key, way]) => {
      const other = was.get(key);
      return other === undefined ? [] : wayChanges(other, way);
    }),
  ];
}

/** What makes two ways to sign in the same one: where its secret goes. */
function keyOf(way: Auth): string {
  if (way.kind === 'apiKey') return `apiKey:${way.in}:${way.name}`;
  if (way.kind === 'oauth2') return `oauth2:${way.grant ?? 'authorizationCode'}`;
  if (way.kind === 'fields') return `fields:${way.id}`;
  if (way.kind === 'sigv4') return `sigv4:${way.service}`;
  return way.kind === 'together' ? `together:${way.ways.map(keyOf).join('+')}` : way.kind;
}

/** A way to sign in, in words: "a key in the header X-Api-Key". */
function wayWords(way: Auth): SaidValue {
  switch (way.kind) {
    case 'bearer':
      return way.title === undefined ? say('a token') : `“${way.title}”`;
    case 'basic':
      return say('a user name and a password');
    case 'apiKey':
      return PLACES[way.in](way.name);
    case 'oauth2':
      return way.authorizeUrl === undefined
        ? say('a page of its own')
        : say('a page of its own ({host})', { host: hostOf(way.authorizeUrl) });
    case 'together':
      return sayAll(way.ways.map(wayWords));
    case 'fields':
      return `“${way.title}”`;
    case 'sigv4':
      return say('a signature');
    case 'session':
      return say('a session');
    default:
      return say('a certificate');
  }
}

const PLACES = {
  header: (name: string) => say('a key in the header {name}', { name }),
  query: (name: string) => say('a key in the address, as {name}', { name }),
  cookie: (name: string) => say('a key in the cookie {name}', { name }),
  path: (name: string) => say('a key in the path, as {name}', { name }),
} as const satisfies Record<string, (name: string) => Said>;

function hostOf(address: string): string {
  return URL.parse(address)?.host ?? address;
}

function wayChanges(before: Auth, after: Auth): OperationChange[] {
  const had = new Set(signInFields(before).map(({ name }) => name));
  const asks = signInFields(after).filter(({ name, isOptional, default: normal }) => {
    return !had.has(name) && isOptional !== true && normal === undefined;
  });
  const fields = asks.map(({ title }) =>
    change(say('asks for “{title}” when an account is connected', { title }), true),
  );
  if (before.kind !== 'oauth2' || after.kind !== 'oauth2') return fields;
  const added = after.scopes.filter((scope) => !before.scopes.includes(scope));
  const dropped = before.scopes.filter((scope) => !after.scopes.includes(scope));
  return [
    ...fields,
    ...(before.authorizeUrl === after.authorizeUrl || after.authorizeUrl === undefined
      ? []
      : [change(say('is signed in to at {address}', { address: after.authorizeUrl }))]),
    ...(before.tokenUrl === after.tokenUrl || after.tokenUrl === undefined
      ? []
      : [change(say('gets its tokens from {address}', { address: after.tokenUrl }))]),
    ...added.map((scope) => change(say('asks for the permission “{scope}”', { scope }))),
    ...dropped.map((scope) => change(say('no longer asks for the permission “{scope}”', { scope }))),
    ...(isSame(before.defaultScopes, after.defaultScopes) || after.defaultScopes === undefined
      ? []
      : [change(alwaysAsks(after.defaultScopes))]),
  ];
}

function alwaysAsks(scopes: readonly string[]): Said {
  return scopes.length === 0
    ? say('always asks for no permissions')
    : say('always asks for {scopes}', { scopes: scopes.map((scope) => `“${scope}”`).join(', ') });
}
