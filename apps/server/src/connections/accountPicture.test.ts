import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerError } from '../api/server/answerError.ts';
import { pictureRoutes } from '../api/server/pictureRoutes.ts';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { createEgress, type Egress } from '../egress/egress.ts';
import { makeCertificate } from '../mail/testing/certificate.ts';
import type { Actor } from '../policies/can.ts';
import { grant } from '../policies/can.ts';
import { startUpstream } from '../runs/testing.ts';
import { pictureAddress, pictureType } from './accountPicture.ts';
import { createConnection } from './createConnection.ts';
import { fetchPicture } from './fetchPicture.ts';
import { reconnectConnection } from './reconnectConnection.ts';
import { testConnection } from './testConnection.ts';

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100, 1)]);
const gif = Buffer.from('GIF89a-another-picture');

let pictures: { url: string; egress: Egress; asked: Record<string, unknown>[]; close(): Promise<void> };

/** A server of pictures with TLS, which egress reaches on 127.0.0.1 and nowhere else that is private. */
async function startPictures(): Promise<typeof pictures> {
  const certificate = makeCertificate();
  const asked: Record<string, unknown>[] = [];
  const answers: Record<string, [status: number, body: Buffer | string, headers?: Record<string, string>]> = {
    '/ada.png': [200, png],
    '/ada.gif': [200, gif],
    '/large.png': [200, Buffer.concat([png, Buffer.alloc(200 * 1024)])],
    '/page': [200, '<html><script>alert(1)</script></html>', { 'content-type': 'image/png' }],
    '/drawing.svg': [200, '<svg xmlns="http://www.w3.org/2000/svg"/>', { 'content-type': 'image/svg+xml' }],
    '/moved': [302, '', { location: '/ada.png' }],
    '/private': [302, '', { location: 'https://10.0.0.1/ada.png' }],
    '/plain': [302, '', { location: 'http://127.0.0.1/ada.png' }],
    '/round': [302, '', { location: '/round' }],
  };
  const server = createServer(certificate, (request, response) => {
    asked.push({ url: request.url, ...request.headers });
    const [status, body, headers = {}] = answers[request.url ?? ''] ?? [404, png];
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const egress = createEgress({ allowNetworks: ['127.0.0.0/8'], trust: { authorities: certificate.cert } });
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    egress,
    asked,
    async close() {
      await egress.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

beforeAll(async () => {
  pictures = await startPictures();
});
afterAll(() => pictures.close());
beforeEach(() => {
  pictures.asked.length = 0;
});

describe('the address of a picture', () => {
  const output = {
    id: '8 0',
    avatar: 'a1',
    user: { photo: 'https://p.test/a.png' },
    none: null,
    plain: 'http://p.test/',
  };

  it.each<[rule: string | string[] | undefined, address: string | undefined]>([
    ['user.photo', 'https://p.test/a.png'],
    [['nothing', 'user.photo'], 'https://p.test/a.png'],
    ['https://cdn.test/{id}/{avatar}.png', 'https://cdn.test/8%200/a1.png'],
    ['{user.photo}/50.png', 'https://p.test/a.png/50.png'],
    ['https://cdn.test/{id}/{none}.png', undefined],
    ['none', undefined],
    ['plain', undefined],
    ['id', undefined],
    [undefined, undefined],
  ])('by the rule %j is %s', (rule, address) => {
    expect(pictureAddress(output, rule)).toBe(address);
  });
});

it('tells a picture by its first bytes', () => {
  const of = (text: string) => pictureType(Buffer.from(text, 'latin1'));
  expect(of('\x89PNG\r\n\x1a\n..')).toBe('image/png');
  expect(of('\xff\xd8\xff\xe0')).toBe('image/jpeg');
  expect(of('GIF87a')).toBe('image/gif');
  expect(of('RIFF....WEBPVP8 ')).toBe('image/webp');
  expect(['', '<svg/>', 'RIFF....WAVE', '\x89PNG'].map(of)).toEqual([undefined, undefined, undefined, undefined]);
});

describe('a picture', () => {
  const get = (path: string) => fetchPicture(pictures.egress, path.startsWith('/') ? pictures.url + path : path);

  it('is fetched, where it has moved to as well', async () => {
    expect(await get('/ada.png')).toEqual({ contentType: 'image/png', bytes: png });
    expect(await get('/moved')).toMatchObject({ contentType: 'image/png' });
  });

  it.each([
    '/large.png',
    '/page',
    '/drawing.svg',
    '/nothing',
    '/private',
    '/plain',
    '/round',
    'https://10.0.0.1/a.png',
  ])('is none at %s', async (path) => {
    expect(await get(path)).toBeUndefined();
  });

  it('is never asked for without TLS', async () => {
    let hits = 0;
    const plain = await startUpstream((_request, response) => {
      hits += 1;
      response.end(png);
    });
    expect(await get(`${plain.url}/ada.png`)).toBeUndefined();
    expect(hits).toBe(0);
    await plain.stop();
  });
});

describe('an account', () => {
  let test: TestApp;
  let api: Caller;
  let actor: Actor;
  let workspaceId: string;
  let upstream: Awaited<ReturnType<typeof startUpstream>>;
  let server: FastifyInstance;
  let origin: string;
  let asking: Actor | null;
  let connector: string;
  /** Where the app says that the picture is. */
  let avatar: string | null;

  beforeAll(async () => {
    test = await testApp();
    ({ api, actor, workspaceId } = await test.signUp('Ada Lovelace'));
    upstream = await startUpstream((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ name: 'Ada', avatar }));
    });
    const text = JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Faces', version: '1' },
      servers: [{ url: upstream.url }],
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
      security: [{ key: [] }],
      paths: { '/me': { get: { operationId: 'getMe', responses: { 200: { description: 'Me.' } } } } },
    });
    connector = (await api.connector.import({ workspaceId, source: { kind: 'text', text } })).connector.id;
    server = fastify({ forceCloseConnections: true });
    server.setErrorHandler(answerError);
    const { connections, within } = test.app;
    await server.register(pictureRoutes, { prefix: '/api/pictures', connections, within, actorOf: async () => asking });
    origin = await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await server.close();
    await upstream.stop();
    await test.drop();
  });
  beforeEach(() => {
    asking = actor;
    avatar = `${pictures.url}/ada.png`;
  });

  const deps = () => ({
    ...test.app,
    fetchPicture: (address: string) => fetchPicture(pictures.egress, address),
    connectors: {
      ...test.app.connectors,
      async find(...where: Parameters<typeof test.app.connectors.find>) {
        const row = await test.app.connectors.find(...where);
        return row && { ...row, test: { operation: 'getMe', label: 'name', picture: 'avatar' } };
      },
    },
  });
  const auth = { kind: 'bearer', token: 'top-secret' } as const;
  const connect = () =>
    createConnection({ connector, name: 'Faces', auth }, grant(actor, 'connection.create', workspaceId), deps());
  const download = (id: string) => fetch(`${origin}/api/pictures/${id}`);

  it('shows its picture from here, fetched once and without its secret', async () => {
    const row = await connect();
    expect(row).toMatchObject({ label: 'Ada', picture: expect.stringMatching(/^[\w-]{16}$/) });
    const response = await download(row.id);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=86400',
    });
    expect(await api.connection.list({ workspaceId })).toContainEqual(
      expect.objectContaining({ picture: row.picture }),
    );
    expect(pictures.asked).toHaveLength(1);
    expect(JSON.stringify(pictures.asked)).not.toContain('top-secret');
  });

  it('shows it to nobody of another workspace, nor to nobody', async () => {
    const { id } = await connect();
    asking = (await test.join(workspaceId, 'viewer')).actor;
    expect((await download(id)).status).toBe(200);
    asking = (await test.signUp('Eve')).actor;
    expect((await download(id)).status).toBe(404);
    asking = null;
    expect((await download(id)).status).toBe(401);
    asking = actor;
    expect((await download('no-id')).status).toBe(404);
  });

  it.each([null, 'https://10.0.0.1/ada.png', '/page', '/large.png', '/private'])(
    'is connected without a picture where that is %s',
    async (where) => {
      avatar = where?.startsWith('/') ? pictures.url + where : where;
      const row = await connect();
      expect(row.state).toBe('works');
      expect(row).not.toHaveProperty('picture');
      expect((await download(row.id)).status).toBe(404);
    },
  );

  it('has the picture of whoever it is connected as again, or none', async () => {
    const { id, picture } = await connect();
    const again = () =>
      reconnectConnection({ connectionId: id, auth }, grant(actor, 'connection.update', workspaceId), deps());
    avatar = `${pictures.url}/ada.gif`;
    const other = await again();
    expect(other.picture).not.toBe(picture);
    expect((await download(id)).headers.get('content-type')).toBe('image/gif');
    avatar = null;
    expect(await again()).not.toHaveProperty('picture');
    expect((await download(id)).status).toBe(404);
  });

  it('keeps its picture when it is tried while there is none', async () => {
    const { id, picture } = await connect();
    avatar = `${pictures.url}/nothing`;
    const tried = await testConnection({ connectionId: id }, grant(actor, 'connection.test', workspaceId), deps());
    expect(tried).toMatchObject({ state: 'works', picture });
  });

  it('loses its picture when it is disconnected', async () => {
    const { id } = await connect();
    await api.connection.delete({ workspaceId, connectionId: id, seen: [] });
    expect((await download(id)).status).toBe(404);
    expect(await test.instance.database.prisma.connectionPicture.count({ where: { connectionId: id } })).toBe(0);
  });
});
