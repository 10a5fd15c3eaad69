import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processClock } from '../../../../tooling/testing/cpuClock.ts';
import { hooked } from './testing/hooked.ts';
import { rawRequest, statusesIn } from './testing/rawRequest.ts';
import { startHere } from './testing/startHere.ts';

let here: Awaited<ReturnType<typeof startHere>>;
beforeAll(async () => {
  here = await startHere();
});
afterAll(() => here.stop());

describe('who a request says it is for, and from', () => {
  it('is never what links in mails are made of', async () => {
    const body = JSON.stringify({ email: 'ada@example.com' });
    for (const name of ['evil.example', `${here.host}@evil.example`]) {
      const head = `POST /api/auth/request-password-reset HTTP/1.1\r\nhost: ${name}\r\nx-forwarded-host: evil.example\r\n`;
      await rawRequest(
        here.url,
        `${head}content-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
      );
    }
    await expect.poll(() => here.smtp.received.length).toBeGreaterThan(0);
    const links = here.smtp.received.flatMap(
      ({ raw }) => raw.replaceAll('=\r\n', '').match(/https?:\/\/[^/\s]+/g) ?? [],
    );
    expect(new Set(links)).toEqual(new Set([here.url]));
  });

  it('is not taken from a page whose name leads here only since it was loaded', async () => {
    const body = JSON.stringify({ email: 'ada@example.com', password: 'correct horse battery staple' });
    const statusFor = async (name: string) => {
      const at = `${name}:${new URL(here.url).port}`;
      const head = `POST /api/auth/sign-in/email HTTP/1.1\r\nhost: ${at}\r\norigin: http://${at}\r\n`;
      const type = 'content-type: application/json\r\nconnection: close\r\n';
      const text = await rawRequest(here.url, `${head}${type}content-length: ${body.length}\r\n\r\n${body}`);
      return statusesIn(text)[0];
    };
    expect(
      await Promise.all(['evil.example', '127.0.0.1.evil.example', 'evil.localhost.example'].map(statusFor)),
    ).toEqual([403, 403, 403]);
    expect(await Promise.all(['localhost', '127.0.0.1', '[::1]', 'patchbay.localhost'].map(statusFor))).toEqual([
      200, 200, 200, 200,
    ]);
  });

  it('allows no other site to read, to stream or to change anything', async () => {
    const headers = { origin: 'https://evil.example', cookie: here.person.cookie, 'sec-fetch-site': 'cross-site' };
    const asking = encodeURIComponent(JSON.stringify({ workspaceId: here.person.workspaceId }));
    for (const path of [`/api/trpc/flow.list?input=${asking}`, `/api/trpc/run.onEvents?input=${asking}`, '/']) {
      const answer = await fetch(here.url + path, { headers });
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      await answer.body?.cancel();
    }
    const preflight = await fetch(`${here.url}/api/trpc/flow.create`, { method: 'OPTIONS', headers });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    const text = JSON.stringify({ workspaceId: here.person.workspaceId });
    for (const type of ['text/plain', 'application/json', 'application/x-www-form-urlencoded']) {
      const sent = { method: 'POST', headers: { ...headers, 'content-type': type }, body: text };
      expect((await fetch(`${here.url}/api/trpc/flow.create`, sent)).status).toBe(403);
    }
    // A change that is asked for as if it were a question.
    expect((await here.person.get(`/api/trpc/flow.create?input=${asking}`)).status).toBe(405);
    const upgrade = `GET /api/trpc HTTP/1.1\r\nhost: ${here.host}\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`;
    expect(statusesIn(await rawRequest(here.url, upgrade, 500))).not.toContain(101);
  });
});

describe('a request that two servers would read in two ways', () => {
  const inner = 'GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n';
  const body = `0\r\n\r\n${inner}`;
  it.each([
    ['two lengths', `content-length: 2\r\ncontent-length: ${body.length}\r\n`],
    ['a length and chunks', `content-length: ${body.length}\r\ntransfer-encoding: chunked\r\n`],
    ['chunks and a length', `transfer-encoding: chunked\r\ncontent-length: 4\r\n`],
    ['chunks of another name', `transfer-encoding: xchunked\r\n`],
    ['chunks that are not last', `transfer-encoding: chunked, identity\r\n`],
    ['chunks twice', `transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n`],
    ['a space before the colon', `transfer-encoding : chunked\r\ncontent-length: 4\r\n`],
    ['a folded header', `x-a: b\r\n transfer-encoding: chunked\r\ncontent-length: 4\r\n`],
    ['a vertical tab', `transfer-encoding:\x0bchunked\r\ncontent-length: 4\r\n`],
    ['a null', `x-a: b\0c\r\ncontent-length: 4\r\n`],
    ['a bare return', `x-a: b\rtransfer-encoding: chunked\r\ncontent-length: 4\r\n`],
    ['a negative length', 'content-length: -1\r\n'],
    ['a length with a sign', 'content-length: +4\r\n'],
    ['a length in hexadecimal', 'content-length: 0x4\r\n'],
    ['no host', ''],
  ])('is refused, and nothing behind it is answered: %s', async (what, headers) => {
    for (const path of ['/hook/none', '/api/trpc/session.get']) {
      const line = what === 'no host' ? '' : `host: ${here.host}\r\n`;
      const text = await rawRequest(
        here.url,
        `POST ${path} HTTP/1.1\r\n${line}content-type: application/json\r\n${headers}\r\n${body}`,
      );
      expect([what, ...new Set(statusesIn(text))]).toEqual([what, 400]);
    }
  });

  it.each([
    ['a chunk size that is none', 'zz\r\nhello\r\n0\r\n\r\n'],
    ['a chunk size beyond any', 'ffffffffffffffffff\r\nhello\r\n0\r\n\r\n'],
    ['a chunk that is longer than it says', '2\r\nhello\r\n0\r\n\r\n'],
  ])('is refused in its body: %s', async (_what, chunks) => {
    const head = `POST /hook/none HTTP/1.1\r\nhost: ${here.host}\r\ntransfer-encoding: chunked\r\n\r\n`;
    expect(statusesIn(await rawRequest(here.url, head + chunks)).at(-1)).toBe(400);
  });

  it('is refused where it has more headers than anybody needs', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `x-${index}: ${index}\r\n`).join('');
    const huge = `x-huge: ${'a'.repeat(200_000)}\r\n`;
    for (const headers of [many, huge]) {
      const text = await rawRequest(here.url, `GET /health/live HTTP/1.1\r\nhost: ${here.host}\r\n${headers}\r\n`);
      // Where it stops reading while more is sent, the answer may be lost with the connection.
      expect([[431], []]).toContainEqual(statusesIn(text));
    }
  });

  it('holds nobody up where it never ends', async () => {
    const sockets: Socket[] = [];
    const { hostname, port } = new URL(here.url);
    for (let index = 0; index < 500; index += 1) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      const head = `POST ${index % 2 === 0 ? '/hook/none' : '/api/auth/sign-in/email'} HTTP/1.1\r\nhost: ${here.host}\r\n`;
      socket.write(index % 3 === 0 ? head : `${head}content-length: 1000\r\n\r\n{`);
      sockets.push(socket);
    }
    const { hook } = await here.person.publish(hooked());
    const answer = await fetch(hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":"c"}',
    });
    expect(await answer.json()).toEqual({ a: 'c' });
    // Those that never end are there still.
    expect(sockets.filter(({ readyState }) => readyState === 'open').length).toBeGreaterThan(100);
    for (const socket of sockets) socket.destroy();
  });
});

