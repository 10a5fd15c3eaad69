import { type Auth, type HttpRequest, OperationError, togetherName } from '@patchbay/connector';
import { sigV4 } from './sigV4.ts';

/** What a connection is: the way of signing in it answers, its opened secret, and the origins that may see it. */
export type OpenConnection = {
  name: string;
  auth: Auth;
  /** What was typed and what was given for it, by name. */
  secret: Record<string, string>;
  hosts: readonly string[];
  /** Where its requests go, where that is its own. */
  baseUrl?: string;
  /** Of one that is kept; one that is only tried has none. */
  kept?: KeptAccount;
};

/** What is known of a connection that is kept. Times are milliseconds since 1970. */
export type KeptAccount = {
  id: string;
  workspaceId: string;
  connector: string;
  /** Grows with every new secret. */
  generation: number;
  expiresAt?: number;
  renewAt?: number;
  /** Why it does not work any more. */
  broken?: string;
  /** The users who may use it, where not everybody in the workspace may. */
  onlyFor?: readonly string[];
};

/** Opens an account of a workspace; undefined where it has none by this id. */
export type OpenAccount = (workspaceId: string, connectionId: string) => Promise<OpenConnection | undefined>;

type Signing = { secret: Record<string, string>; at: number };

/** The request with the connection's secret in its place. Throws OperationError for a host the connection is not bound to. */
export function signRequest(request: HttpRequest, connection: OpenConnection, at = Date.now()): HttpRequest {
  refuseForeignHost(request.url, connection);
  return signedBy(connection.auth, request, { secret: connection.secret, at });
}

function signedBy(auth: Auth, request: HttpRequest, signing: Signing): HttpRequest {
  const { secret } = signing;
  switch (auth.kind) {
    case 'bearer':
      return withToken(request, auth.prefix, secret.token);
    case 'oauth2':
      return withToken(request, auth.prefix, secret.accessToken ?? secret.token);
    case 'basic': {
      const pair = Buffer.from(`${secret.username ?? ''}:${secret.password ?? ''}`, 'utf8').toString('base64');
      return withHeader(request, 'authorization', `Basic ${pair}`);
    }
    case 'apiKey':
      return withKey(request, auth, secret.value ?? '');
    case 'session':
      return withKey(request, auth.send, secret.sessionToken ?? '');
    case 'sigv4':
      return withSignature(request, auth.service, signing);
    case 'together':
      return auth.ways.reduce(
        (signed, way, index) => signedBy(way, signed, { ...signing, secret: partOf(secret, index) }),
        request,
      );
    case 'mutualTls':
      throw new OperationError({
        code: 'sign_in_unknown',
        message: 'Signing in with a certificate is not there yet. Connect the account in another way.',
        retry: 'never',
      });
    case 'fields':
      return signedByFields(auth.id, request, secret);
  }
}

/** Accounts of HTTP steps. Those of any other id are for what the host does itself: they sign no requests. */
function signedByFields(id: string, request: HttpRequest, secret: Record<string, string>): HttpRequest {
  const key = secret.value ?? '';
  if (id === 'web-bearer') return signedBy({ kind: 'bearer' }, request, { secret, at: 0 });
  if (id === 'web-basic') return signedBy({ kind: 'basic' }, request, { secret, at: 0 });
  if (id === 'web-header') return withKey(request, { in: 'header', name: secret.header ?? '' }, key);
  if (id === 'web-query') return withKey(request, { in: 'query', name: secret.name ?? '' }, key);
  return request;
}

/** What belongs to one of several ways that are used together. */
function partOf(secret: Record<string, string>, index: number): Record<string, string> {
  const start = togetherName(index, '');
  const own = Object.entries(secret).filter(([name]) => name.startsWith(start));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(start.length), value]));
}

function withToken(request: HttpRequest, prefix = 'Bearer', token = ''): HttpRequest {
  return withHeader(request, 'authorization', prefix === '' ? token : `${prefix} ${token}`);
}

type Place = { in: 'header' | 'query' | 'cookie' | 'path'; name: string; prefix?: string };

function withKey(request: HttpRequest, place: Place, key: string): HttpRequest {
  const value = `${place.prefix ?? ''}${key}`;
  if (place.in === 'header') return withHeader(request, place.name.toLowerCase(), value);
  if (place.in === 'cookie') {
    const cookie = `${place.name}=${encodeURIComponent(value)}`;
    const others = request.headers.cookie;
    return withHeader(request, 'cookie', others === undefined ? cookie : `${others}; ${cookie}`);
  }
  const url = new URL(request.url);
  if (place.in === 'query') url.searchParams.set(place.name, value);
  else url.pathname = filledPath(url.pathname, place.name, value);
  return { ...request, url: url.href };
}

/** A colon is itself in a path, and some keys have one. */
function filledPath(path: string, name: string, value: string): string {
  const text = encodeURIComponent(value).replaceAll('%3A', ':');
  return path.replaceAll(`{${name}}`, text).replaceAll(`%7B${encodeURIComponent(name)}%7D`, text);
}

function withSignature(request: HttpRequest, service: string, { secret, at }: Signing): HttpRequest {
  const { accessKeyId = '', secretAccessKey = '', region = 'us-east-1', sessionToken } = secret;
  const { method, url, headers, body } = request;
  // Files are read while they are sent; what is signed is that they are not.
  const isKnown = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const signed = sigV4(
    { method, url, headers, service, at, ...(isKnown && { body: body ?? '' }) },
    { accessKeyId, secretAccessKey, region, sessionToken },
  );
  return { ...request, headers: { ...headers, ...signed } };
}

function withHeader(request: HttpRequest, name: string, value: string): HttpRequest {
  if (/[\r\n\0]/.test(value)) {
    throw new OperationError({
      code: 'secret_unusable',
      message: 'The saved secret has a line break in it. Connect the account again.',
      retry: 'after-reconnect',
    });
  }
  return { ...request, headers: { ...request.headers, [name]: value } };
}

/** Throws OperationError where a request may not carry the secret of this connection. */
export function refuseForeignHost(url: string, connection: OpenConnection): void {
  const { origin = '', host = 'an address that is none' } = URL.parse(url) ?? {};
  if (connection.hosts.includes(origin)) return;
  throw new OperationError({
    code: 'host_not_allowed',
    message: `The account "${connection.name}" may not be used with ${host}. It is bound to ${connection.hosts.join(', ') || 'no host'}.`,
    retry: 'never',
  });
}
