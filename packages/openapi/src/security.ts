import type { Auth } from '@patchbay/connector';
import { type ApiDocument, follow, note } from './apiDocument.ts';
import { isObject, type JsonObject, objectIn, own, textIn } from './json.ts';
import type { OperationSource } from './operationSource.ts';

/** How people sign in to an API, and which fields a signed request already fills. */
export type ReadSecurity = {
  auth: Auth[];
  /** `query api_key`, `header x-token`, `body token`: places that hold the secret and so are no fields of a form. */
  secrets: ReadonlySet<string>;
  needsConnection(source: OperationSource): boolean;
};

/** `given` are the ways that count where somebody said so, whatever the description says. */
export function readSecurity(document: ApiDocument, given?: readonly Auth[]): ReadSecurity {
  const schemes = schemesOf(document);
  const described = distinct(schemes.flatMap((scheme) => authOf(document, scheme)));
  const auth = given === undefined ? described : [...given];
  if (auth.length === 0 && given === undefined) note(document, 'It does not say how to sign in.');
  const tokens = described.some((way) => way.kind === 'bearer')
    ? ['query', 'header', 'body'].flatMap((place) => [`${place} token`, `${place} access_token`])
    : [];
  return {
    auth,
    secrets: new Set([...keyPlaces(described), ...keyPlaces(auth), ...tokens]),
    needsConnection: ({ operation }) => auth.length > 0 && isDemanded(document, operation),
  };
}

function keyPlaces(auth: readonly Auth[]): string[] {
  return auth.flatMap((way) => (way.kind === 'apiKey' ? [`${way.in} ${way.name.toLowerCase()}`] : []));
}

function schemesOf(document: ApiDocument): JsonObject[] {
  const schemes =
    document.dialect === '2'
      ? objectIn(document.root, 'securityDefinitions')
      : objectIn(objectIn(document.root, 'components'), 'securitySchemes');
  return Object.values(schemes)
    .slice(0, 50)
    .map((scheme) => follow(document, scheme))
    .filter((scheme) => scheme !== undefined);
}

function authOf(document: ApiDocument, scheme: JsonObject): Auth[] {
  switch (textIn(scheme, 'type')?.toLowerCase()) {
    case 'basic':
      return [{ kind: 'basic' }];
    case 'http':
      return httpAuth(document, textIn(scheme, 'scheme')?.toLowerCase());
    case 'apikey':
      return keyAuth(document, scheme);
    case 'oauth2':
      // A token that someone already has works just as well as one that is asked for.
      return [oauth(document, scheme), { kind: 'bearer' }];
    case 'openidconnect':
      return [{ kind: 'oauth2', scopes: [] }, { kind: 'bearer' }];
    default:
      note(document, `One of its ways to sign in (${textIn(scheme, 'type') ?? 'unnamed'}) is not known.`);
      return [];
  }
}

function httpAuth(document: ApiDocument, scheme: string | undefined): Auth[] {
  if (scheme === 'bearer') return [{ kind: 'bearer' }];
  if (scheme === 'basic') return [{ kind: 'basic' }];
  note(document, `Signing in by "${scheme ?? 'http'}" is not supported.`);
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

/** Which flow serves a web application best comes first. Swagger 2.0 has one flow, named on the scheme itself. */
function oauth(document: ApiDocument, scheme: JsonObject): Auth {
  const flows = objectIn(scheme, 'flows');
  const named = ['authorizationCode', 'clientCredentials', 'implicit', 'password'].map((name) => own(flows, name));
  const flow = document.dialect === '2' ? scheme : (named.find(isObject) ?? {});
  const authorizeUrl = textIn(flow, 'authorizationUrl');
  const tokenUrl = textIn(flow, 'tokenUrl');
  return {
    kind: 'oauth2',
    ...(authorizeUrl === undefined ? {} : { authorizeUrl }),
    ...(tokenUrl === undefined ? {} : { tokenUrl }),
    scopes: Object.keys(objectIn(flow, 'scopes')).slice(0, 500),
  };
}

function distinct(ways: readonly Auth[]): Auth[] {
  const seen = new Set<string>();
  return ways.filter((way) => {
    const key = way.kind === 'apiKey' ? `${way.kind} ${way.in} ${way.name}` : way.kind;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** An empty demand among several means "or without"; no demand anywhere, where ways to sign in exist, means an oversight. */
function isDemanded(document: ApiDocument, operation: JsonObject): boolean {
  const demands = own(operation, 'security') ?? own(document.root, 'security');
  if (!Array.isArray(demands)) return true;
  return demands.length > 0 && demands.every((demand) => isObject(demand) && Object.keys(demand).length > 0);
}
