import { createHmac } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../../../../tooling/testing/cpuClock.ts';
import { createLog } from '../../log.ts';
import { sendReset } from '../../signUp/sendReset.ts';
import type { SignUpMode } from '../../signUp/signUpDeps.ts';
import { welcomeGuest } from '../../signUp/welcomeGuest.ts';
import { authAdapter } from '../../store/authAdapter.ts';
import { type TestApp, testApp } from '../testing.ts';
import { createAuth } from './auth.ts';
import { createServer } from './createServer.ts';

const origin = 'https://patchbay.test';
const host = 'patchbay.test';
const password = 'correct horse';

type Mail = { to: string; subject: string; text: string };

let test: TestApp;
let mails: Mail[];
let open: FastifyInstance;
let mailing: FastifyInstance;
let invited: FastifyInstance;

beforeAll(async () => {
  test = await testApp();
  mails = [];
  [open, mailing, invited] = await Promise.all([serve('open', false), serve('open', true), serve('invited', true)]);
  // The first person may in any case, and is not what these tests are about.
  await post(open, '/sign-up/email', { name: 'First', email: 'first@example.com', password });
});
afterAll(async () => {
  await Promise.all([open, mailing, invited].map((server) => server.close()));
  await test.drop();
});
beforeEach(() => {
  mails.length = 0;
});

/** A server as it is where people are let in like that. Its limits are its own. */
async function serve(signUpMode: SignUpMode, mailsOut: boolean): Promise<FastifyInstance> {
  const send = async (mail: Mail) => void mails.push(mail);
  const app = { ...test.app, signUpMode, ...(mailsOut && { sendMail: send }) };
  const auth = createAuth({
    adapter: authAdapter(test.instance.database),
    instanceKey: test.instance.instanceKey,
    origin,
    welcome: (user, ticket) =>
      welcomeGuest(user, ticket, { ...app, welcome: async (one) => void (await app.workspaces.createFor(one)) }),
    sendReset: mailsOut ? sendReset({ ...app, sendMail: send }) : undefined,
    onError: (message) => test.errors.push(message),
  });
  const api = { app, auth, origin, publicUrl: origin, webFolder: import.meta.dirname };
  return createServer({ log: createLog({ logLevel: 'silent' }), checks: test.checks, api });
}

let addresses = 0;

/** Each from another address, so that one test does not use up what another may. */
function post(...[server, path, payload, headers]: [FastifyInstance, string, object, Record<string, string>?]) {
  addresses += 1;
  const from = `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`;
  const url = `/api/auth${path}`;
  return server.inject({
    method: 'POST',
    url,
    payload,
    headers: { origin, host, 'x-forwarded-for': from, ...headers },
  });
}

type Answer = Awaited<ReturnType<typeof post>>;

const shown = ({ statusCode, body }: Answer) => ({ statusCode, body });

