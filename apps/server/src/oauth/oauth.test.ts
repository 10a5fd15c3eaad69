import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { refusal } from '../api/testing.ts';
import { startUpstream } from '../runs/testing.ts';
import { followToCallback } from './testing/followToCallback.fixture.ts';
import { CALLBACK, client, startOidcProvider } from './testing/providers.ts';
import {
  api,
  awayUrl,
  begin,
  call,
  comeBack,
  connect,
  importApi,
  mock,
  mocked,
  oauthAt,
  provider,
  SESSION,
  setUpSignIn,
  test,
  userId,
  workspaceId,
} from './testing/setUpSignIn.ts';

setUpSignIn();

describe('signing in at a provider', () => {
  it('connects the account, whose token signs its requests, and keeps nothing readable', async () => {
    const connector = await importApi(oauthAt(provider.url));
    const begun = await begin(connector.id);
    const away = new URL(awayUrl(begun));
    expect(Object.fromEntries(away.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: client.id,
      redirect_uri: CALLBACK,
      scope: 'openid offline_access',
      code_challenge_method: 'S256',
      prompt: 'consent',
    });
    expect(await api.oauth.attempt({ workspaceId, attemptId: begun.attemptId })).toEqual({ outcome: null });
    const outcome = await comeBack(await followToCallback(away.href));
    expect(outcome).toMatchObject({ kind: 'connected', name: 'Orders' });
    expect(await api.oauth.attempt({ workspaceId, attemptId: begun.attemptId })).toEqual({ outcome });
    if (outcome.kind !== 'connected') return;
    expect(await call(outcome.connectionId, connector)).toEqual({ user: { name: 'ada' } });
    const secret = (await test.app.readAccount({ workspaceId, id: outcome.connectionId }))?.secret ?? {};
    const { rows } = await test.instance.database.pool.query(
      'select (select json_agg(c) from connection c)::text || (select json_agg(o) from oauth_client o)::text || (select json_agg(a) from oauth_attempt a)::text as dump',
    );
    const shown = JSON.stringify([rows, await api.connection.list({ workspaceId }), outcome]);
    for (const canary of [secret.accessToken, secret.refreshToken, client.secret]) expect(shown).not.toContain(canary);
  });

  it('says what an admin has to do where no client is registered, and with which address', async () => {
    const connector = await importApi(oauthAt(provider.url), false);
    expect(await refusal(begin(connector.id))).toMatchObject({
      code: 'sign_in_not_set_up',
      details: { callbackUrl: CALLBACK },
    });
    const asked = { workspaceId, connector: connector.id };
    expect(await api.oauth.client(asked)).toEqual({ client: null, callbackUrl: CALLBACK });
    await api.oauth.setClient({ ...asked, clientId: 'mine', clientSecret: 'canary' });
    expect(await api.oauth.client(asked)).toEqual({
      client: { clientId: 'mine', from: 'workspace' },
      callbackUrl: CALLBACK,
    });
  });

  it('counts once, in the session it began in, with its own state', async () => {
    const connector = await importApi(oauthAt(provider.url));
    const refused = (address: URL) => comeBack(address).catch(({ code }) => code);
    const wrong = new URL(CALLBACK);
    wrong.searchParams.set('state', 'guessed');
    wrong.searchParams.set('code', 'c');
    expect(await refused(wrong)).toBe('sign_in_over');
    const first = await followToCallback(awayUrl(await begin(connector.id)));
    expect(await comeBack(first)).toMatchObject({ kind: 'connected' });
    expect(await refused(first)).toBe('sign_in_over');
    for (const who of [null, { userId, sessionId: 'session-2' }, { userId: 'mallory', sessionId: SESSION }]) {
      const taken = await followToCallback(awayUrl(await begin(connector.id)));
      expect(await comeBack(taken, who)).toMatchObject({
        kind: 'refused',
        problem: expect.stringMatching(/another browser/),
      });
      // Whoever it was may not come again with it, either.
      expect(await refused(taken)).toBe('sign_in_over');
    }
  });

  it('is refused when the answer comes from another provider', async () => {
    const connector = await importApi(oauthAt(provider.url));
    const address = await followToCallback(awayUrl(await begin(connector.id)));
    expect(address.searchParams.get('iss')).toBe(provider.url);
    address.searchParams.set('iss', 'https://evil.example');
    expect(await comeBack(address)).toMatchObject({
      kind: 'refused',
      problem: expect.stringMatching(/another provider/),
    });
  });

  it('tells who said no, in words', async () => {
    const connector = await importApi(oauthAt(provider.url));
    const begun = await begin(connector.id);
    provider.state.consents = false;
    const address = await followToCallback(awayUrl(begun));
    provider.state.consents = true;
    const refused = { kind: 'refused', problem: expect.stringMatching(/not allowed at the provider/) };
    expect(await comeBack(address)).toMatchObject(refused);
    expect((await api.oauth.attempt({ workspaceId, attemptId: begun.attemptId })).outcome).toMatchObject(refused);
  });

  it('names what was asked for and not given', async () => {
    const connector = await importApi(mocked({ defaultScopes: ['read', 'write'] }));
    mock.service.once('beforeResponse', (answer) => {
      if (typeof answer.body === 'object' && answer.body !== null) Object.assign(answer.body, { scope: 'read' });
    });
    const outcome = await comeBack(await followToCallback(awayUrl(await begin(connector.id))));
    expect(outcome).toMatchObject({ kind: 'connected', missing: ['write'] });
  });

  it('takes the place of the account that is connected again, with its name', async () => {
    const connector = await importApi(oauthAt(provider.url));
    const { connectionId } = await connect(connector.id);
    const again = await connect(connector.id, { connectionId, name: '' });
    expect(again).toMatchObject({ connectionId, name: 'Orders' });
    expect((await test.app.readAccount({ workspaceId, id: connectionId }))?.kept?.generation).toBe(1);
  });

  it.each([
    ['a web page', 'text/html', '<!doctype html><h1>Down</h1>', 200, /not an answer of OAuth/],
    ['nothing but an error', 'text/plain', 'x', 503, /answered with 503/],
    ['an answer without a token', 'application/json', '{"token_type":"bearer"}', 200, /without a token/],
    [
      'its own refusal',
      'application/json',
      '{"error":"invalid_grant","error_description":"Old code"}',
      400,
      /"Old code"/,
    ],
    ['a client that it does not know', 'application/json', '{"error":"invalid_client"}', 401, /client id and secret/],
  ])('ends in words when the provider answers with %s', async (...[, type, body, status, words]) => {
    const bad = await startUpstream((_request, response) =>
      response.writeHead(status, { 'content-type': type }).end(body),
    );
    const connector = await importApi(oauthAt(provider.url, { tokenUrl: `${bad.url}/token` }));
    const outcome = await comeBack(await followToCallback(awayUrl(await begin(connector.id))));
    expect(outcome).toMatchObject({ kind: 'refused', problem: expect.stringMatching(words) });
    await bad.stop();
  });

  it('shows its secret as the provider wants it, and takes a form for an answer', async () => {
    const asked: { authorization?: string | undefined } = {};
    const odd = await startUpstream((request, response) => {
      asked.authorization = request.headers.authorization;
      const form = 'access_token=t1&scope=a,b&expires_in=60';
      response.writeHead(200, { 'content-type': 'application/x-www-form-urlencoded' }).end(form);
    });
    const quirks = {
      tokenUrl: `${odd.url}/token`,
      clientSecretIn: 'header',
      scopeSeparator: ',',
      defaultScopes: ['a', 'b'],
      hasNoPkce: true,
    };
    const connector = await importApi(mocked(quirks));
    const begun = new URL(awayUrl(await begin(connector.id)));
    expect(begun.searchParams.get('scope')).toBe('a,b');
    expect(begun.searchParams.has('code_challenge')).toBe(false);
    const outcome = await comeBack(await followToCallback(begun.href));
    expect(outcome).toMatchObject({ kind: 'connected' });
    expect(outcome).not.toHaveProperty('missing');
    expect(asked.authorization).toBe(`Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`);
    await odd.stop();
  });
});