describe('a body that is a bomb', () => {
  const refs = (name: string, of: string) =>
    `${name}: &${name} [${Array.from({ length: 9 }, () => `*${of}`).join(', ')}]`;
  const levels = 'bcdefghij'.split('');
  const laughs = [
    'a: &a [lol, lol]',
    ...levels.map((name, index) => refs(name, index === 0 ? 'a' : (levels[index - 1] ?? ''))),
  ].join('\n');
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);

  it.each([
    ['aliases of aliases', `openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n${laughs}`],
    ['lists in lists', `{"openapi":"3.1.0","info":{"title":"A","version":"1"},"paths":{},"x":${deep}}`],
    ['lists in lists of YAML', `openapi: 3.1.0\npaths: ${deep}`],
    ['a merge of itself', 'a: &a\n  <<: *a\n  b: 1'],
  ])('is refused at once as a description: %s', async (_what, text) => {
    const spentMs = processClock();
    const answered = await here.person.ask('connector.import', { source: { kind: 'text', text } });
    expect(answered).toMatchObject({ ok: false, code: 'description_unreadable' });
    expect(spentMs()).toBeLessThan(6_000);
  });

  it('is refused at once as a flow', async () => {
    const document = `{"version":1,"steps":{},"edges":{},"notes":${deep}}`;
    const file = `{"format":"patchbay-flow","version":1,"name":"A","document":${document}}`;
    const headers = { 'content-type': 'application/json', origin: here.url, cookie: here.person.cookie };
    const body = `{"workspaceId":"${here.person.workspaceId}","file":${file}}`;
    const spentMs = processClock();
    const answer = await fetch(`${here.url}/api/trpc/flow.import`, { method: 'POST', headers, body });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(spentMs()).toBeLessThan(3_000);
  });

  it('is not unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(50_000_000));
    const { hook } = await here.person.publish(hooked());
    for (const [door, cookie] of [
      [`${here.url}/api/trpc/flow.create`, here.person.cookie],
      [hook, ''],
    ] as const) {
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', origin: here.url, cookie };
      const answer = await fetch(door, { method: 'POST', headers, body: packed });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }
  });
});

describe('a path that leads out', () => {
  it.each([
    '/../../../../etc/passwd',
    '/assets/../../../../../../etc/passwd',
    '/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/assets/..%5c..%5c..%5cetc%5cpasswd',
    '/assets/%252e%252e/%252e%252e/etc/passwd',
    '/%00/etc/passwd',
    '/api/files/..%2f..%2fkey',
    '/api/files/%2e%2e%2fkey',
    '//etc/passwd',
    'http://evil.example/etc/passwd',
  ])('leads nowhere: %s', async (path) => {
    const text = await rawRequest(
      here.url,
      `GET ${path} HTTP/1.1\r\nhost: ${here.host}\r\ncookie: ${here.person.cookie}\r\nconnection: close\r\n\r\n`,
    );
    expect(text).not.toContain('root:');
    expect(statusesIn(text)[0]).toBeLessThan(500);
  });

  it('is no name of a file', async () => {
    for (const name of [
      '../../../etc/passwd',
      'a\r\nset-cookie: b',
      '..\\..\\a.exe',
      'a"; filename="b.html',
      '\u202Egnp.exe',
    ]) {
      const door = `/api/files?workspaceId=${here.person.workspaceId}&name=${encodeURIComponent(name)}`;
      const { file } = await (await here.person.post(door, 'x')).json();
      const answer = await here.person.get(`/api/files/${file}`);
      const disposition = answer.headers.get('content-disposition') ?? '';
      expect(disposition).toMatch(/^attachment; filename="[^"/\\]*"; filename\*=UTF-8''[^/\\\s]+$/);
      expect(decodeURIComponent(disposition)).not.toMatch(/\.\.[/\\]|[\r\n\u202e]/);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });
});
