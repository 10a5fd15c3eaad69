import { createHmac } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter } from '../api/router.ts';
import { requirePermissions } from '../api/requirePermissions.ts';
import { startSmtp } from '../mail/testing/smtpServer.ts';
import { cookieOf, Person, type Product, startProduct } from '../proofs/testing/product.ts';
import { draw, literal } from '../runs/testing.ts';
import { openDatabase } from '../store/database.ts';
import { startEchoApi } from './testing/echoApi.ts';
import { Canaries, findCanary } from './testing/canary.ts';
import { readTables } from './testing/kept.ts';

const canaries = new Canaries();
/** All that anybody was told who need not know, by where. */
const seen = new Map<string, string[]>();
const saw = (where: string, text: string) => void seen.set(where, [...(seen.get(where) ?? []), text]);

let home: string;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let bucket: Awaited<ReturnType<typeof startEchoApi>>;
let product: Product;
let owner: Person;
let viewer: Person;
/** What is written from now on is this test's. */
let began: number;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'patchbay-people-'));
  smtp = await startSmtp({ onAuth: (_given, _session, done) => done(null, { user: 'ada' }) });
  bucket = await startEchoApi(() => [200, {}]);
  const mail = canaries.secret('password of the mail server', { isPlain: true });
  product = await startProduct({
    DATABASE_URL: '',
    PORT: '4100',
    PATCHBAY_HOME: home,
    PATCHBAY_LOG_LEVEL: 'trace',
    PATCHBAY_ALLOW_NETWORKS: '127.0.0.0/8',
    PATCHBAY_SMTP_URL: `smtp://ada:${mail}@127.0.0.1:${smtp.port}?security=none&from=patchbay@example.com`,
    PATCHBAY_FILES: `s3://files/forbidden?endpoint=${bucket.url}`,
    PATCHBAY_FILES_KEY: 'AKIA0000',
    PATCHBAY_FILES_SECRET: canaries.secret('key to the bucket'),
  });
  began = Date.now();
});

afterAll(async () => {
  await product?.stop();
  await smtp?.stop();
  bucket?.stop();
  await rm(home, { recursive: true, force: true });
});

function addSession(whose: string, cookie: string): void {
  const [token = '', signature = ''] = decodeURIComponent(cookie.split('=').slice(1).join('=')).split('.');
  canaries.addCore(`token of the session of ${whose}`, token);
  canaries.addCore(`signature of the session of ${whose}`, signature.slice(2, 30));
}

/** What a link of ours was that a mail brought, and everything that is secret in it. */
async function linkInMail(to: string, pattern: RegExp): Promise<string> {
  const find = () => smtp.received.find(({ raw, to: [first] }) => first === to && pattern.test(plain(raw)));
  await expect.poll(find).toBeDefined();
  return pattern.exec(plain(find()?.raw ?? ''))?.[1] ?? '';
}

const plain = (raw: string) => raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');

