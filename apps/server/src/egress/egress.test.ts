import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { OperationError } from '@patchbay/connector';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createEgress, type Egress } from './egress.ts';
import type { SentRequest } from './exchange.ts';

const servers: { close(): void }[] = [];
const egresses: Egress[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => Promise.all(egresses.map((egress) => egress.close())));

function open(options: Partial<Parameters<typeof createEgress>[0]> = {}): Egress {
  const egress = createEgress({ allowNetworks: ['127.0.0.0/8'], ...options });
  egresses.push(egress);
  return egress;
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  servers.push(server);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push({ close: () => server.closeAllConnections() });
  return `http://127.0.0.1:${await portOf(server)}/`;
}

async function serveBytes(answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('data', () => answer(socket));
  });
  servers.push({ close: () => sockets.forEach((socket) => void socket.destroy()) });
  return `http://127.0.0.1:${await portOf(server)}/`;
}

const get = (url: string): SentRequest => ({ method: 'GET', url, headers: {} });
const text = (body: Uint8Array) => Buffer.from(body).toString('utf8');

describe('a request', () => {
  it('brings back status, headers and body', async () => {
    const url = await serve((request, response) => {
      request.on('data', (chunk) =>
        response.writeHead(201, { 'X-Seen': `${request.method} ${request.url}` }).end(chunk),
      );
    });
    const sent = {
      method: 'POST',
      url: `${url}a?b=c%20d`,
      headers: { 'content-type': 'text/plain' },
      body: 'hello',
    } as const;
    const response = await open().request(sent);
    expect(response).toMatchObject({ status: 201, headers: { 'x-seen': 'POST /a?b=c%20d' } });
    expect(text(response.body)).toBe('hello');
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
  ])('unpacks %s', async (encoding, pack) => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(pack('packed')),
    );
    expect(text((await open().request(get(url))).body)).toBe('packed');
  });

  it('follows no redirect', async () => {
    const location = 'http://169.254.169.254/latest/meta-data/';
    const url = await serve((_request, response) => response.writeHead(302, { location }).end());
    expect(await open().request(get(url))).toMatchObject({ status: 302, headers: { location } });
  });

  it('shares connections among requests to one origin', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('ok');
    });
    const egress = open();
    for (let i = 0; i < 5; i += 1) await egress.request(get(url));
    // Two, for a connection is free again only just after its answer was handed over.
    expect(ports.size).toBeLessThanOrEqual(2);
  });
});

describe('a body that is a stream', () => {
  it('is sent as it is read, with the length it was said to have', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      let bytes = 0;
      request.on('data', (chunk) => {
        bytes += chunk.length;
      });
      request.on('end', () => {
        seen.push(request.headers['content-length'], request.headers['transfer-encoding'], bytes);
        response.end('ok');
      });
    });
    const body = Readable.from(Array.from({ length: 50 }, () => Buffer.alloc(100_000)));
    const headers = { 'content-length': '5000000' };
    await open().request({ method: 'POST', url, headers, body });
    expect(seen).toEqual(['5000000', undefined, 5_000_000]);
  });

  it('that breaks off ends the request with the reason', async () => {
    const url = await serve((request) => void request.resume());
    const gone = { code: 'file_missing', message: 'The file is gone.', retry: 'never' } as const;
    const body = Readable.from(
      (function* () {
        yield Buffer.alloc(10_000);
        throw new OperationError(gone);
      })(),
    );
    const sent = open().request({ method: 'POST', url, headers: { 'content-length': '20000' }, body });
    await expect(sent).rejects.toMatchObject({ failure: gone });
  });
});

