import { type Auth, type HttpRequest, OperationError } from '@patchbay/connector';

/** What a connection is: the way of signing in it answers, its opened secret, and the origins that may see it. */
export type OpenConnection = { name: string; auth: Auth; secret: Record<string, string>; hosts: readonly string[] };

/** Opens an account of a workspace; undefined where it has none by this id. */
export type OpenAccount = (workspaceId: string, connectionId: string) => Promise<OpenConnection | undefined>;

/** The request with the connection's secret in its place. Throws OperationError for a host the connection is not bound to. */
export function signRequest(request: HttpRequest, connection: OpenConnection): HttpRequest {
  refuseForeignHost(request.url, connection);
  const { auth, secret } = connection;
  switch (auth.kind) {
    case 'bearer':
      return withHeader(request, 'authorization', `Bearer ${secret.token ?? ''}`);
    case 'basic': {
      const pair = Buffer.from(`${secret.username ?? ''}:${secret.password ?? ''}`, 'utf8').toString('base64');
      return withHeader(request, 'authorization', `Basic ${pair}`);
    }
    case 'apiKey':
      return withKey(request, auth, secret.value ?? '');
    case 'oauth2':
      // A token pasted by hand; getting one by the dance comes with the connected accounts.
      return withHeader(request, 'authorization', `Bearer ${secret.token ?? ''}`);
    case 'together':
    case 'mutualTls':
    case 'sigv4':
    case 'session':
      throw new OperationError({
        code: 'sign_in_unknown',
        message: 'This way of signing in is not there yet. Connect the account in another way.',
        retry: 'never',
      });
    case 'fields':
      // For what the host does itself; it signs no requests, and its hosts are never those of one.
      return request;
  }
}

function withKey(request: HttpRequest, auth: Extract<Auth, { kind: 'apiKey' }>, value: string): HttpRequest {
  if (auth.in === 'header') return withHeader(request, auth.name.toLowerCase(), value);
  if (auth.in === 'cookie') {
    const cookie = `${auth.name}=${encodeURIComponent(value)}`;
    return withHeader(
      request,
      'cookie',
      request.headers.cookie === undefined ? cookie : `${request.headers.cookie}; ${cookie}`,
    );
  }
  const url = new URL(request.url);
  url.searchParams.set(auth.name, value);
  return { ...request, url: url.href };
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

function refuseForeignHost(url: string, connection: OpenConnection): void {
  const { origin, host } = new URL(url);
  if (connection.hosts.includes(origin)) return;
  throw new OperationError({
    code: 'host_not_allowed',
    message: `The account "${connection.name}" may not be used with ${host}. It is bound to ${connection.hosts.join(', ') || 'no host'}.`,
    retry: 'never',
  });
}