describe('signing in without coming back', () => {
  it('gives a code to type in elsewhere, and is connected once that is done', async () => {
    const connector = await importApi(oauthAt(provider.url, { grant: 'deviceCode' }));
    const begun = await begin(connector.id);
    if ('url' in begun) throw new Error('It went away.');
    expect(begun.verificationUrl).toContain(provider.url);
    const look = () => api.oauth.attempt({ workspaceId, attemptId: begun.attemptId });
    expect(await look()).toEqual({ outcome: null });
    const polls = () => provider.calls.filter((line) => line === 'POST /token').length;
    const before = polls();
    await Promise.all([look(), look()]);
    // Not before the provider may be asked.
    expect(polls()).toBe(before);
    const { prisma } = test.instance.database;
    const dueNow = () =>
      prisma.oauthAttempt.update({ where: { id: begun.attemptId }, data: { nextPollAt: new Date(0) } });
    await dueNow();
    // Of two who look, one asks.
    expect(await Promise.all([look(), look()])).toEqual([{ outcome: null }, { outcome: null }]);
    expect(polls()).toBe(before + 1);
    await provider.typeIn(begun.userCode);
    await dueNow();
    const { outcome } = await look();
    expect(outcome).toMatchObject({ kind: 'connected', name: 'Orders' });
    expect(await look()).toEqual({ outcome });
    const connectionId = outcome?.kind === 'connected' ? outcome.connectionId : '';
    expect(await call(connectionId, connector)).toEqual({ user: { name: 'ada' } });
  });

  it('signs in with the id and secret of the account itself, and again when its token is over', async () => {
    const connector = await importApi(
      oauthAt(provider.url, { grant: 'clientCredentials', defaultScopes: ['orders'] }),
      false,
    );
    const values = { clientId: client.id, clientSecret: client.secret };
    const auth = { kind: 'way', way: 0, values } as const;
    const { id } = await api.connection.create({ workspaceId, connector: connector.id, name: 'Robot', auth });
    expect(await call(id, connector)).toEqual({ user: { name: 'ada' } });
    const { prisma } = test.instance.database;
    await prisma.connection.update({ where: { id }, data: { renewAt: new Date(0), expiresAt: new Date(1) } });
    expect(await call(id, connector)).toEqual({ user: { name: 'ada' } });
    expect((await test.app.readAccount({ workspaceId, id }))?.kept?.generation).toBe(1);
  });
});

