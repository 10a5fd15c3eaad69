import type { Auth } from '@patchbay/connector';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';
import { boundAccount, connectorOf } from '../connections/accountOf.ts';
import { provenAccount, tryAccount } from '../connections/tryAccount.ts';
import { draw, startUpstream } from '../runs/testing.ts';
import { eventually } from '../worker/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
/** What the API takes for signed in. */
let goodToken = 's1';
let signIns = 0;

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
  upstream = await startUpstream((request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/login') {
      signIns += 1;
      answer(200, { data: { token: goodToken } });
    } else if (request.headers.authorization === `Bearer ${goodToken}`) answer(200, { user: { name: 'Acme Shop' } });
    else answer(401, { message: 'No.' });
  });
});
afterAll(async () => {
  await upstream.stop();
  await test.drop();
});

const description = (name: string, url = upstream.url) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: name, version: '1' },
    servers: [{ url }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    security: [{ key: [] }],
    paths: {
      '/me': {
        get: {
          operationId: 'getMe',
          summary: 'Get me',
          responses: { 200: { description: 'It.', content: { 'application/json': { schema: { type: 'object' } } } } },
        },
      },
    },
  });

/** An API that takes accounts in these ways. */
async function importApi(
  name: string,
  auth: readonly Auth[],
  baseUrl?: string,
): Promise<{ id: string; version: string }> {
  const source = { kind: 'text', text: description(name) } as const;
  const { connector } = await api.connector.import({ workspaceId, source });
  const data = { auth: JSON.parse(JSON.stringify(auth)), ...(baseUrl !== undefined && { baseUrl }) };
  await test.instance.database.prisma.connector.updateMany({ where: { workspaceId, key: connector.id }, data });
  return connector;
}

const session: Auth = {
  kind: 'session',
  fields: [
    { name: 'email', title: 'E-mail' },
    { name: 'password', title: 'Password', isSecret: true },
  ],
  signIn: { method: 'POST', path: '/login', body: { email: '{email}', pass: '{password}' } },
  token: 'data.token',
  send: { in: 'header', name: 'Authorization', prefix: 'Bearer ' },
};

describe('an account that signs in for a token', () => {
  it('signs in once for all who need it, and once more when its token is refused', async () => {
    const { id, version } = await importApi('Session API', [session]);
    const values = { email: 'a@b.example', password: 'p' };
    const auth = { kind: 'way', way: 0, values } as const;
    const connection = await api.connection.create({ workspaceId, connector: id, name: 'Shop', auth });
    const account = async () => test.app.readAccount({ workspaceId, id: connection.id });
    const call = async () => {
      const using = await account();
      if (using === undefined) throw new Error('It is gone.');
      const uses = { connector: id, version, operation: 'getMe' };
      const { signal } = new AbortController();
      return (await test.app.callOnce({ workspaceId, uses, input: {}, account: using, signal })).output;
    };
    expect(await Promise.all(Array.from({ length: 20 }, call))).toEqual(
      Array.from({ length: 20 }, () => ({ user: { name: 'Acme Shop' } })),
    );
    expect(signIns).toBe(1);
    goodToken = 's2';
    await Promise.all(Array.from({ length: 20 }, call));
    expect(signIns).toBe(2);
    expect((await account())?.kept?.generation).toBe(1);
  });

  it('is broken when the sign-in is refused, says so, and its runs go on once it is connected again', async () => {
    const refusing: Auth = { ...session, token: 'data.nothing' };
    const { id, version } = await importApi('Refusing API', [refusing, { kind: 'bearer' }]);
    const values = { email: 'a@b.example', password: 'p' };
    const auth = { kind: 'way', way: 0, values } as const;
    const connection = await api.connection.create({ workspaceId, connector: id, name: 'Shop', auth });
    const drawn = draw(
      { order: { operation: 'manual' }, ask: { operation: 'x', connection: connection.id } },
      'order -> ask',
    );
    const document = structuredClone(drawn);
    Object.assign(Object.values(document.steps).find((step) => step.id === 'ask') ?? {}, {
      uses: { connector: id, version, operation: 'getMe' },
    });
    const { id: flowId } = await api.flow.create({ workspaceId, document });
    await api.flow.publish({ flowId, revision: 0, activate: true });
    const { runId } = await api.run.start({ flowId, payload: {} });
    const statusOf = async () => (await test.instance.database.prisma.run.findFirst({ where: { id: runId } }))?.status;
    await eventually(async () => ((await statusOf()) === 'waiting' ? true : undefined));
    const row = async () => (await api.connection.list({ workspaceId })).find((one) => one.id === connection.id);
    expect(await row()).toMatchObject({ state: 'broken', problem: expect.stringMatching(/no token/) });
    const again = { kind: 'way', way: 1, values: { token: goodToken } } as const;
    await api.connection.reconnect({ workspaceId, connectionId: connection.id, auth: again });
    test.clockwork.start();
    await eventually(async () => ((await statusOf()) === 'succeeded' ? true : undefined));
    await test.clockwork.stop();
    expect(await row()).toMatchObject({ kind: 'bearer', state: 'works' });
  });
});

