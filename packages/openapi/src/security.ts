import type { Auth, OAuth2 } from '@patchbay/connector';
import { type ApiDocument, follow, note } from './apiDocument.ts';
import { isObject, type JsonObject, objectIn, own, textIn } from './json.ts';
import type { OperationSource } from './operationSource.ts';
import { help } from './words.ts';

/** How people sign in to an API, and which fields a signed request already fills. */
export type ReadSecurity = {
  auth: Auth[];
  /** `query api_key`, `header x-token`, `body token`: places that hold the secret and so are no fields of a form. */
  secrets: ReadonlySet<string>;
  needsConnection(source: OperationSource): boolean;
  /** What the account must be allowed for an operation, in the API's words. */
  scopes(source: OperationSource): string[];
};

/** More ways to sign in, and more scopes, than any API has. */
const SCHEMES = 50;
const SCOPES = 500;

/** The ways to sign in. `given` stands in place of what the description says of them. */
export function readSecurity(document: ApiDocument, given?: readonly Auth[]): ReadSecurity {
  const schemes = given === undefined ? schemesOf(document) : new Map<string, JsonObject>();
  const ways = new Map([...schemes].map(([name, scheme]) => [name, authOf(document, scheme)]));
  const auth =
    given === undefined ? distinct([...[...ways.values()].flat(), ...togetherIn(document, ways)]) : [...given];
  if (auth.length === 0) note(document, 'It does not say how to sign in.');
  const keys = auth
    .flatMap((way) => (way.kind === 'together' ? way.ways : [way]))
    .flatMap((way) => (way.kind === 'apiKey' ? [`${way.in} ${way.name.toLowerCase()}`] : []));
  const tokens = auth.some((way) => way.kind === 'bearer')
    ? ['query', 'header', 'body'].flatMap((place) => [`${place} token`, `${place} access_token`])
    : [];
  return {
    auth,
    secrets: new Set([...keys, ...tokens]),
    needsConnection: ({ operation }) => auth.length > 0 && isDemanded(document, operation),
    scopes: ({ operation }) => scopesOf(document, operation),
  };
}

function schemesOf(document: ApiDocument): Map<string, JsonObject> {
  const schemes =
    document.dialect === '2'
      ? objectIn(document.root, 'securityDefinitions')
      : objectIn(objectIn(document.root, 'components'), 'securitySchemes');
  return new Map(
    Object.entries(schemes)
      .slice(0, SCHEMES)
      .flatMap(([name, given]): [string, JsonObject][] => {
        const scheme = follow(document, given);
        return scheme === undefined ? [] : [[name, scheme]];
      }),
  );
}

function authOf(document: ApiDocument, scheme: JsonObject): Auth[] {
  const description = help(textIn(scheme, 'description'));
  const ways = waysOf(document, scheme);
  return description === undefined ? ways : ways.map((way) => ({ description, ...way }));
}

function waysOf(document: ApiDocument, scheme: JsonObject): Auth[] {
  switch (textIn(scheme, 'type')?.toLowerCase()) {
    case 'basic':
      return [{ kind: 'basic' }];
    case 'http':
      return httpAuth(document, textIn(scheme, 'scheme'));
    case 'apikey':
      return keyAuth(document, scheme);
    case 'oauth2':
      // A token that someone already has works just as well as one that is asked for.
      return [...oauth(document, scheme), { kind: 'bearer' }];
    case 'openidconnect':
      return [
        { kind: 'oauth2', ...address('discoveryUrl', scheme, 'openIdConnectUrl'), scopes: [] },
        { kind: 'bearer' },
      ];
    case 'mutualtls':
      note(document, 'It can be signed in to by a certificate (mutual TLS), which Patchbay cannot send yet.');
      return [{ kind: 'mutualTls' }];
    default:
      note(document, `One of its ways to sign in (${textIn(scheme, 'type') ?? 'unnamed'}) is not known.`);
      return [];
  }
}

/** Schemes of HTTP that are a conversation or a computation, not a word before a token. */
const CONVERSATIONS = /^(digest|hoba|mutual|negotiate|ntlm|oauth|scram.*|vapid|dpop|gnap|privatetoken|concealed)$/;

function httpAuth(document: ApiDocument, given: string | undefined): Auth[] {
  const scheme = given?.toLowerCase();
  if (scheme === 'bearer') return [{ kind: 'bearer' }];
  if (scheme === 'basic') return [{ kind: 'basic' }];
  if (given !== undefined && scheme !== undefined && /^[\w-]{1,40}$/.test(given) && !CONVERSATIONS.test(scheme)) {
    return [{ kind: 'bearer', prefix: given }];
  }
  note(document, `Signing in by "${given ?? 'http'}" is not supported.`);
  return [];
}