describe('the secrets that let people in', () => {
  it('go out to those they are for', async () => {
    owner = new Person(product.url);
    await owner.signUp('ada@example.com', { password: canaries.secret('password of the owner') });
    addSession('the owner', owner.cookie);

    // 1. Somebody is invited by a link, comes in by it, and has another link renewed.
    const invited = await owner.call<{ id: string; link: string }>('invitation.create', {
      email: 'bea@example.com',
      role: 'viewer',
    });
    const token = invited.link.split('/').at(-1) ?? '';
    expect(await linkInMail('bea@example.com', /\/invitation\/(\S+)/)).toBe(token);
    canaries.addCore('link of an invitation', token.split('.')[1] ?? '');
    viewer = new Person(product.url);
    await viewer.signUp('bea@example.com', { password: canaries.secret('password of the viewer'), ticket: token });
    addSession('the viewer', viewer.cookie);
    await viewer.ask('invitation.accept', { token });
    viewer.workspaceId = owner.workspaceId;
    expect(await viewer.look('workspace.members')).toMatchObject({ ok: true });
    const waiting = { email: 'cora@example.com', role: 'builder' };
    const { link } = await owner.call<{ link: string }>('invitation.create', waiting);
    canaries.addCore('link of an invitation that waits', link.split('.').at(-1) ?? '');
    await viewer.ask('invitation.open', { token: `${token}x` });

    await viewer.post('/api/auth/ask-for-account', { email: 'dan@example.com' });
    const ticket = await linkInMail('dan@example.com', /sign-up\?ticket=(\S+)/);
    canaries.addCore('ticket for an account', ticket.split('.')[2] ?? '');

    // 2. Links for another password: one that is used, one that waits.
    for (const [name, isUsed] of [
      ['used', true],
      ['waiting', false],
    ] as const) {
      smtp.received.length = 0;
      await viewer.post('/api/auth/request-password-reset', { email: 'bea@example.com' });
      const reset = await linkInMail('bea@example.com', /new-password\?token=(\S+)/);
      canaries.addCore(`link for a password that is ${name}`, reset);
      if (!isUsed) continue;
      const newPassword = canaries.secret('password that was reset');
      const answer = await viewer.post('/api/auth/reset-password', { token: reset, newPassword });
      expect(answer.status).toBe(200);
      const signedIn = { email: 'bea@example.com', password: newPassword };
      viewer.cookie = cookieOf(await viewer.post('/api/auth/sign-in/email', signedIn));
      addSession('the viewer, anew', viewer.cookie);
    }

    // 3. A second factor, its recovery codes, one of them used.
    const password = canaries.valueOf('password of the owner');
    const enabled = await owner.post('/api/auth/two-factor/enable', { password });
    const { totpURI, backupCodes } = await enabled.json();
    const key = new URL(totpURI).searchParams.get('secret') ?? '';
    canaries.addCore('key of the second factor', key);
    canaries.addCore('key of the second factor, as bytes', bytesOf(key).toString('latin1'));
    for (const code of backupCodes) canaries.addCore('recovery code', code);
    const verified = await owner.post('/api/auth/two-factor/verify-totp', { code: totp(key) });
    expect(verified.status).toBe(200);
    owner.cookie = cookieOf(verified) || owner.cookie;
    addSession('the owner, with a second factor', owner.cookie);

    // 4. An address that a run waits at, and a file for a bucket that says back what it was sent.
    const document = draw(
      {
        order: { operation: 'manual', inputs: { example: literal({}) } },
        ask: { operation: 'callback' },
        after: { operation: 'approval', inputs: { question: literal('May we?') } },
      },
      'order -> ask',
      'ask -> after',
    );
    const { runId } = await owner.try(document);
    const { url } = await owner.query<{ url: string }>('run.callbackUrl', { runId, path: 'ask' });
    canaries.addCore('address that a run waits at', url.split('.').at(-1) ?? '');
    const door = `/api/files?workspaceId=${owner.workspaceId}&name=a.txt`;
    const kept = await owner.post(door, 'Hello');
    const { file: id } = await kept.json();
    const read = await owner.get(`/api/files/${id}`);
    saw('a file', `${await read.text()} ${JSON.stringify([...read.headers])}`);
    expect([kept.status, read.status]).toEqual([200, 200]);

    // 5. Tries that go wrong.
    for (const [path, body] of [
      ['sign-in/email', { email: 'ada@example.com', password: canaries.secret('password that is wrong') }],
      ['reset-password', { token: canaries.secret('a link that is none', { isPlain: true }), newPassword: 'x' }],
      ['two-factor/verify-backup-code', { code: canaries.secret('a code that is none', { isPlain: true }) }],
      ['change-password', { currentPassword: canaries.secret('an old password that is wrong'), newPassword: 'y' }],
    ] as const) {
      const answer = await new Person(product.url).post(`/api/auth/${path}`, body);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      saw(`POST ${path}`, await answer.text());
    }
    await lookAround(runId);
    expect(canaries.all.length).toBeGreaterThan(30);
  });

  it('are in no answer to anybody else, no log, no table and no dump', async () => {
    const url = await databaseUrl();
    const { pool, close } = await openDatabase(url);
    for (const [table, text] of await readTables(pool)) saw(`table ${table}`, text);
    await pool.query('checkpoint');
    await close();
    const dump = dumpOf(url);
    if (dump !== undefined) saw('dump', dump);
    await product.stop();
    saw('log', product.log());
    expect(foundIn(seen)).toEqual([]);
    // They are places where something would be found.
    const holds = (place: string, text: string) => seen.get(place)?.some((one) => one.includes(text));
    expect(holds('log', 'is ready') && holds('table invitation', 'cora@example.com')).toBe(true);
    expect(holds('invitation.list to the owner', 'cora@example.com')).toBe(true);
    expect([...seen.keys()].filter((place) => place.startsWith('table ')).length).toBeGreaterThan(40);
  });

  it('are in no file of the database, not even as what was there before', async () => {
    const files = await filesSince(home, began);
    const written = files.filter(({ name }) => name.includes('/pg_wal/') || name.includes('/base/'));
    expect(written.length).toBeGreaterThan(20);
    // What is there is found: a name that stands in a table.
    const name = { name: 'address', value: '', core: 'cora@example.com' };
    expect(files.filter(({ bytes }) => bytes.includes(name.core)).length).toBeGreaterThan(1);
    expect(foundIn(new Map(files.map(({ name: file, bytes }) => [file, [bytes.toString('latin1')]])))).toEqual([]);
  });
});

