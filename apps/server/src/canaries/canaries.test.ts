import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Auth } from '@patchbay/connector';
import type { FlowDocument } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSmtp } from '../mail/testing/smtpServer.ts';
import { draw, literal, object } from '../runs/testing.ts';
import { testDatabase } from '../store/testing.ts';
import { behaviours, startEchoApi } from './testing/echoApi.ts';
import { Canaries, findCanary, newCanary } from './testing/canary.ts';
import { readFiles, readTables } from './testing/kept.ts';
import { startWatched } from './testing/watchedPatchbay.ts';

const run = promisify(execFile);
const commandLine = new URL('../cli/main.ts', import.meta.url).pathname;

const canaries = new Canaries();
const secret = canaries.secret.bind(canaries);

let database: Awaited<ReturnType<typeof testDatabase>>;
let home: string;
let api: Awaited<ReturnType<typeof startEchoApi>>;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let server: Awaited<ReturnType<typeof startWatched>>;
let workspaceId = '';
/** How the token endpoint answers. */
let isTokenGood = true;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'patchbay-canaries-'));
  tokens.access = secret('access token', { isPlain: true });
  tokens.refresh = secret('refresh token', { isPlain: true });
  tokens.id = secret('id token', { isPlain: true });
  tokens.session = secret('token of a session', { isPlain: true });
  api = await startEchoApi(({ all }) => {
    if (!isTokenGood) return [400, { error: `invalid_grant ${all}`, error_description: `${all} is over` }];
    const { access, refresh, id, session } = tokens;
    return [200, { access_token: access, refresh_token: refresh, id_token: id, expires_in: 3_600, session }];
  });
  smtp = await startSmtp({
    onAuth: ({ username, password }, _session, done) =>
      done(Object.assign(new Error(`no ${username} with ${password} here`), { responseCode: 535 })),
  });
  server = await startWatched({ databaseUrl: database.url, home, smtpPort: smtp.port, canaries });
  const password = secret('password');
  await server.post('/api/auth/sign-up/email', { name: 'Ada', email: 'ada@example.com', password });
  await server.post('/api/auth/sign-in/email', {
    email: 'ada@example.com',
    password: secret('password that is wrong'),
  });
  const { workspaces } = await server.query<{ workspaces: { id: string }[] }>('session.get');
  workspaceId = workspaces[0]?.id ?? '';
});

afterAll(async () => {
  await server?.stop();
  await smtp?.stop();
  api?.stop();
  await rm(home, { recursive: true, force: true });
  await database.drop();
});

const call = <T>(procedure: string, input: object) => server.call<T>(procedure, { workspaceId, ...input });
const query = <T>(procedure: string, input: object) => server.query<T>(procedure, { workspaceId, ...input });

const ids: string[] = [];
async function connect(connector: string, auth: object, name = 'Acme'): Promise<string> {
  const { id } = await call<{ id?: string }>('connection.create', { connector, name, auth });
  if (id !== undefined) ids.push(id);
  return id ?? '';
}
const fields = (id: string, values: Record<string, string>) => ({ kind: 'fields', id, values });
const way = (values: Record<string, string>) => ({ kind: 'way', way: 0, values });

let imports = 0;
/** An API whose accounts are signed in to so. */
async function importApi(auth: Auth): Promise<{ id: string; version: string }> {
  imports += 1;
  const paths = Object.fromEntries(
    behaviours.map((name) => [`/{where}/${name}`, { get: { operationId: name, parameters: [where], responses } }]),
  );
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: imports === 1 ? 'Acme' : `Acme ${imports}`, version: '1' },
    servers: [{ url: api.url }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    security: [{ key: [] }],
    paths,
  });
  const { connector } = await call<{ connector: { id: string; version: string } }>('connector.import', {
    source: { kind: 'text', text },
  });
  const data = { auth: JSON.parse(JSON.stringify([auth])) };
  await database.prisma.connector.updateMany({ where: { workspaceId, key: connector.id }, data });
  return connector;
}
const where = { name: 'where', in: 'path', required: true, schema: { type: 'string' } };
const schema = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const responses = { 200: { description: 'It.', content: { 'application/json': { schema } } } };

const runIds: string[] = [];
/** Tries a flow for real and waits until it goes no further. */
async function tryFlow(document: FlowDocument): Promise<void> {
  Object.assign(document.steps.ask ?? {}, { retry: { tries: 2, firstWaitMs: 0 } });
  const { id: flowId } = await call<{ id: string }>('flow.create', { document });
  const { runId } = await call<{ runId: string }>('run.try', { flowId, document, mode: 'live', payload: {} });
  runIds.push(runId);
  await atRest(runId);
}

