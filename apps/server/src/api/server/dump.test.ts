import { createHmac, hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../../log.ts';
import { authAdapter } from '../../store/authAdapter.ts';
import { hashToken } from '../../store/hashedSessions.ts';
import { welcomeUser } from '../../workspaces/welcomeUser.ts';
import { type TestApp, testApp } from '../testing.ts';
import { createAuth } from './auth.ts';
import { createServer } from './createServer.ts';

const origin = 'http://localhost:3000';
const password = 'correct horse';

let test: TestApp;
let server: FastifyInstance;
/** What was handed out, and must not be found. */
let token: string;
let reset: string;

beforeAll(async () => {
  test = await testApp();
  const { app, checks, instance } = test;
  const mailed = Promise.withResolvers<string>();
  const auth = createAuth({
    adapter: authAdapter(instance.database),
    instanceKey: instance.instanceKey,
    origin,
    welcome: (user) => welcomeUser(user, app),
    sendReset: async (_user, sent) => mailed.resolve(sent),
    onError: (message) => test.errors.push(message),
  });
  const api = { app, auth, origin, publicUrl: undefined, webFolder: import.meta.dirname };
  server = await createServer({ log: createLog({ logLevel: 'silent' }), checks, api });
  const made = await post('/sign-up/email', { name: 'Ada', email: 'ada@example.com', password });
  token = made.json().token;
  await post('/request-password-reset', { email: 'ada@example.com' });
  reset = await mailed.promise;
});
afterAll(async () => {
  await server.close();
  await test.drop();
});

function post(path: string, payload: object, cookie = '') {
  const headers = { origin, host: 'localhost:3000', cookie };
  return server.inject({ method: 'POST', url: `/api/auth${path}`, payload, headers });
}

/** A cookie as ours are, signed by somebody who has the key as well. */
function cookieWith(value: string): string {
  const key = Buffer.from(hkdfSync('sha256', test.instance.instanceKey, '', 'patchbay session cookies', 32));
  const signature = createHmac('sha256', key.toString('base64url')).update(value).digest('base64');
  return `patchbay.session_token=${encodeURIComponent(`${value}.${signature}`)}`;
}

async function isSignedIn(cookie: string): Promise<boolean> {
  const answer = await server.inject({ url: '/api/trpc/session.get', headers: { cookie, host: 'localhost:3000' } });
  return answer.json().result.data !== null;
}

/** Every text of every row, as a dump of the database has them. */
async function dump(): Promise<string[]> {
  const { pool } = test.instance.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  const texts = new Set<string>();
  for (const { name } of tables) {
    const { rows } = await pool.query<{ value: string | null }>(
      `select e.value from public."${name}" t, jsonb_each_text(to_jsonb(t)) e`,
    );
    for (const { value } of rows) if (value !== null) texts.add(value);
  }
  return [...texts];
}

it('a dump of the database signs nobody in, not even with the key that signs cookies', async () => {
  expect(await isSignedIn(cookieWith(token))).toBe(true);
  const texts = await dump();
  expect(texts).toContain(hashToken(token));
  const short = texts.filter((text) => text.length < 200);
  expect(short.length).toBeGreaterThan(20);
  for (const text of short) expect([text, await isSignedIn(cookieWith(text))]).toEqual([text, false]);
  for (const text of texts) for (const secret of [token, reset]) expect(text).not.toContain(secret);
});

it('a session goes on, ends with its sign-out, and with another password', async () => {
  const signIn = async () => (await post('/sign-in/email', { email: 'ada@example.com', password })).json().token;
  const [here, there] = [await signIn(), await signIn()];
  await post('/sign-out', {}, cookieWith(here));
  expect([await isSignedIn(cookieWith(here)), await isSignedIn(cookieWith(there))]).toEqual([false, true]);
  const { prisma } = test.instance.database;
  const before = await prisma.session.findFirst({ where: { token: hashToken(there) } });
  // Old enough for its end to be put off.
  await prisma.session.updateMany({ data: { expiresAt: new Date(Date.now() + 60_000) } });
  expect(await isSignedIn(cookieWith(there))).toBe(true);
  const after = await prisma.session.findFirst({ where: { token: hashToken(there) } });
  expect(after?.id).toBe(before?.id);
  expect(after?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 3_600_000);
  const changed = await post(
    '/change-password',
    { currentPassword: password, newPassword: 'battery staple' },
    cookieWith(there),
  );
  expect(changed.statusCode).toBe(200);
  expect(await isSignedIn(cookieWith(there))).toBe(false);
  expect(await isSignedIn(cookieWith(changed.json().token))).toBe(true);
});

it('the migration hashes what was there as the server does, so nobody is signed out', async () => {
  const folder = new URL('../../../../../prisma/migrations/0037_hashed_sessions/', import.meta.url);
  const { prisma, pool } = test.instance.database;
  const user = await prisma.user.findFirstOrThrow();
  const expiresAt = new Date(Date.now() + 3_600_000);
  await prisma.session.deleteMany();
  await prisma.session.create({ data: { id: 'old', userId: user.id, token: 'plain-token-of-before', expiresAt } });
  await pool.query(await readFile(new URL('migration.sql', folder), 'utf8'));
  expect(await isSignedIn(cookieWith('plain-token-of-before'))).toBe(true);
});
