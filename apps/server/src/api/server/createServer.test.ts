import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../log.ts';
import { type TestApp, testApp } from '../testing.ts';
import { createServer } from './createServer.ts';
import { testServer } from './testServer.ts';

const origin = 'http://localhost:3000';
let test: TestApp;
let server: FastifyInstance;

beforeAll(async () => {
  test = await testApp();
  server = await testServer(test, origin);
});
afterAll(async () => {
  await server.close();
  await test.drop();
});

function post(url: string, payload: object, headers: Record<string, string> = {}) {
  return server.inject({ method: 'POST', url, payload, headers: { origin, host: 'localhost:3000', ...headers } });
}

async function signUp(email: string) {
  const response = await post('/api/auth/sign-up/email', { name: 'Ada Lovelace', email, password: 'correct horse' });
  const cookies = [response.headers['set-cookie'] ?? []].flat();
  return { response, cookies, cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') };
}

describe('signing up', () => {
  it('gives a session, and a workspace of which one is the owner', async () => {
    const { response, cookie } = await signUp('ada@example.com');
    expect(response.statusCode).toBe(200);
    const session = await server.inject({ url: '/api/trpc/session.get', headers: { cookie } });
    expect(session.json().result.data).toMatchObject({
      user: { name: 'Ada Lovelace', email: 'ada@example.com' },
      workspaces: [{ name: "Ada's workspace", role: 'owner' }],
    });
  });

  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { cookies } = await signUp('cookie@example.com');
    expect(cookies).toEqual([expect.stringMatching(/^patchbay\.session_token=.+HttpOnly; SameSite=Lax$/i)]);
  });

  it('gives later users workspaces of their own, which nobody else sees', async () => {
    const first = await signUp('one@example.com');
    const second = await signUp('two@example.com');
    const workspacesOf = async (cookie: string) => {
      const session = await server.inject({ url: '/api/trpc/session.get', headers: { cookie } });
      return session.json().result.data.workspaces.map(({ id }: { id: string }) => id);
    };
    const [ours, theirs] = [await workspacesOf(first.cookie), await workspacesOf(second.cookie)];
    expect(ours).toHaveLength(1);
    expect(theirs).toHaveLength(1);
    expect(ours).not.toEqual(theirs);
  });

  it('ends the session for good when signing out', async () => {
    const { cookie } = await signUp('out@example.com');
    expect((await post('/api/auth/sign-out', {}, { cookie })).statusCode).toBe(200);
    const session = await server.inject({ url: '/api/trpc/session.get', headers: { cookie } });
    expect(session.json().result.data).toBeNull();
  });

  it.each([
    ['a password that is too short', { name: 'A', email: 'a@example.com', password: 'short' }, 400],
    ['an address that is taken', { name: 'A', email: 'ada@example.com', password: 'correct horse' }, 422],
    ['an address that is none', { name: 'A', email: 'nobody', password: 'correct horse' }, 400],
  ])('refuses %s', async (_what, body, status) => {
    expect((await post('/api/auth/sign-up/email', body)).statusCode).toBe(status);
  });
});

describe('the server', () => {
  it('says what it needs and that all of it is there', async () => {
    const ready = await server.inject('/health/ready');
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      { status: 'ok', database: 'ok', queue: 'ok', worker: 'ok' },
    ]);
    expect((await server.inject('/health/live')).statusCode).toBe(200);
  });

  it('is not ready when a part is down, and says which', async () => {
    const checks = { database: () => true, queue: () => Promise.reject(new Error('gone')) };
    const broken = await createServer({ log: createLog({ logLevel: 'silent' }), checks });
    const ready = await broken.inject('/health/ready');
    expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'down', database: 'ok', queue: 'down' }]);
    await broken.close();
  });

  it('refuses to change anything for a page of another site, whatever cookie comes along', async () => {
    const { cookie } = await signUp('csrf@example.com');
    for (const url of ['/api/trpc/flow.create', '/api/auth/sign-out']) {
      const response = await post(url, {}, { cookie, origin: 'https://evil.example' });
      expect([response.statusCode, response.json().code]).toEqual([403, 'request_from_elsewhere']);
    }
  });

  it('lets a page run its own scripts only, with a nonce of its own for styles', async () => {
    const [first, second] = [await server.inject('/'), await server.inject('/flows/anything')];
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    const nonceOf = (text: unknown) => /'nonce-([\w-]{22})'/.exec(String(text))?.[1];
    expect(nonceOf(policy)).toBeDefined();
    expect(nonceOf(policy)).not.toBe(nonceOf(second.headers['content-security-policy']));
    expect(first.headers['cache-control']).toBe('no-store');
  });

  it.each(['/api/nothing', '/hook/nothing', '/assets/nothing.js'])(
    'has nothing at %s, not even a page',
    async (url) => {
      const response = await server.inject(url);
      expect([response.statusCode, response.json().code]).toEqual([404, 'not_found']);
    },
  );

  it('answers a refused call with the code and the sentence, and never with a stack', async () => {
    const response = await server.inject('/api/trpc/flow.get?input=%7B%22flowId%22%3A%22x%22%7D');
    expect(response.statusCode).toBe(401);
    expect(response.json().error.data.app).toEqual({ code: 'not_signed_in', message: 'Sign in to go on.' });
    expect(response.body).not.toContain('.ts:');
  });

  it('names the fields of an input that does not fit', async () => {
    const { cookie } = await signUp('input@example.com');
    const response = await post('/api/trpc/flow.rename', { flowId: 1, name: '' }, { cookie });
    const { code, details } = response.json().error.data.app;
    expect([response.statusCode, code]).toEqual([400, 'input_not_understood']);
    expect(details).toEqual(expect.arrayContaining([expect.objectContaining({ path: ['flowId'] })]));
  });
});

describe('long answers', () => {
  const asked = (cookie: string, encoding: string) =>
    server.inject({
      url: `/api/trpc/connector.list?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: { workspaceId } }))}`,
      headers: { cookie, 'accept-encoding': encoding },
    });
  let workspaceId: string;

  it('travel compressed to who takes them so, and say the same', async () => {
    const { cookie } = await signUp('long@example.com');
    const session = await server.inject({ url: '/api/trpc/session.get', headers: { cookie } });
    expect(session.headers['content-encoding']).toBeUndefined();
    workspaceId = session.json().result.data.workspaces[0].id;
    const plain = await asked(cookie, 'identity, gzip;q=0');
    const packed = await asked(cookie, 'gzip, br');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      vary: expect.stringContaining('accept-encoding'),
    });
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
    expect(JSON.parse(gunzipSync(packed.rawPayload).toString())).toEqual(plain.json());
  });
});