describe('an account of an address of its own', () => {
  it('is bound to what was typed, and no part of that can lead elsewhere', async () => {
    const baseUrl = 'https://{subdomain}.example.com/v1';
    const { id } = await importApi(
      'Many Shops',
      [{ kind: 'bearer', fields: [{ name: 'subdomain', title: 'Shop' }] }],
      baseUrl,
    );
    const connect = (subdomain: string) =>
      api.connection.create({
        workspaceId,
        connector: id,
        name: 'Shop',
        auth: { kind: 'way', way: 0, values: { subdomain, token: 't' } },
      });
    const { id: connectionId, baseUrl: own } = await connect('acme');
    expect(own).toBe('https://acme.example.com/v1');
    const { prisma } = test.instance.database;
    const kept = await prisma.connection.findUniqueOrThrow({ where: { id: connectionId } });
    expect(kept.hosts).toEqual(['https://acme.example.com']);
    expect(await refusal(connect('evil.test/'))).toMatchObject({ code: 'connection_fields_unfit' });
  });
});

describe('a test call', () => {
  it('says whose account it is, or in words why it does not work', async () => {
    const { id } = await importApi('Tested API', [{ kind: 'bearer' }]);
    const found = await connectorOf(workspaceId, id, test.app);
    const connector = { ...found, test: { operation: 'getMe', label: ['nothing', 'user.name'] } };
    const account = (token: string) => boundAccount(connector, { kind: 'bearer' }, { token });
    const tried = await tryAccount(
      { workspaceId, connector, account: { ...account(goodToken), name: 'Shop' } },
      test.app,
    );
    expect(tried.checked).toEqual({ state: 'works', label: 'Acme Shop' });
    const proving = { workspaceId, connector, name: 'Shop', account: account('wrong') };
    const refused = await provenAccount({ ...proving, anyway: false }, test.app).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'connection_does_not_work',
      message: expect.stringMatching(/refused the sign-in/),
    });
    expect(String(refused)).not.toContain('wrong');
    expect(await provenAccount({ ...proving, anyway: true }, test.app)).toMatchObject({
      checked: { state: 'untested' },
    });
  });

  it('is one that only reads where the description names none, and only a refused sign-in counts', async () => {
    const { id } = await importApi('Untested API', [{ kind: 'bearer' }]);
    const create = (token: string, anyway = false) => {
      const auth = { kind: 'way', way: 0, values: { token } } as const;
      return api.connection.create({ workspaceId, connector: id, name: 'Shop', auth, anyway });
    };
    expect(await create(goodToken)).toMatchObject({ state: 'works' });
    expect(await refusal(create('wrong'))).toMatchObject({ code: 'connection_does_not_work' });
    expect(await create('wrong', true)).toMatchObject({ state: 'untested' });
    const gone = await importApi('Gone API', [{ kind: 'bearer' }], 'http://127.0.0.1:9');
    const auth = { kind: 'way', way: 0, values: { token: 't' } } as const;
    expect(await api.connection.create({ workspaceId, connector: gone.id, name: 'Gone', auth })).toMatchObject({
      state: 'untested',
    });
  });
});
