import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startUpstream } from '../runs/testing.ts';
import { turnClock } from '../worker/testing.ts';
import { askForTokens } from './askForTokens.ts';
import { followToCallback } from './testing/followToCallback.fixture.ts';
import { client } from './testing/providers.ts';
import {
  type Answer,
  api,
  awayUrl,
  begin,
  comeBack,
  connect,
  importApi,
  mock,
  mocked,
  oauthAt,
  provider,
  setUpSignIn,
  test,
  tokenRequests,
  workspaceId,
} from './testing/setUpSignIn.ts';

setUpSignIn();

describe('a provider that answers badly', () => {
  it.each([
    [
      'a web page',
      (answer: Answer) => Object.assign(answer, { body: '<html>Sign in</html>' }),
      /not an answer of OAuth/,
    ],
    ['no token', (answer: Answer) => Object.assign(answer, { body: { token_type: 'Bearer' } }), /without a token/],
    [
      'an error of its own',
      (answer: Answer) => Object.assign(answer, { statusCode: 503, body: {} }),
      /answered with 503/,
    ],
    [
      'a code that is spent',
      (answer: Answer) => Object.assign(answer, { statusCode: 400, body: { error: 'invalid_grant' } }),
      /It said: "invalid_grant"/,
    ],
    [
      'a client it does not know',
      (answer: Answer) => Object.assign(answer, { statusCode: 401, body: { error: 'invalid_client' } }),
      /does not know this client id/,
    ],
  ])('with %s connects nothing and says so', async (_what, spoil, words) => {
    const connector = await importApi(mocked());
    const before = (await api.connection.list({ workspaceId })).length;
    mock.service.once('beforeResponse', spoil);
    const outcome = await comeBack(await followToCallback(awayUrl(await begin(connector.id))));
    expect(outcome).toMatchObject({ kind: 'refused', problem: expect.stringMatching(words) });
    expect(await api.connection.list({ workspaceId })).toHaveLength(before);
  });

  it.each([
    ['says nothing', () => undefined],
    [
      'says a little at a time',
      (_request: unknown, response: ServerResponse) => {
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('is not waited for longer than its time where it %s', async (_what, answer) => {
    const slow = await startUpstream(answer);
    const limits = { totalMs: 400, headersMs: 400, wireBytes: 1_000, inflatedBytes: 1_000 };
    const request = { url: `${slow.url}/token`, client, secretIn: 'body' as const, parameters: {} };
    const waitedMs = turnClock();
    const failure = await askForTokens(request, { egress: test.app.egress, limits }).catch((error) => error.failure);
    expect(failure).toMatchObject({ retry: 'later' });
    expect(waitedMs()).toBeLessThan(2_000);
    await slow.stop();
  });

  it('is not believed where its answer names another issuer, whatever else is right', async () => {
    const connector = await importApi(mocked({ issuer: 'https://honest.example' }));
    const back = await followToCallback(awayUrl(await begin(connector.id)));
    back.searchParams.set('iss', mock.url);
    const asked = tokenRequests;
    expect(await comeBack(back)).toMatchObject({ kind: 'refused', problem: expect.stringMatching(/another provider/) });
    // The code is given to nobody.
    expect(tokenRequests).toBe(asked);
  });

  it('that gives less than was asked is noted, and asked again for what is missing, in place', async () => {
    const connector = await importApi(mocked({ scopes: ['read', 'write'], defaultScopes: ['read'] }));
    mock.service.once('beforeResponse', (answer) => Object.assign(answer.body ?? {}, { scope: 'read' }));
    const { connectionId, missing } = await connect(connector.id, { scopes: ['write'] });
    expect(missing).toEqual(['write']);
    expect((await api.connection.list({ workspaceId })).find(({ id }) => id === connectionId)?.scopes).toEqual([
      'read',
    ]);
    mock.service.once('beforeResponse', (answer) => Object.assign(answer.body ?? {}, { scope: 'read write' }));
    const begun = await begin(connector.id, { connectionId, scopes: ['write'] });
    expect(new URL(awayUrl(begun)).searchParams.get('scope')).toBe('read write');
    expect(await comeBack(await followToCallback(awayUrl(begun)))).toMatchObject({ kind: 'connected', connectionId });
    expect((await api.connection.list({ workspaceId })).find(({ id }) => id === connectionId)?.scopes).toEqual([
      'read',
      'write',
    ]);
  });

  it('that does not say what it gave gave what was asked for', async () => {
    const connector = await importApi(mocked({ scopes: ['read'], defaultScopes: ['read'] }));
    mock.service.once('beforeResponse', (answer) => Object.assign(answer.body ?? {}, { scope: undefined }));
    const { connectionId } = await connect(connector.id);
    expect((await api.connection.list({ workspaceId })).find(({ id }) => id === connectionId)?.scopes).toEqual([
      'read',
    ]);
  });
});

describe('an account that is disconnected', () => {
  const remove = (connectionId: string) => api.connection.delete({ workspaceId, connectionId, seen: [] });

  it('is revoked at its provider, its tokens worth nothing any more', async () => {
    const connector = await importApi(oauthAt(provider.url, { revokeUrl: `${provider.url}/token/revocation` }));
    const { connectionId } = await connect(connector.id);
    const account = await test.app.readAccount({ workspaceId, id: connectionId });
    expect(await remove(connectionId)).toEqual({ revoked: 'yes' });
    const headers = { authorization: `Bearer ${account?.secret.accessToken}` };
    expect((await fetch(`${provider.url}/api/me`, { headers })).status).toBe(401);
  });

  it('is gone here all the same where its provider is away, or takes no such word', async () => {
    const away = await importApi(oauthAt(provider.url, { revokeUrl: 'http://127.0.0.1:9/revoke' }));
    expect(await remove((await connect(away.id)).connectionId)).toEqual({ revoked: 'no' });
    const none = await importApi(oauthAt(provider.url));
    expect(await remove((await connect(none.id)).connectionId)).toEqual({ revoked: 'not_possible' });
  });

  it('waits for a renewal that is under way, so that its new token is revoked as well', async () => {
    const connector = await importApi(oauthAt(provider.url, { revokeUrl: `${provider.url}/token/revocation` }));
    const { connectionId } = await connect(connector.id);
    const { prisma } = test.instance.database;
    const lease = { renewingBy: randomUUID(), renewingUntil: new Date(Date.now() + 60_000) };
    await prisma.connection.update({ where: { id: connectionId }, data: lease });
    const removing = remove(connectionId);
    const renewed = { renewingBy: null, renewingUntil: null, generation: { increment: 1 } };
    await prisma.connection.update({ where: { id: connectionId }, data: renewed });
    expect(await removing).toEqual({ revoked: 'yes' });
    expect(await prisma.connection.findUnique({ where: { id: connectionId } })).toBeNull();
  });
});