describe('two admins who sign in again for one account at the same time', () => {
  it('leave one whole permission, which works', async () => {
    const connector = await importApi(oauthAt(provider.url));
    const { connectionId } = await connect(connector.id);
    const begun = await Promise.all([begin(connector.id, { connectionId }), begin(connector.id, { connectionId })]);
    const back = await Promise.all(begun.map((one) => followToCallback(awayUrl(one))));
    const outcomes = await Promise.all(back.map((address) => comeBack(address)));
    expect(outcomes).toMatchObject([
      { kind: 'connected', connectionId },
      { kind: 'connected', connectionId },
    ]);
    expect(await call(connectionId, connector)).toEqual({ user: { name: 'ada' } });
    expect((await test.app.readAccount({ workspaceId, id: connectionId }))?.kept?.generation).toBe(2);
  });
});

describe('a token that is over', () => {
  it('is renewed by one of two processes, however many use it, and its family stays', async () => {
    const short = await startOidcProvider({ accessSeconds: 3_600 });
    const connector = await importApi(oauthAt(short.url), true, short.url);
    const { connectionId } = await connect(connector.id);
    const { database, instanceKey } = test.instance;
    const args = [
      database.url,
      Buffer.from(instanceKey).toString('hex'),
      workspaceId,
      connectionId,
      `${short.url}/api/me`,
    ];
    const processes = await Promise.all([startUser(args), startUser(args)]);
    for (let round = 1; round <= 3; round += 1) {
      const over = { renewAt: new Date(0), expiresAt: new Date(1) };
      await database.prisma.connection.update({ where: { id: connectionId }, data: over });
      const told = await Promise.all(processes.map((one) => one.use(100)));
      expect(
        told.map((groups) => Object.fromEntries(Object.entries(groups).map(([status, all]) => [status, all.length]))),
      ).toEqual([{ 200: 100 }, { 200: 100 }]);
      expect(short.state.refreshes).toBe(round);
    }
    expect(short.state.revoked).toBe(0);
    for (const one of processes) one.stop();
    await short.stop();
  });

  it('whose renewal is refused breaks the account, and its steps wait for a person', async () => {
    const connector = await importApi(oauthAt(provider.url));
    const { connectionId } = await connect(connector.id);
    const { prisma } = test.instance.database;
    await prisma.connection.update({
      where: { id: connectionId },
      data: { renewAt: new Date(0), expiresAt: new Date(1) },
    });
    await api.oauth.setClient({ workspaceId, connector: connector.id, clientId: client.id, clientSecret: 'another' });
    const failure = await call(connectionId, connector).catch((error) => error.failure);
    expect(failure).toMatchObject({ code: 'sign_in_refused', retry: 'after-reconnect' });
    const row = (await api.connection.list({ workspaceId })).find(({ id }) => id === connectionId);
    expect(row).toMatchObject({ state: 'broken', problem: expect.stringMatching(/Connect the account again/) });
    const tokens = provider.calls.filter((line) => line === 'POST /token').length;
    expect(await call(connectionId, connector).catch((error) => error.failure)).toMatchObject({
      code: 'connection_broken',
    });
    // A provider is not asked again and again with what it has refused.
    expect(provider.calls.filter((line) => line === 'POST /token')).toHaveLength(tokens);
  });

  it('is used while it still is good and the provider is away, and waited with once it is not', async () => {
    const connector = await importApi(oauthAt(provider.url));
    const { connectionId } = await connect(connector.id);
    const { prisma } = test.instance.database;
    const auth = oauthAt(provider.url, { tokenUrl: 'http://127.0.0.1:9/token' });
    const soon = {
      auth: JSON.parse(JSON.stringify(auth)),
      renewAt: new Date(0),
      expiresAt: new Date(Date.now() + 60_000),
    };
    await prisma.connection.update({ where: { id: connectionId }, data: soon });
    expect(await call(connectionId, connector)).toEqual({ user: { name: 'ada' } });
    await prisma.connection.update({ where: { id: connectionId }, data: { expiresAt: new Date(1) } });
    const failure = await call(connectionId, connector).catch((error) => error.failure);
    expect(failure).toMatchObject({ code: 'refused', retry: 'later' });
  });

  it('goes by our own clock, whatever the provider’s says', async () => {
    const connector = await importApi(mocked());
    mock.service.once('beforeResponse', (answer) => {
      if (typeof answer.body === 'object' && answer.body !== null)
        Object.assign(answer.body, { expires_in: 600, expires_at: 1, refresh_token: 'r' });
    });
    const { connectionId } = await connect(connector.id);
    const kept = (await test.app.readAccount({ workspaceId, id: connectionId }))?.kept;
    expect((kept?.expiresAt ?? 0) - Date.now()).toBeGreaterThan(580_000);
    expect((kept?.expiresAt ?? 0) - (kept?.renewAt ?? 0)).toBe(60_000);
  });
});

/** A process that uses the account as often at once as it is told. */
async function startUser(args: readonly string[]) {
  const file = fileURLToPath(new URL('./testing/usesAccount.fixture.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  if (child.stdout === null || child.stdin === null) throw new Error('It has no pipes.');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { stdin } = child;
  await lines.next();
  return {
    async use(times: number): Promise<Record<string, unknown[]>> {
      stdin.write(`${times}\n`);
      return JSON.parse((await lines.next()).value ?? '');
    },
    stop: () => stdin.end(),
  };
}
