import type { Auth } from '@patchbay/connector';
import { afterAll, beforeAll } from 'vitest';
import { type Caller, type TestApp, testApp } from '../../api/testing.ts';
import type { Begun } from '../beginSignIn.ts';
import { finishSignIn } from '../finishSignIn.ts';
import { followToCallback } from './followToCallback.fixture.ts';
import { client, startMockProvider, startOidcProvider } from './providers.ts';

export let test: TestApp;
export let api: Caller;
export let workspaceId: string;
export let userId: string;
export let provider: Awaited<ReturnType<typeof startOidcProvider>>;
export let mock: Awaited<ReturnType<typeof startMockProvider>>;
/** Providers that run, and a Patchbay with Ada signed in, for the tests of one file. */
export function setUpSignIn(): void {
  beforeAll(async () => {
    [test, provider, mock] = await Promise.all([testApp(), startOidcProvider(), startMockProvider()]);
    const ada = await test.signUp('Ada Lovelace');
    mock.service.on('beforeResponse', () => {
      tokenRequests += 1;
    });
    ({ workspaceId } = ada);
    userId = ada.actor.id;
    api = test.as({ ...ada.actor, sessionId: SESSION });
  }, 30_000);
  afterAll(async () => {
    await Promise.all([provider.stop(), mock.stop()]);
    await test.drop();
  }, 30_000);
}

export const SESSION = 'session-1';
/** How often the mock provider was asked for tokens. */
export let tokenRequests = 0;
export type Answer = { body: unknown; statusCode: number };
let names = 0;

export const oauthAt = (url: string, changes: object = {}): Auth => ({
  kind: 'oauth2',
  grant: 'authorizationCode',
  authorizeUrl: `${url}/auth`,
  tokenUrl: `${url}/token`,
  deviceUrl: `${url}/device/auth`,
  issuer: url,
  scopes: ['openid', 'offline_access', 'orders'],
  defaultScopes: ['openid', 'offline_access'],
  authorizeParameters: { prompt: 'consent' },
  ...changes,
});
/** oauth2-mock-server has its own words in its addresses. */
export const mocked = (changes: object = {}) =>
  oauthAt(mock.url, {
    authorizeUrl: `${mock.url}/authorize`,
    authorizeParameters: {},
    scopes: ['openid'],
    defaultScopes: ['openid'],
    ...changes,
  });

/** An API whose accounts are signed in to so, with a client registered. */
export async function importApi(
  auth: Auth,
  isSetUp = true,
  url = provider.url,
): Promise<{ id: string; version: string }> {
  names += 1;
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: `Api ${names}`, version: '1' },
    servers: [{ url }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    security: [{ key: [] }],
    paths: {
      '/api/me': {
        get: {
          operationId: 'getMe',
          responses: { 200: { description: 'It.', content: { 'application/json': { schema: { type: 'object' } } } } },
        },
      },
    },
  });
  const { connector } = await api.connector.import({ workspaceId, source: { kind: 'text', text } });
  const data = { auth: JSON.parse(JSON.stringify([auth])) };
  await test.instance.database.prisma.connector.updateMany({ where: { workspaceId, key: connector.id }, data });
  const registered = { workspaceId, connector: connector.id, clientId: client.id, clientSecret: client.secret };
  if (isSetUp) await api.oauth.setClient(registered);
  return connector;
}

export const begin = (connector: string, more: object = {}) =>
  api.oauth.begin({ workspaceId, connector, way: 0, name: 'Orders', values: {}, ...more });

export function awayUrl(begun: Begun): string {
  if ('url' in begun) return begun.url;
  throw new Error('It gave a code.');
}

export const comeBack = (address: URL, who: Parameters<typeof finishSignIn>[1] = { userId, sessionId: SESSION }) =>
  finishSignIn(Object.fromEntries(address.searchParams), who, test.app);

/** The whole dance. */
export async function connect(connector: string, more: object = {}) {
  const outcome = await comeBack(await followToCallback(awayUrl(await begin(connector, more))));
  if (outcome.kind === 'refused') throw new Error(outcome.problem);
  return outcome;
}

export const call = async (id: string, { id: connector, version }: { id: string; version: string }) => {
  const account = await test.app.readAccount({ workspaceId, id });
  if (account === undefined) throw new Error('It is gone.');
  const { signal } = new AbortController();
  const uses = { connector, version, operation: 'getMe' };
  return (await test.app.callOnce({ workspaceId, uses, input: {}, account, signal })).output;
};