function foundIn(places: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  for (const [place, texts] of places) {
    for (const canary of canaries.all) {
      const text = texts.map((one) => findCanary(canary, one)).find((hit) => hit !== undefined);
      if (text !== undefined) found.push(`${canary.name} in ${place}: ${text}`);
    }
  }
  return found;
}

/** Every question that can be asked with what there is, by both. */
async function lookAround(runId: string): Promise<void> {
  const { items } = await owner.query<{ items: { id: string }[] }>('flow.list', { limit: 10 });
  const all = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
  // These give links to whoever may pass them on.
  const gives = new Set(['invitation.link', 'run.callbackUrl']);
  const questions = requirePermissions(appRouter).filter(
    ({ path }) => all[path]?._def.type === 'query' && !gives.has(path),
  );
  expect(questions.length).toBeGreaterThan(40);
  for (const [who, person] of [
    ['owner', owner],
    ['viewer', viewer],
  ] as const) {
    for (const { path } of questions) {
      const input = { flowId: items[0]?.id, runId, path: 'ask', limit: 50 };
      const asked = encodeURIComponent(JSON.stringify({ workspaceId: person.workspaceId, ...input }));
      const answer = await person.get(`/api/trpc/${path}?input=${asked}`);
      saw(
        `${path} to the ${who}`,
        `${await answer.text()} ${JSON.stringify([...answer.headers].filter(([name]) => name !== 'set-cookie'))}`,
      );
    }
  }
  for (const path of ['/', '/health/live', '/health/ready', '/metrics', '/new-password', '/invitation/none']) {
    saw(path, await (await fetch(product.url + path)).text());
  }
}

async function databaseUrl(): Promise<string> {
  const [password, port] = await Promise.all(
    ['database-password', 'postgres/port'].map(async (file) => (await readFile(join(home, file), 'utf8')).trim()),
  );
  return `postgresql://patchbay:${password}@127.0.0.1:${port}/patchbay`;
}

/** As whoever steals a backup has it; undefined where this machine has no program that is new enough to make one. */
function dumpOf(url: string): string | undefined {
  try {
    return execFileSync('pg_dump', [url], {
      encoding: 'utf8',
      maxBuffer: 1_000_000_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

async function filesSince(folder: string, at: number): Promise<{ name: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const files = [];
  for (const name of names) if ((await stat(name)).mtimeMs >= at) files.push({ name, bytes: await readFile(name) });
  return files;
}

/** What base32 stands for. */
function bytesOf(base32: string): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...base32.replace(/=+$/, '')]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The digits an authenticator app shows now (RFC 6238). */
function totp(key: string): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', bytesOf(key)).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
