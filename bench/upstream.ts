// The API that F3 calls: `GET /item` answers about 1 KB of JSON, `POST /sink` a receipt. A process of its own.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { order } from './payloads.ts';

const item = Buffer.from(JSON.stringify({ ...order, history: 'x'.repeat(800) }));
const receipt = Buffer.from(JSON.stringify({ receipt: 'r-4711' }));

const server = createServer((request, response) => {
  const body = request.method === 'GET' ? item : receipt;
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', 1024, () => {
  process.stdout.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