function cookieOf(answer: Answer): string {
  return [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function signUp(email: string): Promise<string> {
  return cookieOf(await post(open, '/sign-up/email', { name: 'Ada', email, password }));
}

/** The median of what each of two costs, in turns: nearly all of it is the hash of a password, on a thread of its own. */
async function medians(times: number, ...acts: (() => Promise<unknown>)[]): Promise<number[]> {
  const taken = acts.map(() => [] as number[]);
  for (let round = 0; round < times; round += 1) {
    for (const [index, act] of acts.entries()) {
      const spentMs = processClock();
      await act();
      taken[index]?.push(spentMs());
    }
  }
  return taken.map((list) => list.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0);
}

describe('whether there is an account', () => {
  beforeAll(() => signUp('known@example.com').then(() => undefined));

  it('is not told by signing in: the same answer, in like time', async () => {
    const attempt = (email: string) => post(open, '/sign-in/email', { email, password: 'wrong password' });
    const [known, unknown] = [await attempt('known@example.com'), await attempt('unknown@example.com')];
    expect(shown(known)).toEqual(shown(unknown));
    expect(known.statusCode).toBe(401);
    const [a = 0, b = 0] = await medians(
      7,
      () => attempt('known@example.com'),
      () => attempt('unknown@example.com'),
    );
    expect(Math.abs(a - b)).toBeLessThan(Math.max(a, b) / 2);
  });

  it('is not told by asking for another password: the same answer, and only a mail says more', async () => {
    const ask = (email: string) => post(mailing, '/request-password-reset', { email });
    const [known, unknown] = [await ask('known@example.com'), await ask('unknown@example.com')];
    expect(shown(known)).toEqual(shown(unknown));
    expect(mails.map(({ to }) => to)).toEqual(['known@example.com']);
  });

  it('is not told by asking for an account: both are sent a mail', async () => {
    const ask = (email: string) => post(mailing, '/ask-for-account', { email });
    const [known, unknown] = [await ask('known@example.com'), await ask('unknown@example.com')];
    expect(shown(known)).toEqual(shown(unknown));
    await expect.poll(() => mails.map(({ to }) => to).sort()).toEqual(['known@example.com', 'unknown@example.com']);
    expect(mails.find(({ to }) => to === 'known@example.com')?.text).toContain('You have one already.');
  });

  it.each(['mailing', 'invited'])('is not told by making one without a link: %s', async (which) => {
    const server = which === 'mailing' ? mailing : invited;
    const make = (email: string) => post(server, '/sign-up/email', { name: 'A', email, password });
    const [known, unknown] = [await make('known@example.com'), await make('unknown@example.com')];
    expect(shown(known)).toEqual(shown(unknown));
    expect([known.statusCode, known.json().code]).toEqual([403, 'sign_up_by_invitation']);
  });
});

describe('a link that was mailed', () => {
  it('makes an account with that address, and with no other', async () => {
    await post(mailing, '/ask-for-account', { email: 'New@example.com' });
    await expect.poll(() => mails).toHaveLength(1);
    const ticket = /ticket=(\S+)/.exec(mails[0]?.text ?? '')?.[1];
    const make = (email: string) => post(mailing, '/sign-up/email', { name: 'N', email, password, ticket });
    expect((await make('other@example.com')).statusCode).toBe(403);
    expect((await make('new@example.com')).statusCode).toBe(200);
    expect((await make('new@example.com')).statusCode).toBe(422);
  });

  it('chooses another password once, and signs out everywhere', async () => {
    const cookie = await signUp('forgetful@example.com');
    await post(mailing, '/request-password-reset', { email: 'forgetful@example.com' });
    const token = /token=(\S+)/.exec(mails[0]?.text ?? '')?.[1];
    const choose = () => post(mailing, '/reset-password', { token, newPassword: 'battery staple' });
    expect((await choose()).statusCode).toBe(200);
    expect((await choose()).statusCode).toBe(400);
    const session = await open.inject({ url: '/api/trpc/session.get', headers: { cookie } });
    expect(session.json().result.data).toBeNull();
    const signIn = { email: 'forgetful@example.com', password: 'battery staple' };
    expect((await post(open, '/sign-in/email', signIn)).statusCode).toBe(200);
  });

  it('is kept as a hash that cannot be used', async () => {
    await signUp('dumped@example.com');
    await post(mailing, '/request-password-reset', { email: 'dumped@example.com' });
    const token = /token=(\S+)/.exec(mails[0]?.text ?? '')?.[1] ?? '';
    const rows = await test.instance.database.prisma.verification.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
    for (const { identifier } of rows) {
      const tried = await post(mailing, '/reset-password', { token: identifier, newPassword: 'battery staple' });
      expect(tried.statusCode).toBe(400);
    }
  });

  it('is not good after an hour', async () => {
    await signUp('late@example.com');
    await post(mailing, '/request-password-reset', { email: 'late@example.com' });
    const token = /token=(\S+)/.exec(mails[0]?.text ?? '')?.[1];
    const { prisma } = test.instance.database;
    const rows = await prisma.verification.findMany();
    const left = rows.map(({ expiresAt }) => expiresAt.getTime() - Date.now());
    expect(Math.max(...left)).toBeLessThanOrEqual(3_600_000);
    await prisma.verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    const tried = await post(mailing, '/reset-password', { token, newPassword: 'battery staple' });
    expect(tried.statusCode).toBe(400);
  });
});

describe('an invitation', () => {
  async function invite(email: string) {
    const owner = await test.signUp('Olga');
    const { link } = await owner.api.invitation.create({ workspaceId: owner.workspaceId, email, role: 'viewer' });
    return { owner, ticket: link.split('/').at(-1) ?? '' };
  }

  it('brings a new person into the workspace and into no other', async () => {
    const { owner, ticket } = await invite('guest@example.com');
    const made = await post(invited, '/sign-up/email', { name: 'Gus', email: 'guest@example.com', password, ticket });
    const session = await open.inject({ url: '/api/trpc/session.get', headers: { cookie: cookieOf(made) } });
    expect(session.json().result.data.workspaces).toMatchObject([{ id: owner.workspaceId, role: 'viewer' }]);
    const again = { name: 'Eve', email: 'eve@example.com', password, ticket };
    expect((await post(invited, '/sign-up/email', again)).json().code).toBe('sign_up_by_invitation');
  });

  it('lets nobody in with another address, and nobody whose signature is made up', async () => {
    const { ticket } = await invite('right@example.com');
    const tries = [
      { email: 'wrong@example.com', ticket },
      { email: 'right@example.com', ticket: `${ticket.slice(0, -2)}xx` },
      { email: 'right@example.com', ticket: `${ticket}.more` },
    ];
    for (const wish of tries) {
      const answer = await post(invited, '/sign-up/email', { name: 'Eve', password, ...wish });
      expect(answer.json().code).toBe('sign_up_by_invitation');
    }
  });
});

describe('trying again and again', () => {
  it('is slowed down gently: how long to wait is said, and others come in meanwhile', async () => {
    await signUp('guessed@example.com');
    const guess = (from: string, word = 'wrong password') =>
      post(open, '/sign-in/email', { email: 'guessed@example.com', password: word }, { 'x-forwarded-for': from });
    const answers: Answer[] = [];
    for (let tries = 0; tries < 12; tries += 1) answers.push(await guess('192.0.2.1'));
    const last = answers.at(-1);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([...Array(10).fill(401), 429, 429]);
    expect(last?.json()).toMatchObject({
      code: 'too_many_requests',
      message: expect.stringContaining('Too many tries'),
    });
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await guess('192.0.2.2', password)).statusCode).toBe(200);
  });

  it('is the same for an address without an account', async () => {
    const guess = () =>
      post(open, '/sign-in/email', { email: 'nobody@example.com', password: 'x' }, { 'x-forwarded-for': '192.0.2.9' });
    const codes: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) codes.push((await guess()).statusCode);
    expect(codes).toEqual([...Array(10).fill(401), 429]);
  });

  it('sends one person three mails, whoever asks', async () => {
    const codes: number[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      codes.push((await post(mailing, '/request-password-reset', { email: 'spam@example.com' })).statusCode);
    }
    expect(codes).toEqual([200, 200, 200, 429]);
  });
});

