import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { OAuth2Server } from 'oauth2-mock-server';
import { type Configuration, Provider } from 'oidc-provider';

/** A client as these providers know it. */
export const client = { id: 'patchbay', secret: 'canary-client-secret' };
export const CALLBACK = 'http://patchbay.test/oauth/callback';

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return `http://127.0.0.1:${address.port}`;
}

function configuration(accessSeconds: number): Configuration {
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [CALLBACK],
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials', DEVICE_GRANT],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access', 'orders'],
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    features: {
      devInteractions: { enabled: false },
      deviceFlow: { enabled: true },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: { enabled: false },
    },
    findAccount: async (_context, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    ttl: { AccessToken: accessSeconds, ClientCredentials: accessSeconds },
    cookies: { keys: ['test'] },
  };
}

/**
 * A real provider: code challenges, rotating refresh tokens, and a family that is revoked when an old one comes again. The
 * person at it always signs in, and allows what `consents` says.
 */
export async function startOidcProvider({ accessSeconds = 3_600 }: { accessSeconds?: number } = {}) {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${(request.url ?? '').split('?')[0]}`);
    handle(request, response);
  });
  const url = await listen(server);
  const state = { consents: true, revoked: 0, refreshes: 0 };
  const provider = new Provider(url, configuration(accessSeconds));
  provider.on('grant.revoked', () => {
    state.revoked += 1;
  });
  provider.on('grant.success', (context) => {
    if (context.oidc.params?.grant_type === 'refresh_token') state.refreshes += 1;
  });
  const answer = provider.callback();
  handle = (request, response) => {
    if (request.url?.startsWith('/interaction/'))
      void interact({ provider, consents: state.consents }, request, response);
    else if (request.url === '/api/me') void me(provider, request, response);
    else void answer(request, response);
  };

  return {
    url,
    state,
    calls,
    typeIn: (userCode: string) => typeIn(provider, userCode),
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** Whoever has a token that is good gets an answer. */
async function me(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const value = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const token = (await provider.AccessToken.find(value)) ?? (await provider.ClientCredentials.find(value));
  const isGood = token?.isValid === true;
  response.writeHead(isGood ? 200 : 401, { 'content-type': 'application/json' });
  response.end(isGood ? '{"user":{"name":"ada"}}' : '{"message":"No."}');
}

async function interact(
  { provider, consents }: { provider: Provider; consents: boolean },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const details = await provider.interactionDetails(request, response);
  const { prompt, params, session, grantId } = details;
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId: 'ada' } });
    return;
  }
  if (!consents) {
    const denied = { error: 'access_denied', error_description: 'They said no.' };
    await provider.interactionFinished(request, response, denied);
    return;
  }
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant =
    known ?? new provider.Grant({ accountId: session?.accountId ?? 'ada', clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  const saved = await grant.save();
  await provider.interactionFinished(
    request,
    response,
    { consent: { grantId: saved } },
    { mergeWithLastSubmission: true },
  );
}

/** As if somebody had typed the code in, signed in and allowed it. */
async function typeIn(provider: Provider, userCode: string): Promise<void> {
  const code = await provider.DeviceCode.findByUserCode(userCode.replace(/\W/g, ''));
  if (code === undefined) throw new Error('There is no such code.');
  const grant = new provider.Grant({ accountId: 'ada', clientId: client.id });
  grant.addOIDCScope('openid offline_access');
  const grantId = await grant.save();
  Object.assign(code, { accountId: 'ada', grantId, scope: 'openid offline_access', claims: {}, authTime: 1 });
  await code.save();
}

/** A provider that answers what a test says, to see what becomes of bad answers. */
export async function startMockProvider() {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const { port } = server.address();
  return { url: `http://127.0.0.1:${port}`, server, service: server.service, stop: () => server.stop() };
}