async function atRest(runId: string): Promise<void> {
  const status = async () => {
    const row = await database.prisma.run.findFirst({ where: { id: runId }, select: { status: true } });
    return row?.status ?? 'running';
  };
  await expect.poll(status, { interval: 50 }).not.toBe('running');
}

const http = (connection: string, path: string) =>
  draw(
    {
      order: { operation: 'manual', inputs: { example: literal({}) } },
      ask: {
        operation: 'http',
        connection,
        inputs: { method: literal('POST'), url: literal(`${api.url}/a/${path}`), body: literal({ a: 1 }) },
      },
      after: { operation: 'http', connection, inputs: { method: literal('GET'), url: literal(`${api.url}/b/ok`) } },
    },
    'order -> ask',
    'ask -> after',
  );

type Asked = { connector: { id: string; version: string }; connection: string; at?: string };

const ofApi = ({ connector: { id, version }, connection, at = 'a' }: Asked, operation: string) => {
  const document = draw(
    {
      order: { operation: 'manual', inputs: { example: literal({}) } },
      ask: { operation, connection, inputs: { where: literal(at) } },
    },
    'order -> ask',
  );
  Object.assign(document.steps.ask ?? {}, { uses: { connector: id, version, operation } });
  return document;
};

/** What differs among ways of signing: what an API says back, as it is and encoded. */
const saidBack = ['ok', 'refused', 'denied', 'forbidden', 'heads'];

async function each(names: readonly string[], work: (behaviour: string) => Promise<void>): Promise<void> {
  for (let at = 0; at < names.length; at += 5) await Promise.all(names.slice(at, at + 5).map(work));
}