describe('an answer that is handed on as it comes', () => {
  const streams = () => true;
  const readAll = async (url: string, egress = open()) => {
    const response = await egress.open(get(url), { streams });
    if (!('stream' in response)) throw new Error('It was gathered.');
    return { ...response, bytes: await buffer(response.stream) };
  };

  it.each([
    ['as it is', '', (bytes: Buffer) => bytes],
    ['gzip', 'gzip', gzipSync],
    ['deflate', 'deflate', deflateSync],
    ['deflate without its header', 'deflate', deflateRawSync],
  ])('is unpacked on the way: %s', async (_what, encoding, pack) => {
    const bytes = Buffer.from(Array.from({ length: 400_000 }, (_, at) => (at * 7919) % 251));
    const url = await serve((_q, r) =>
      r.writeHead(200, encoding === '' ? {} : { 'content-encoding': encoding }).end(pack(bytes)),
    );
    const read = await readAll(url);
    expect(read.status).toBe(200);
    expect(read.bytes.equals(bytes)).toBe(true);
  });

  it('may be larger than one that is gathered, and is read no faster than it is taken', async () => {
    const chunk = Buffer.alloc(1_000_000);
    let sent = 0;
    const url = await serve((_request, response) => {
      const more = () => {
        while (sent < 40) {
          sent += 1;
          if (!response.write(chunk)) return response.once('drain', more);
        }
        return response.end();
      };
      more();
    });
    const response = await open().open(get(url), { streams });
    if (!('stream' in response)) throw new Error('It was gathered.');
    const iterator = response.stream[Symbol.asyncIterator]();
    await iterator.next();
    const early = sent;
    let size = 0;
    for await (const piece of response.stream) size += piece.length;
    expect(early).toBeLessThan(40);
    expect(size).toBeGreaterThan(39_000_000);
  });

  it.each<[string, () => Promise<string>, object]>([
    ['is empty', () => serve((_q, r) => r.end()), { size: 0 }],
    [
      'stops halfway',
      () => serveBytes((s) => s.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf')),
      { code: 'connection_lost' },
    ],
    ['drips', () => serveBytes(drip), { code: 'timed_out' }],
    [
      'announces too much',
      () => serveBytes((s) => s.write('HTTP/1.1 200 OK\r\ncontent-length: 999999999\r\n\r\n')),
      { code: 'answer_too_large' },
    ],
    ['sends too much unannounced', () => serve((_q, response) => flood(response)), { code: 'answer_too_large' }],
    [
      'sends a bomb',
      () => serve((_q, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(9_000_000)))),
      { code: 'answer_too_large' },
    ],
    [
      'lies about packing',
      () => serve((_q, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end('plain')),
      { code: 'answer_unreadable' },
    ],
    [
      'packs unheard of',
      () => serve((_q, r) => r.writeHead(200, { 'content-encoding': 'lzma' }).end('?')),
      { code: 'answer_unreadable' },
    ],
  ])('and %s ends in words', async (_what, start, outcome) => {
    const streamMs = 'code' in outcome && outcome.code === 'timed_out' ? 400 : 60_000;
    const egress = open({ limits: { streamMs, streamBytes: 200_000, wireBytes: 10 } });
    const read = readAll(await start(), egress).then(
      ({ bytes }) => ({ size: bytes.length }),
      (error: unknown) => (error instanceof OperationError ? error.failure : error),
    );
    expect(await read).toMatchObject(outcome);
  });

  it('ends when nobody wants the rest', async () => {
    const closed = Promise.withResolvers<void>();
    const url = await serve((_request, response) => {
      response.once('close', () => closed.resolve());
      flood(response);
    });
    const response = await open().open(get(url), { streams });
    if ('stream' in response) response.stream.destroy();
    await closed.promise;
    expect('stream' in response).toBe(true);
  });
});

describe('a hostile or broken server', () => {
  const sizes = { wireBytes: 100_000, inflatedBytes: 200_000 };
  const limits = { ...sizes, totalMs: 400, headersMs: 300 };
  /** For what something else than the time has to end, also on a machine that is busy. */
  const patient = { ...sizes, totalMs: 60_000, headersMs: 60_000 };

  it.each<[string, () => Promise<string>, { code: string; retry?: string }]>([
    ['refuses', async () => 'http://127.0.0.1:9/', { code: 'refused', retry: 'later' }],
    ['hangs up', () => serveBytes((socket) => socket.destroy()), { code: 'connection_lost', retry: 'later' }],
    ['resets', () => serveBytes((socket) => socket.resetAndDestroy()), { code: 'connection_lost', retry: 'later' }],
    ['never answers', () => serveBytes(() => undefined), { code: 'timed_out', retry: 'later' }],
    [
      'speaks no HTTP',
      () => serveBytes((socket) => socket.end('SSH-2.0-OpenSSH_9\r\n\r\n')),
      { code: 'answer_not_http' },
    ],
    [
      'stops halfway',
      () => serveBytes((s) => s.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf')),
      { code: 'connection_lost' },
    ],
    ['drips', () => serveBytes(drip), { code: 'timed_out', retry: 'later' }],
    [
      'announces too much',
      () => serveBytes((s) => s.write('HTTP/1.1 200 OK\r\ncontent-length: 999999999\r\n\r\n')),
      { code: 'answer_too_large' },
    ],
    [
      'sends too much unannounced',
      () => serve((_request, response) => flood(response)),
      { code: 'answer_too_large', retry: 'never' },
    ],
    [
      'sends a bomb',
      () => serve((_q, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(9_000_000)))),
      { code: 'answer_too_large' },
    ],
    [
      'sends a bomb in a bomb',
      () =>
        serve((_q, r) =>
          r.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync(Buffer.alloc(9_000_000)))),
        ),
      { code: 'answer_too_large' },
    ],
    [
      'lies about packing',
      () => serve((_q, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end('plain')),
      { code: 'answer_unreadable' },
    ],
    [
      'packs unheard of',
      () => serve((_q, r) => r.writeHead(200, { 'content-encoding': 'lzma' }).end('?')),
      { code: 'answer_unreadable' },
    ],
    [
      'sends endless headers',
      () => serveBytes((s) => s.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}`)),
      { code: 'answer_not_http' },
    ],
  ])('that %s ends in words, in time', async (_what, start, failure) => {
    const url = await start();
    const egress = open({ limits: failure.code === 'timed_out' ? limits : patient });
    await expect(egress.request(get(url))).rejects.toMatchObject({ failure });
  });

  it('is let go of when the run is stopped', async () => {
    const url = await serveBytes(() => undefined);
    const stopping = new AbortController();
    const response = open().request(get(url), { signal: stopping.signal });
    stopping.abort();
    await expect(response).rejects.toMatchObject({ failure: { code: 'stopped' } });
  });

  it('is told apart: a request that cannot have arrived may be repeated', async () => {
    const lost = await serveBytes((socket) => socket.destroy());
    await expect(open().request(get('http://127.0.0.1:9/'))).rejects.toMatchObject({ mayHaveArrived: false });
    await expect(open().request(get(lost))).rejects.toMatchObject({ mayHaveArrived: true });
  });
});

describe('an address that flows may not reach', () => {
  const spellings = `
    127.0.0.1 127.1 0x7f.1 2130706433 0177.0.0.1 0x7f000001
    127.0.0.1. ①②⑦.0.0.1 0.0.0.0 0 10.0.0.1 172.16.5.5
    192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200 192.0.0.1 192.0.2.1
    198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 [::1] [::]
    [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::a00:1] [fe80::1]
    [fc00::1] [fd00:ec2::254] [fec0::1] [2002:7f00:1::] [2001::1] [100::1]
    [ff02::1]
  `;

  it.each(spellings.trim().split(/\s+/))('is refused when spelled %s', async (host) => {
    const egress = open({ allowNetworks: [] });
    await expect(egress.request(get(`http://${host}:9/`))).rejects.toMatchObject({
      failure: { code: 'address_not_allowed', retry: 'never' },
    });
  });

  const resolving = (...addresses: string[]): Egress =>
    open({ allowNetworks: [], resolve: (_name, done) => done(null, addresses) });

  it.each([
    ['to a private address', ['10.0.0.1']],
    ['to an IPv4 address inside an IPv6 one', ['::ffff:169.254.169.254']],
    ['to public and private ones mixed', ['93.184.215.14', '127.0.0.1']],
  ])('is refused behind a name that leads %s', async (_where, addresses) => {
    await expect(resolving(...addresses).request(get('http://rebind.example/'))).rejects.toMatchObject({
      failure: { code: 'address_not_allowed', message: expect.stringContaining('rebind.example') },
    });
  });

  it('is not reached by a second, different answer of the resolver', async () => {
    const url = await serve((_request, response) => response.end('the checked one'));
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const egress = open({ resolve: (_name, done) => done(null, answers.shift() ?? []) });
    const response = await egress.request(get(url.replace('127.0.0.1', 'api.example')));
    expect(text(response.body)).toBe('the checked one');
    expect(answers).toHaveLength(1);
  });

  it('is reached where the instance allows its network, and only there', async () => {
    const url = await serve((_request, response) => response.end('ok'));
    expect((await open({ allowNetworks: ['127.0.0.1'] }).request(get(url))).status).toBe(200);
    await expect(open({ allowNetworks: ['127.0.0.2/32', '::1/128'] }).request(get(url))).rejects.toMatchObject({
      failure: { code: 'address_not_allowed' },
    });
  });
});

