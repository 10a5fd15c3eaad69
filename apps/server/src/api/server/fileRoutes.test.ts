import { rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../policies/can.ts';
import { type TestApp, testApp } from '../testing.ts';
import { answerError } from './answerError.ts';
import { fileRoutes } from './fileRoutes.ts';

let test: TestApp;
let server: FastifyInstance;
let origin: string;
const actors = new Map<string, Actor>();
beforeAll(async () => {
  test = await testApp();
  server = fastify({ forceCloseConnections: true });
  server.setErrorHandler(answerError);
  const actorOf = async ({ headers }: { headers: Record<string, unknown> }) =>
    actors.get(String(headers['x-who'])) ?? null;
  await server.register(fileRoutes, { prefix: '/api/files', files: test.app.files, within: test.app.within, actorOf });
  origin = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await test.drop();
});

async function person(who: string) {
  const { actor, workspaceId } = await test.signUp(who);
  actors.set(who, actor);
  return { who, workspaceId };
}

type Sent = { who?: string; workspaceId: string; name?: string; type?: string };

/** Uploads by plain `node:http`, as the browser does: the bytes as they are read. */
function upload({ who = '', workspaceId, name = 'a.txt', type = 'text/plain' }: Sent, bytes: Readable) {
  const query = new URLSearchParams({ workspaceId, name });
  return new Promise<{ status: number | undefined; body: Record<string, unknown> }>((resolve, reject) => {
    const headers = { 'x-who': who, 'content-type': type };
    const sent = httpRequest(`${origin}/api/files?${query}`, { method: 'POST', headers }, async (response) => {
      resolve({ status: response.statusCode, body: JSON.parse(await text(response)) });
    });
    sent.on('error', reject);
    bytes.pipe(sent);
  });
}

const download = (id: unknown, who: string) => fetch(`${origin}/api/files/${id}`, { headers: { 'x-who': who } });

it('keeps what is uploaded and gives it back as a download, never as a page', async () => {
  const ada = await person('ada');
  const page = '<script>alert(1)</script>';
  const sent = { ...ada, name: '../März.html', type: 'text/html' };
  const { status, body } = await upload(sent, Readable.from([page]));
  expect([status, body]).toMatchObject([200, { name: 'März.html', contentType: 'text/html', size: page.length }]);
  const response = await download(body.file, 'ada');
  expect(await response.text()).toBe(page);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/html',
    'content-length': String(page.length),
    'content-disposition': `attachment; filename="M_rz.html"; filename*=UTF-8''M%C3%A4rz.html`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
});

it('has no file for somebody of another workspace, nor for nobody', async () => {
  const ben = await person('ben');
  const eve = await person('eve');
  const { body } = await upload(ben, Readable.from(['secret']));
  expect((await download(body.file, eve.who)).status).toBe(404);
  expect((await download('file_x', ben.who)).status).toBe(404);
  expect((await download('..%2f..%2fkey', ben.who)).status).toBe(404);
  expect((await download(body.file, 'nobody')).status).toBe(401);
  expect((await upload({ ...ben, who: eve.who }, Readable.from(['x']))).status).toBe(404);
  expect((await upload({ ...ben, who: '' }, Readable.from(['x']))).status).toBe(401);
});

it('says so where the place of the files cannot be used', async () => {
  const tom = await person('tom');
  const { body } = await upload(tom, Readable.from(['x']));
  const folder = join(test.home, 'files', String(body.file).slice(-2));
  await rm(folder, { recursive: true });
  expect((await download(body.file, 'tom')).status).toBe(404);
  await writeFile(folder, 'in the way');
  const response = await download(body.file, 'tom');
  expect([response.status, await response.json()]).toMatchObject([503, { code: 'files_unavailable' }]);
  expect(test.errors).toHaveLength(1);
  await rm(folder);
});

it('lets a viewer download and not upload', async () => {
  const owner = await person('olga');
  const viewer = await test.join(owner.workspaceId, 'viewer');
  actors.set('vic', viewer.actor);
  const { body } = await upload(owner, Readable.from(['x']));
  expect((await download(body.file, 'vic')).status).toBe(200);
  expect((await upload({ ...owner, who: 'vic' }, Readable.from(['x']))).status).toBe(403);
});

it('refuses an upload of 200 MB in words, without holding it', async () => {
  const { who, workspaceId } = await person('max');
  const chunk = Buffer.alloc(1_000_000);
  let sent = 0;
  let most = 0;
  const before = process.memoryUsage().rss;
  const bytes = Readable.from(
    (function* () {
      for (; sent < 200; sent += 1) {
        most = Math.max(most, process.memoryUsage().rss - before);
        yield chunk;
      }
    })(),
  );
  const { status, body } = await upload({ who, workspaceId }, bytes);
  expect([status, body]).toEqual([
    413,
    { code: 'file_too_large', message: 'This file is larger than 100 MB, so it was not kept.' },
  ]);
  expect(most).toBeLessThan(80_000_000);
  const { rowCount } = await test.instance.database.pool.query('select from file where workspace_id = $1', [
    workspaceId,
  ]);
  expect(rowCount).toBe(0);
});
