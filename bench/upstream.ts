// The API that flows call: `GET /item` answers about 1 KB of JSON, `GET /items?count=N` a list of orders, `POST /sink` a
// receipt, `GET /sunk` how many of those it gave. A process of its own.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { bulk, order } from './payloads.ts';

const item = Buffer.from(JSON.stringify({ ...order, history: 'x'.repeat(800) }));
const receipt = Buffer.from(JSON.stringify({ receipt: 'r-4711' }));
const lists = new Map<string, Buffer>();
let sunk = 0;

/** Packed, as a list of this length would be; made once. */
function listOf(count: string): Buffer {
  const made = lists.get(count) ?? gzipSync(JSON.stringify(bulk(Number(count))));
  lists.set(count, made);
  return made;
}

function answerTo(method: string, url: string): { body: Buffer; isPacked?: true } {
  if (method === 'POST') {
    sunk += 1;
    return { body: receipt };
  }
  if (url === '/item') return { body: item };
  if (url === '/sunk') return { body: Buffer.from(String(sunk)) };
  return { body: listOf(new URL(url, 'http://upstream').searchParams.get('count') ?? '1'), isPacked: true };
}

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const { body, isPacked } = answerTo(request.method ?? 'GET', request.url ?? '/');
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    response.writeHead(200, isPacked ? { ...headers, 'content-encoding': 'gzip' } : headers);
    response.end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', 1024, () => {
  process.stdout.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