describe('an address that is none', () => {
  it.each(['ftp://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', '/relative', '', 'http://'])(
    'is refused: %s',
    async (url) => {
      await expect(open().request(get(url))).rejects.toMatchObject({ failure: { code: 'address_not_valid' } });
    },
  );

  it('is refused with a user name in it, without repeating the password', async () => {
    const request = open().request(get('http://ada:secret@127.0.0.1/'));
    await expect(request).rejects.toMatchObject({ failure: { code: 'address_not_valid' } });
    await expect(request).rejects.not.toThrow(/secret/);
  });

  it('is named when nobody knows it', async () => {
    const gone = Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
    const egress = open({ resolve: (_name, done) => done(gone, []) });
    await expect(egress.request(get('http://nowhere.example/'))).rejects.toMatchObject({
      failure: { code: 'host_not_found', message: expect.stringContaining('nowhere.example') },
    });
  });

  it('never splits a request in two', async () => {
    const url = await serve((_request, response) => response.end());
    const request = { ...get(url), headers: { 'x-a': 'b\r\nx-injected: c' } };
    await expect(open().request(request)).rejects.toMatchObject({ failure: { code: 'request_not_valid' } });
  });
});

function drip(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
  const timer = setInterval(() => socket.write('.'), 20);
  socket.once('close', () => clearInterval(timer));
}