describe('the doors', () => {
  it.each([
    '/update-user',
    '/delete-user',
    '/change-email',
    '/list-sessions',
    '/revoke-session',
    '/sign-in/social',
    '/two-factor/get-totp-uri',
    '/verify-password',
    '/get-session',
  ])('of better-auth that nobody opened are shut: %s', async (path) => {
    const cookie = await signUp(`door${addresses}@example.com`);
    expect((await post(open, path, {}, { cookie })).statusCode).toBe(404);
    expect((await open.inject({ url: `/api/auth${path}`, headers: { cookie, host } })).statusCode).toBe(404);
  });

  it('take what they name and nothing else', async () => {
    const wish = { name: 'Ada', email: 'extra@example.com', password, emailVerified: true, twoFactorEnabled: true };
    expect((await post(open, '/sign-up/email', wish)).statusCode).toBe(200);
    const user = await test.instance.database.prisma.user.findUnique({ where: { email: 'extra@example.com' } });
    expect(user).toMatchObject({ emailVerified: false, twoFactorEnabled: false });
    expect((await post(open, '/sign-up/email', { ...wish, name: 'a'.repeat(121) })).statusCode).toBe(400);
  });

  it('set a cookie that is for this host, encrypted lines and our own pages only', async () => {
    const answer = await post(open, '/sign-up/email', { name: 'A', email: 'cookie@example.com', password });
    const [cookie = ''] = [answer.headers['set-cookie'] ?? []].flat();
    expect(cookie).toMatch(/^__Secure-patchbay\.session_token=/);
    expect(cookie.split('; ').map((part) => part.toLowerCase())).toEqual(
      expect.arrayContaining(['httponly', 'secure', 'samesite=lax', 'path=/']),
    );
    expect(cookie.toLowerCase()).not.toContain('domain=');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each(['/sign-in/email', '/reset-password', '/two-factor/disable'])(
    'are shut to pages of others: %s',
    async (path) => {
      const answer = await post(open, path, {}, { origin: 'https://evil.example' });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'request_from_elsewhere']);
    },
  );
});