describe('thirty secrets', { timeout: 240_000 }, () => {
  it('go in by every door, and through everything that can go wrong', async () => {
    const address = api.url;
    // 1. HTTP steps, in each way an account signs them.
    const web = [
      await connect('web', fields('web-bearer', { address, token: secret('bearer token', { isPlain: true }) })),
      await connect('web', fields('web-basic', { address, username: 'ada', password: secret('basic password') })),
      await connect('web', fields('web-basic', { address, username: secret('key as user name'), password: '' })),
      await connect('web', fields('web-header', { address, header: 'X-Api-Key', value: secret('key in a header') })),
      await connect('web', fields('web-query', { address, name: 'key', value: secret('key in the address') })),
    ];
    expect(web).not.toContain('');
    for (const [index, connection] of web.entries())
      await each(index < 2 ? behaviours : saidBack, (behaviour) => tryFlow(http(connection, behaviour)));

    // 2. Imported APIs: keys in every place, sessions, signatures, client credentials.
    const session: Auth = {
      kind: 'session',
      fields: [
        { name: 'user', title: 'User' },
        { name: 'pass', title: 'Password', isSecret: true },
      ],
      signIn: { method: 'POST', path: '/token', body: { user: '{user}', pass: '{pass}' } },
      token: 'session',
      send: { in: 'header', name: 'Authorization', prefix: 'Bearer ' },
    };
    const credentials: Auth = {
      kind: 'oauth2',
      grant: 'clientCredentials',
      tokenUrl: `${api.url}/token`,
      scopes: [],
    };
    const path: Auth = { kind: 'apiKey', in: 'path', name: 'where' };
    const accounts: [Auth, object][] = [
      [path, way({ value: secret('key in the path', { isPlain: true }) })],
      [{ kind: 'apiKey', in: 'cookie', name: 'key' }, way({ value: secret('key in a cookie', { isPlain: true }) })],
      [{ kind: 'bearer', prefix: 'Token' }, way({ token: secret('token with a prefix', { isPlain: true }) })],
      [{ kind: 'basic' }, way({ username: 'ada', password: secret('password of an API') })],
      [
        { kind: 'sigv4', service: 's3' },
        way({
          accessKeyId: 'AKIA0000',
          secretAccessKey: secret('secret access key'),
          region: 'eu-central-1',
          sessionToken: secret('session token of AWS', { isPlain: true }),
        }),
      ],
      [session, way({ user: 'ada', pass: secret('password of a session') })],
      [credentials, way({ clientId: 'patchbay', clientSecret: secret('secret of client credentials') })],
    ];
    const asked: [{ id: string; version: string }, string][] = [];
    for (const [auth, typed] of accounts) {
      const connector = await importApi(auth);
      const connection = await connect(connector.id, typed);
      expect([auth.kind, connection]).not.toEqual([auth.kind, '']);
      asked.push([connector, connection]);
      const at = auth === path ? '{where}' : 'a';
      await each(saidBack, (behaviour) => tryFlow(ofApi({ connector, connection, at }, behaviour)));
    }

    // 3. Signing in at a provider, with a client of the workspace and one of the instance; then the token is over.
    const oauth: Auth = {
      kind: 'oauth2',
      grant: 'authorizationCode',
      authorizeUrl: `${api.url}/authorize`,
      tokenUrl: `${api.url}/token`,
      scopes: [],
    };
    const connector = await importApi(oauth);
    const clientSecret = secret('client secret of the workspace', { isPlain: true });
    await call('oauth.setClient', { connector: connector.id, clientId: 'patchbay', clientSecret });
    await query('oauth.client', { connector: connector.id });
    const danced = await dance(connector.id, true);
    const failed = await dance(connector.id, false);
    const denied = await begin(connector.id);
    const words = new URLSearchParams({
      error: 'access_denied',
      error_description: secret('words of a provider', { isPlain: true }),
    });
    canaries.forget(words.get('error_description') ?? '');
    await server.get(`/oauth/callback?state=${denied.state}&${words.toString()}`);
    for (const attemptId of [danced, failed, denied.attemptId]) await call('oauth.attempt', { attemptId });
    const account = (await query<{ id: string; connector: string }[]>('connection.list', {})).find(
      (row) => row.connector === connector.id,
    );
    const connection = account?.id ?? '';
    expect(connection).not.toBe('');
    await each(saidBack, (behaviour) => tryFlow(ofApi({ connector, connection }, behaviour)));
    isTokenGood = false;
    await database.prisma.connection.updateMany({ data: { renewAt: new Date(0), expiresAt: new Date(1) } });
    for (const [one, id] of [...asked.slice(-2), [connector, connection] as const])
      await tryFlow(ofApi({ connector: one, connection: id }, 'denied'));
    isTokenGood = true;

    // 4. E-mail: a server that says back what it was told; and one that is not there.
    const host = '127.0.0.1';
    const office = { host, security: 'none', port: String(smtp.port), user: 'ada', from: 'a@example.com' };
    await connect('email', fields('smtp', { ...office, password: secret('mail password that is refused') }));
    await connect(
      'email',
      fields('imap', { host, security: 'none', port: '1', user: 'ada', password: secret('mailbox password') }),
    );

    // 5. Who may send: the secrets of checks, and requests that do not have them.
    const check = await connect(
      'request-checks',
      fields('header', { header: 'X-Token', value: secret('header of a check') }),
    );
    const signing = await connect(
      'request-checks',
      fields('hmac', { header: 'X-Signature', secret: secret('signing secret') }),
    );
    expect([check, signing]).not.toContain('');
    await startedByHook(check, web[1] ?? '', canaries.valueOf('header of a check'));
    await startedByHook(signing, web[2] ?? '', 'nothing');

    // 6. What is typed and refused, tried, connected anew, or asked for by somebody who may not.
    await connect('none', { kind: 'bearer', token: secret('token of no connector') });
    await call('connection.create', {
      connector: 'web',
      name: 7,
      auth: { kind: 'bearer', token: secret('token in a bad request') },
    });
    await call('connection.create', {
      connector: 'web',
      name: 'X',
      auth: fields('web-bearer', { address: 'no address', token: secret('token for no address') }),
    });
    await call('connection.reconnect', {
      connectionId: web[0],
      auth: fields('web-bearer', { address, token: secret('token connected anew', { isPlain: true }) }),
    });
    for (const connectionId of ids) await call('connection.test', { connectionId });
    for (const [one] of asked)
      await query('connector.lookup', {
        connector: one.id,
        version: one.version,
        operation: 'refused',
        field: 'where',
      });
    await tryFlow(http(web[0] ?? '', 'refused'));
    expect(canaries.all.length).toBeGreaterThanOrEqual(30);
  });

  it('are found nowhere, in whichever way they are written', async () => {
    await lookEverywhere();
    const found: string[] = [];
    for (const canary of canaries.all) {
      for (const [place, texts] of server.seen) {
        const text = texts.map((one) => findCanary(canary, one)).find((hit) => hit !== undefined);
        if (text !== undefined) found.push(`${canary.name} in ${place} ${text}`);
      }
    }
    expect(found).toEqual([]);
  });

  it('would be found', () => {
    const canary = newCanary('a secret');
    const basic = Buffer.from(`ada:${canary.value}`).toString('base64');
    const ways = [
      canary.value,
      encodeURIComponent(canary.value),
      JSON.stringify(JSON.stringify(canary.value)),
      basic,
      basic.replaceAll('+', '-').replaceAll('/', '_'),
      Buffer.from(basic).toString('base64'),
      `\\x${Buffer.from(canary.value).toString('hex')}`,
    ];
    expect(ways.filter((text) => findCanary(canary, `before ${text} after`) === undefined)).toEqual([]);
    expect(server.seen.get('log')?.join('')).toContain('is ready');
    expect([...server.seen.keys()].filter((place) => place.startsWith('table ')).length).toBeGreaterThan(40);
  });
});

