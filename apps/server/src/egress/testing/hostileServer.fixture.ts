// A server that misbehaves in one way for each first part of the path it is asked for. A process of its own, so that what it
// takes of memory is not counted as ours. Says its ports when it is ready: of plain connections, and of TLS.

import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { makeCertificate } from '../../mail/testing/certificate.ts';

const ok =
  (headers: string, body: string | Buffer = '') =>
  (socket: Socket) => {
    const bytes = Buffer.from(body);
    const length = /content-length|transfer-encoding/i.test(headers) ? '' : `content-length: ${bytes.length}\r\n`;
    socket.write(`HTTP/1.1 200 OK\r\n${headers}${length}\r\n`);
    socket.end(bytes);
  };
const JSON_TYPE = 'content-type: application/json\r\n';
const status =
  (line: string, headers = '', body = '') =>
  (socket: Socket) =>
    void socket.end(`HTTP/1.1 ${line}\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

/** Writes as fast as it is taken, until nobody takes it. */
function pour(socket: Socket, chunk: Buffer, bytes: number): void {
  let left = bytes;
  const more = () => {
    while (left > 0 && !socket.destroyed) {
      left -= chunk.length;
      if (!socket.write(chunk)) return void socket.once('drain', more);
    }
    if (!socket.destroyed) socket.end();
  };
  more();
}

function repeat(socket: Socket, text: string, everyMs: number): void {
  const timer = setInterval(() => socket.write(text), everyMs);
  socket.once('close', () => clearInterval(timer));
}

const MEGABYTE = Buffer.alloc(1_000_000, 'a');
const bomb = gzipSync(Buffer.alloc(300_000_000));
const smallBomb = deflateRawSync(Buffer.alloc(60_000_000));

const behaviours: Record<string, (socket: Socket) => void> = {
  'hangs-up': (socket) => socket.end(),
  resets: (socket) => socket.resetAndDestroy(),
  'never-answers': () => undefined,
  'drips-body': (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${JSON_TYPE}content-length: 100000\r\n\r\n`);
    repeat(socket, ' ', 20);
  },
  'drips-headers': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    repeat(socket, 'x-a: b\r\n', 50);
  },
  'announces-100-mb': (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${JSON_TYPE}content-length: 100000000\r\n\r\n`);
    pour(socket, MEGABYTE, 100_000_000);
  },
  'sends-100-mb': (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${JSON_TYPE}connection: close\r\n\r\n`);
    pour(socket, MEGABYTE, 100_000_000);
  },
  'chunks-100-mb': (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${JSON_TYPE}transfer-encoding: chunked\r\n\r\n`);
    const chunk = Buffer.concat([Buffer.from('f4240\r\n'), MEGABYTE, Buffer.from('\r\n')]);
    pour(socket, chunk, 100_000_000);
  },
  'gzip-bomb': ok(`${JSON_TYPE}content-encoding: gzip\r\n`, bomb),
  'deflate-bomb': ok(`${JSON_TYPE}content-encoding: deflate\r\n`, smallBomb),
  'unknown-packing': ok(`${JSON_TYPE}content-encoding: lzma\r\n`, '{}'),
  'bad-json': ok(JSON_TYPE, '{"id": 1,,}'),
  'half-json': ok(JSON_TYPE, '[{"id":"1"}'),
  'poisoned-json': ok(JSON_TYPE, '[{"__proto__": {"isAdmin": true}, "id": "1"}]'),
  'wrong-charset': ok('content-type: application/json; charset=klingon\r\n', Buffer.from([0x5b, 0xff, 0xfe, 0x5d])),
  'web-page': ok('content-type: text/html\r\n', '<!doctype html><title>Sign in</title>'),
  'empty-200': ok(JSON_TYPE),
  '204-with-body': (socket) => void socket.end('HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\nhello'),
  '304': status('304 Not Modified'),
  '429-seconds': status('429 Too Many Requests', 'retry-after: 7\r\n'),
  '429-date': status(
    '429 Too Many Requests',
    'date: Mon, 02 Nov 2026 10:00:00 GMT\r\nretry-after: Mon, 02 Nov 2026 10:00:07 GMT\r\n',
  ),
  '429-garbage': status('429 Too Many Requests', 'retry-after: soon, I promise\r\n'),
  '429-negative': status('429 Too Many Requests', 'retry-after: -5\r\n'),
  '429-century': status('429 Too Many Requests', 'retry-after: 3155760000\r\n'),
  '429-nothing': status('429 Too Many Requests'),
  '503': status('503 Service Unavailable', 'retry-after: 7\r\n'),
  '401': status('401 Unauthorized', 'www-authenticate: Bearer\r\n'),
  'redirect-to-metadata': status('302 Found', 'location: http://169.254.169.254/latest/meta-data/\r\n'),
  'redirect-loop': status('302 Found', 'location: /redirect-loop/\r\n'),
  'redirect-to-file': status('302 Found', 'location: file:///etc/passwd\r\n'),
  'redirect-nowhere': status('302 Found', 'location: http://\r\n'),
  'endless-headers': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    pour(socket, Buffer.from('x-header: value\r\n'.repeat(1_000)), 100_000_000);
  },
  'huge-header': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nx-huge: ');
    pour(socket, MEGABYTE, 100_000_000);
  },
  'chunked-garbage': ok(`${JSON_TYPE}transfer-encoding: chunked\r\n`, 'zz\r\nhello\r\n0\r\n\r\n'),
  'huge-chunk': ok(`${JSON_TYPE}transfer-encoding: chunked\r\n`, 'ffffffffffffffff\r\nhello'),
  'promises-more': ok(`${JSON_TYPE}content-length: 100\r\n`, '[]'),
  'sends-more': ok(`${JSON_TYPE}content-length: 2\r\n`, '[] and then some more'),
  'two-lengths': ok(`${JSON_TYPE}content-length: 2\r\ncontent-length: 5\r\n`, '[]   '),
  'length-and-chunks': ok(`${JSON_TYPE}content-length: 2\r\ntransfer-encoding: chunked\r\n`, '0\r\n\r\n'),
  'half-closes': (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-ty'),
  'half-closes-at-once': (socket) => void socket.end(),
  'http-0.9': (socket) => void socket.end('<html>hello</html>'),
  'http-2': (socket) => void socket.end(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])),
  'not-http': (socket) => void socket.end('SSH-2.0-OpenSSH_9\r\n'),
  'storm-of-1xx': (socket) => repeat(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n', 2),
  'flood-of-1xx': (socket) => pour(socket, Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'.repeat(1_000)), 100_000_000),
  '101': status('101 Switching Protocols', 'upgrade: websocket\r\nconnection: upgrade\r\n'),
  'status-999': status('999 Odd'),
  'line-break-in-header': ok(`${JSON_TYPE}x-a: b\nset-cookie: c\r\n`, '[]'),
  good: ok(JSON_TYPE, '[{"id":"1"}]'),
};

function serve(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  let head = '';
  const read = (chunk: Buffer) => {
    head += chunk.toString('latin1');
    // TLS, to whom it does not speak it.
    if (chunk[0] === 0x16) return void socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n');
    const name = /^[A-Z]+ \/([^/ ?]*)/.exec(head)?.[1];
    if (name === undefined || !head.includes('\r\n\r\n')) return;
    socket.off('data', read);
    socket.resume();
    (behaviours[name] ?? behaviours.good)?.(socket);
  };
  socket.on('data', read);
}

const listen = (server: ReturnType<typeof createServer>) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

// Both sides may close on their own.
const plain = createServer({ allowHalfOpen: true }, serve);
const tls = createTlsServer(makeCertificate(), serve);
tls.on('tlsClientError', () => undefined);
process.stdout.write(`${JSON.stringify({ plain: await listen(plain), tls: await listen(tls) })}\n`);
process.stdin.resume();
process.stdin.once('close', () => process.exit(0));