function flood(response: Parameters<RequestListener>[1]): void {
  const timer = setInterval(() => response.write(Buffer.alloc(50_000)), 5);
  response.once('close', () => clearInterval(timer));
}

describe('a connection that is not HTTP', () => {
  async function greeter(): Promise<number> {
    const server = createTcpServer((socket) => void socket.end('hello'));
    return portOf(server);
  }

  it('is opened to a checked address', async () => {
    const socket = await open().connect({ host: '127.0.0.1', port: await greeter(), security: 'none' });
    const heard: Buffer[] = [];
    for await (const chunk of socket) heard.push(chunk as Buffer);
    expect(Buffer.concat(heard).toString()).toBe('hello');
  });

  it('reaches no private network that was not allowed, by whatever name', async () => {
    const egress = open({ allowNetworks: [], resolve: (_name, done) => done(null, ['10.0.0.7']) });
    for (const host of ['127.0.0.1', '::1', 'mail.example']) {
      const refused = egress.connect({ host, port: 25, security: 'tls' });
      await expect(refused).rejects.toMatchObject({ failure: { code: 'address_not_allowed' } });
    }
  });

  it('is given up with the run', async () => {
    const egress = open({ resolve: () => undefined });
    const stop = new AbortController();
    const opening = egress.connect({ host: 'mail.example', port: 25, security: 'tls' }, { signal: stop.signal });
    stop.abort();
    await expect(opening).rejects.toMatchObject({ failure: { code: 'stopped' } });
  });
});