type Begun = { attemptId: string; state: string };

async function begin(connector: string): Promise<Begun> {
  const begun = await call<{ attemptId: string; url: string }>('oauth.begin', {
    connector,
    way: 0,
    name: 'Acme',
    values: {},
  });
  return { attemptId: begun.attemptId, state: new URL(begun.url).searchParams.get('state') ?? '' };
}

/** Goes to the provider and comes back. */
async function dance(connector: string, isGood: boolean): Promise<string> {
  const { attemptId, state } = await begin(connector);
  isTokenGood = isGood;
  const code = secret(isGood ? 'code' : 'code that is refused', { isPlain: true });
  await server.get(`/oauth/callback?state=${state}&code=${code}`);
  isTokenGood = true;
  return attemptId;
}

/** A published flow that a request starts, whose sender is checked, and whose second step fails. */
async function startedByHook(check: string, connection: string, token: string): Promise<void> {
  const document = draw(
    {
      order: {
        operation: 'webhook',
        connection: check,
        inputs: { method: literal('POST'), example: literal({ total: 1 }) },
      },
      ask: { operation: 'http', connection, inputs: { method: literal('GET'), url: literal(`${api.url}/a/refused`) } },
      reply: { operation: 'respond', inputs: { status: literal(200), body: object({ ok: literal(true) }) } },
    },
    'order -> ask',
    'ask -> reply',
  );
  const { id: flowId } = await call<{ id: string }>('flow.create', { document });
  const { draft } = await query<{ draft: { revision: number } }>('flow.get', { flowId });
  await call('flow.publish', { flowId, revision: draft.revision, activate: true });
  const { hooks } = await query<{ hooks: { url: string }[] }>('flow.get', { flowId });
  for (const sent of [token, 'wrong']) {
    const headers = { 'x-token': sent, 'content-type': 'application/json' };
    const url = server.url + new URL(hooks[0]?.url ?? server.url).pathname;
    const answer = await fetch(url, { method: 'POST', headers, body: '{"total":1}' });
    server.saw('answers of hooks', `${await answer.text()} ${JSON.stringify([...answer.headers])}`);
  }
  const { items } = await query<{ items: { id: string }[] }>('run.list', { flowId, limit: 10 });
  for (const { id } of items) {
    await atRest(id);
    runIds.push(id);
    await call('run.replay', { runId: id, from: { kind: 'start' }, newest: true });
  }
}

/** Reads all that anybody can: the API, the command line, the database, the files. */
async function lookEverywhere(): Promise<void> {
  const { items: flows } = await query<{ items: { id: string }[] }>('flow.list', { limit: 100 });
  for (const { id: flowId } of flows.slice(0, 8)) {
    for (const name of ['flow.get', 'flow.export', 'flow.versions', 'flow.check', 'flow.listTriggers'])
      await query(name, { flowId });
  }
  for (const runId of runIds.filter((_, index) => index % 3 === 0)) {
    await query('run.get', { runId });
    await query('run.listRequests', { runId, path: 'ask' });
    await query('run.listTold', { runId });
  }
  for (const connectionId of ids) {
    for (const name of ['connection.uses', 'connection.log', 'connection.waiting', 'connection.troubles'])
      await query(name, { connectionId });
  }
  const lists = [
    'connection.list',
    'connector.list',
    'workspace.members',
    'run.list',
    'approval.list',
    'replay.list',
    'table.list',
    'savedValue.list',
    'memory.list',
    'home.get',
  ];
  for (const name of lists) await query(name, {});
  for (const path of ['/health/live', '/health/ready', '/metrics', '/api/auth/get-session', '/api/auth/list-sessions'])
    if (!path.startsWith('/api/auth')) await server.get(path);
  const env = { ...process.env, ...server.environment };
  const commands = [
    ['flows', 'list', '--json'],
    ['runs', 'list', '--json'],
    ...runIds.slice(-2).map((id) => ['runs', 'show', id, '--json']),
  ];
  for (const argv of commands) {
    const { stdout, stderr } = await run(process.execPath, [commandLine, ...argv], { env });
    server.saw('command line', stdout + stderr);
  }
  for (const [table, text] of await readTables(database.pool)) server.saw(`table ${table}`, text);
  for (const text of await readFiles(home)) server.saw('files', text);
  await server.stop();
}