function keyAuth(document: ApiDocument, scheme: JsonObject): Auth[] {
  const name = textIn(scheme, 'name');
  const place = textIn(scheme, 'in')?.toLowerCase();
  if (name !== undefined && (place === 'header' || place === 'query' || place === 'cookie')) {
    return [{ kind: 'apiKey', in: place, name }];
  }
  note(document, 'One of its API keys has no name or place, so it cannot be sent.');
  return [];
}

/** The flows that a server can take part in, the one that serves people best first. */
const FLOWS = [
  ['authorizationCode', 'authorizationCode'],
  ['accessCode', 'authorizationCode'],
  ['deviceAuthorization', 'deviceCode'],
  ['clientCredentials', 'clientCredentials'],
  ['application', 'clientCredentials'],
  ['implicit', undefined],
  ['password', undefined],
] as const;

/** One way for each flow. Swagger 2.0 has one flow, named on the scheme itself. */
function oauth(document: ApiDocument, scheme: JsonObject): Auth[] {
  const flows = document.dialect === '2' ? { [String(own(scheme, 'flow'))]: scheme } : objectIn(scheme, 'flows');
  const found = FLOWS.flatMap(([name, grant]): OAuth2[] => {
    const flow = own(flows, name);
    if (!isObject(flow)) return [];
    return [
      {
        kind: 'oauth2',
        ...(grant === undefined ? {} : { grant }),
        ...address('authorizeUrl', flow, 'authorizationUrl'),
        ...address('tokenUrl', flow, 'tokenUrl'),
        ...address('refreshUrl', flow, 'refreshUrl'),
        ...address('deviceUrl', flow, 'deviceAuthorizationUrl'),
        ...address('discoveryUrl', scheme, 'oauth2MetadataUrl'),
        scopes: Object.keys(objectIn(flow, 'scopes')).slice(0, SCOPES),
      },
    ];
  });
  // Those that nobody can walk on a server are told of only where there is no other.
  const usable = found.filter(({ grant }) => grant !== undefined);
  if (usable.length > 0) return usable;
  return found.length > 0 ? found.slice(0, 1) : [{ kind: 'oauth2', scopes: [] }];
}

function address<Key extends string>(key: Key, holder: JsonObject, name: string): { [key in Key]?: string } {
  const url = textIn(holder, name);
  return url === undefined ? {} : ({ [key]: url } as { [key in Key]: string });
}

/** Demands for two or more ways at once: an id and a key, each in a header of its own. */
function togetherIn(document: ApiDocument, ways: ReadonlyMap<string, readonly Auth[]>): Auth[] {
  const demands = [
    ...demandsIn(document.root),
    ...Object.values(objectIn(document.root, 'paths')).flatMap((item) =>
      isObject(item)
        ? Object.values(item).flatMap((operation) => (isObject(operation) ? demandsIn(operation) : []))
        : [],
    ),
  ];
  const together = new Map<string, Auth>();
  for (const names of demands.map(Object.keys)) {
    const parts = names.map((name) => ways.get(name)?.find((way) => way.kind !== 'mutualTls'));
    const known = parts.flatMap((way) => (way === undefined ? [] : [way]));
    if (names.length < 2 || known.length < 2 || known.length !== names.length) continue;
    together.set(names.toSorted().join(' '), { kind: 'together', ways: known });
  }
  return [...together.values()].slice(0, SCHEMES);
}

function demandsIn(holder: JsonObject): JsonObject[] {
  const demands = own(holder, 'security');
  return Array.isArray(demands) ? demands.filter(isObject) : [];
}

function distinct(ways: readonly Auth[]): Auth[] {
  const found = new Map<string, Auth>();
  for (const way of ways) {
    if (!found.has(keyOf(way))) found.set(keyOf(way), way);
  }
  return [...found.values()];
}

function keyOf(way: Auth): string {
  if (way.kind === 'apiKey') return `${way.kind} ${way.in} ${way.name}`;
  if (way.kind === 'bearer') return `${way.kind} ${way.prefix ?? ''}`;
  if (way.kind === 'oauth2') return `${way.kind} ${way.grant ?? ''}`;
  return way.kind === 'together' ? `${way.kind} ${way.ways.map(keyOf).join(' ')}` : way.kind;
}

/** An empty demand among several means "or without"; no demand anywhere, where ways to sign in exist, means an oversight. */
function isDemanded(document: ApiDocument, operation: JsonObject): boolean {
  const demands = own(operation, 'security') ?? own(document.root, 'security');
  if (!Array.isArray(demands)) return true;
  return demands.length > 0 && demands.every((demand) => isObject(demand) && Object.keys(demand).length > 0);
}

/** The scopes of the first demand that names some: the demands are alternatives. */
function scopesOf(document: ApiDocument, operation: JsonObject): string[] {
  const demands = own(operation, 'security') === undefined ? demandsIn(document.root) : demandsIn(operation);
  const lists = demands.map((demand) => Object.values(demand).flat());
  const first = lists.find((scopes) => scopes.length > 0) ?? [];
  return [...new Set(first.filter((scope) => typeof scope === 'string'))].slice(0, SCOPES);
}