it('says with every page and answer what browsers may do with it', async () => {
  for (const url of ['/', '/api/trpc/session.get', '/api/nothing']) {
    const { headers } = await open.inject({ url, headers: { host } });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': expect.stringContaining('max-age='),
    });
    const policy = String(headers['content-security-policy']);
    for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(headers['x-powered-by']).toBeUndefined();
  }
});

describe('two-factor sign-in', () => {
  const email = 'careful@example.com';
  let cookie: string;
  let key: string;
  let codes: string[];

  beforeAll(async () => {
    cookie = await signUp(email);
    const begun = await post(open, '/two-factor/enable', { password }, { cookie });
    key = new URL(begun.json().totpURI).searchParams.get('secret') ?? '';
    codes = begun.json().backupCodes;
    cookie = cookieOf(await post(open, '/two-factor/verify-totp', { code: totp(key) }, { cookie }));
  });

  it('is not begun with a wrong password', async () => {
    const other = await signUp('careless@example.com');
    const begun = await post(open, '/two-factor/enable', { password: 'wrong password' }, { cookie: other });
    expect(begun.statusCode).toBe(400);
  });

  /** As far as the password brings somebody. */
  async function half(): Promise<string> {
    const answer = await post(open, '/sign-in/email', { email, password });
    expect(answer.json()).toMatchObject({ twoFactorRedirect: true });
    const half = cookieOf(answer);
    const session = await open.inject({ url: '/api/trpc/session.get', headers: { cookie: half } });
    expect(session.json().result.data).toBeNull();
    return half;
  }

  it('asks for the code of now, and lets nobody in before', async () => {
    const answer = await post(open, '/two-factor/verify-totp', { code: totp(key) }, { cookie: await half() });
    expect(answer.statusCode).toBe(200);
    const session = await open.inject({ url: '/api/trpc/session.get', headers: { cookie: cookieOf(answer) } });
    expect(session.json().result.data.user.email).toBe(email);
  });

  it('takes each recovery code once', async () => {
    const use = async () =>
      (await post(open, '/two-factor/verify-backup-code', { code: codes[0] ?? '' }, { cookie: await half() }))
        .statusCode;
    expect([await use(), await use()]).toEqual([200, 401]);
  });

  it('ends a sign-in after five wrong codes', async () => {
    const waiting = await half();
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      const answer = await post(open, '/two-factor/verify-totp', { code: '000000' }, { cookie: waiting });
      statuses.push(answer.statusCode);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 400]);
    expect((await post(open, '/two-factor/verify-totp', { code: totp(key) }, { cookie: waiting })).statusCode).toBe(
      401,
    );
  });

  it('keeps neither the key nor the codes so that they can be read', async () => {
    const rows = JSON.stringify(await test.instance.database.prisma.twoFactor.findMany());
    for (const secret of [key, ...codes]) expect(rows).not.toContain(secret);
  });

  it('is asked for after another password was chosen by mail, too', async () => {
    await post(mailing, '/request-password-reset', { email });
    const token = /token=(\S+)/.exec(mails[0]?.text ?? '')?.[1];
    await post(mailing, '/reset-password', { token, newPassword: password });
    await half();
    const signedIn = await post(open, '/two-factor/verify-totp', { code: totp(key) }, { cookie: await half() });
    expect(signedIn.statusCode).toBe(200);
    cookie = cookieOf(signedIn);
  });

  it('is switched off with the password only', async () => {
    const off = (word: string) => post(open, '/two-factor/disable', { password: word }, { cookie });
    expect((await off('wrong password')).statusCode).toBe(400);
    expect((await off(password)).statusCode).toBe(200);
    expect((await post(open, '/sign-in/email', { email, password })).json().token).toEqual(expect.any(String));
  });
});

/** The digits an authenticator app shows now (RFC 6238). */
function totp(secret: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', bytes).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
