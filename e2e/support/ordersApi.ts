import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type ReceivedRequest = { method: string; path: string; headers: Record<string, unknown>; body: unknown };

/** A shop's real HTTP API on loopback, with its own OpenAPI 3.1 description at `/openapi.json`. */
export type OrdersApi = {
  url: string;
  received: ReceivedRequest[];
  /** How many requests had this method and path. */
  count(method: string, path: string): number;
  /** From now on requests to `path` are answered by `answer`; undefined puts the usual one back. */
  answerWith(path: string, answer: Answer | undefined): void;
  stop(): Promise<void>;
};

type Answer = (response: ServerResponse, request: ReceivedRequest) => void;

/** With a `key`, its description says that every request brings it, and those without are refused. */
export async function startOrdersApi(port = 0, key?: string): Promise<OrdersApi> {
  const received: ReceivedRequest[] = [];
  const special = new Map<string, Answer>();
  const server = createServer(async (request, response) => {
    const url = `http://${request.headers.host}`;
    if (request.url === '/openapi.json') return json(response, 200, { ...describe(url), ...(key && SIGNED) });
    const seen = await receive(request);
    received.push(seen);
    if (key !== undefined && seen.headers['x-api-key'] !== key) return json(response, 401, { message: 'No such key.' });
    (special.get(seen.path) ?? usual)(response, seen);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    count: (method, path) => received.filter((seen) => seen.method === method && seen.path === path).length,
    answerWith: (path, answer) => {
      if (answer === undefined) special.delete(path);
      else special.set(path, answer);
    },
    stop: () => close(server),
  };
}

const KEY_SCHEME = { type: 'apiKey', in: 'header', name: 'x-api-key' };

/** Answers with JSON. */
function json(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

const usual: Answer = (response, { method, path, body }) => {
  const order = /^\/orders\/([^/]+)$/.exec(path)?.[1];
  if (method === 'GET' && order !== undefined) {
    const status = order.startsWith('blocked') ? 'blocked' : 'active';
    return json(response, 200, { orderId: order, status, placedAt: '2026-11-20T09:30:00Z', weightKg: 2.5 });
  }
  if (method === 'POST' && path === '/shipments') {
    const { orderId } = body as { orderId?: string };
    return json(response, 201, { receipt: `r-${orderId}` });
  }
  json(response, 404, { message: 'There is nothing here.' });
};

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return {
    method: request.method ?? '',
    path: decodeURIComponent((request.url ?? '').split('?')[0] ?? ''),
    headers: request.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

const SIGNED = { security: [{ key: [] }], components: { securitySchemes: { key: KEY_SCHEME } } };

function describe(url: string): object {
  const order = {
    type: 'object',
    required: ['orderId', 'status', 'placedAt'],
    properties: {
      orderId: { type: 'string', examples: ['A-1042'] },
      status: { type: 'string', enum: ['active', 'blocked'] },
      placedAt: { type: 'string', format: 'date-time', examples: ['2026-11-20T09:30:00Z'] },
      weightKg: { type: 'number', examples: [2.5] },
      note: { type: 'string' },
    },
  };
  const shipment = {
    type: 'object',
    required: ['orderId', 'recipient', 'total'],
    properties: {
      orderId: { type: 'string' },
      recipient: { type: 'string', format: 'email' },
      total: { type: 'number' },
      label: { type: 'string' },
      shipOn: { type: 'string', format: 'date' },
      note: { type: 'string' },
    },
  };
  const orderId = { name: 'orderId', in: 'path', required: true, schema: { type: 'string' } };
  return {
    openapi: '3.1.0',
    info: { title: 'Shop API', version: '1.0.0', description: 'Orders and shipments of a small shop.' },
    servers: [{ url }],
    paths: {
      '/orders/{orderId}': {
        get: {
          operationId: 'getOrder',
          summary: 'Get an order',
          parameters: [orderId],
          responses: { '200': ok('The order.', order) },
        },
      },
      '/shipments': {
        post: {
          operationId: 'createShipment',
          summary: 'Create a shipment',
          requestBody: { required: true, content: { 'application/json': { schema: shipment } } },
          responses: {
            '201': ok('It is on its way.', {
              type: 'object',
              required: ['receipt'],
              properties: { receipt: { type: 'string', examples: ['r-1042'] } },
            }),
          },
        },
      },
    },
  };
}

function ok(description: string, schema: unknown): unknown {
  return { description, content: { 'application/json': { schema } } };
}
