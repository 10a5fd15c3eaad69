import { createServer } from 'node:http';
import { OAuth2Server } from 'oauth2-mock-server';

export type OAuthProvider = {
  /** Its description, for import. */
  description: string;
  /** What its API was sent last as proof of who asks. */
  lastAuthorization(): string | undefined;
  /** The next person says no. */
  refuseOnce(): void;
  /** From now on it gives this permission as well. */
  allow(scope: string): void;
  /** Whether its API takes its tokens. */
  takesTokens(takes: boolean): void;
  stop(): Promise<void>;
};

/** A provider of OAuth on loopback, at which everybody is signed in already, and an API beside it that takes its tokens. */
export async function startOAuthProvider(): Promise<OAuthProvider> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const provider = `http://127.0.0.1:${server.address().port}`;
  const given = ['openid'];
  let isTaking = true;
  server.service.on('beforeResponse', (answer) => {
    if (typeof answer.body === 'object' && answer.body !== null) Object.assign(answer.body, { scope: given.join(' ') });
  });
  let last: string | undefined;
  const api = createServer((request, response) => {
    last = request.headers.authorization;
    response
      .writeHead(last === undefined || !isTaking ? 401 : 200, { 'content-type': 'application/json' })
      .end('{"ok":true}');
  });
  await new Promise<void>((resolve) => {
    api.listen(0, '127.0.0.1', resolve);
  });
  const address = api.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    description: describe(`http://127.0.0.1:${port}`, provider),
    lastAuthorization: () => last,
    refuseOnce() {
      server.service.once('beforeAuthorizeRedirect', (redirect) => {
        redirect.url.searchParams.delete('code');
        redirect.url.searchParams.set('error', 'access_denied');
      });
    },
    allow(scope) {
      given.push(scope);
    },
    takesTokens(takes) {
      isTaking = takes;
    },
    async stop() {
      await server.stop();
      api.closeAllConnections();
      api.close();
    },
  };
}

function describe(api: string, provider: string): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Acme Books', version: '1' },
    servers: [{ url: api }],
    components: {
      securitySchemes: {
        acme: {
          type: 'oauth2',
          flows: {
            authorizationCode: {
              authorizationUrl: `${provider}/authorize`,
              tokenUrl: `${provider}/token`,
              scopes: { openid: 'Who you are', 'books:write': 'Change books' },
            },
          },
        },
      },
    },
    security: [{ acme: ['openid'] }],
    paths: {
      '/books': {
        get: {
          operationId: 'listBooks',
          summary: 'List books',
          responses: { 200: { description: 'Them.', content: { 'application/json': { schema: { type: 'object' } } } } },
        },
        post: {
          operationId: 'addBook',
          summary: 'Add a book',
          security: [{ acme: ['books:write'] }],
          responses: { 200: { description: 'It.', content: { 'application/json': { schema: { type: 'object' } } } } },
        },
      },
    },
  });
}
