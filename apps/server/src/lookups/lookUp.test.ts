import type { Operation } from '@patchbay/connector';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { startUpstream } from '../runs/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
let field: { workspaceId: string; connector: string; version: string; operation: string; connection: string };
/** What the app answers with. */
let answer: { status: number; body: unknown } = { status: 200, body: {} };

const lists = {
  type: 'array',
  items: { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } },
};
const ok = (schema: object) => ({ 200: { description: 'ok', content: { 'application/json': { schema } } } });
const lookup = (operation: string, more: object = {}) => ({ operation, value: 'id', label: 'name', ...more });

function description(url: string): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Boards', version: '1' },
    servers: [{ url }],
    paths: {
      '/boards': { get: { operationId: 'getBoards', responses: ok(lists) } },
      '/lists': {
        get: {
          operationId: 'getLists',
          parameters: [{ name: 'board', in: 'query', schema: { type: 'string' } }],
          responses: ok(lists),
        },
      },
      '/cards': { post: { operationId: 'addCard', responses: ok({ type: 'object' }) } },
    },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  });
}

/** Descriptions of others say no lookups; an overlay does. */
const addCard: Operation = {
  title: 'Add a card',
  kind: 'call',
  effect: 'create',
  repeat: 'unsafe',
  input: {
    type: 'object',
    properties: {
      list: {
        type: 'string',
        title: 'List',
        'x-patchbay-lookup': lookup('getLists', { input: { board: { from: 'board' } } }),
      },
      board: { type: 'string', title: 'Board', 'x-patchbay-lookup': lookup('getBoards') },
      values: { type: 'object', title: 'Values', 'x-patchbay-fields-from': lookup('getBoards') },
      evil: { type: 'string', title: 'Evil', 'x-patchbay-lookup': lookup('addCard') },
    },
  } as Operation['input'],
  output: { type: 'object' },
};

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
  upstream = await startUpstream((_request, response) => {
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  const text = description(upstream.url);
  const { connector } = await api.connector.import({ workspaceId, source: { kind: 'text', text } });
  const { id, version } = connector;
  const operation = 'addCard';
  const where = { name: operation, connector: { key: id } };
  await test.instance.database.prisma.connectorOperation.updateMany({ where, data: { definition: addCard as object } });
  const auth = { kind: 'bearer' as const, token: 'canary-77' };
  const { id: connection } = await api.connection.create({ workspaceId, connector: id, name: 'Mine', auth });
  field = { workspaceId, connector: id, version, operation, connection };
});
afterAll(async () => {
  await upstream.stop();
  await test.drop();
});
beforeEach(() => {
  upstream.calls.length = 0;
  answer = {
    status: 200,
    body: [
      { id: 'b1', name: 'Lamps' },
      { id: 'b2', name: 'Orders' },
    ],
  };
});

it('gives the choices of an app, asked in the name of the account, and asks once for those who type', async () => {
  const asked = { ...field, field: 'board' };
  const all = await api.connector.lookup(asked);
  expect(all).toEqual({
    options: [
      { value: 'b1', label: 'Lamps' },
      { value: 'b2', label: 'Orders' },
    ],
    hasMore: false,
  });
  expect((await api.connector.lookup({ ...asked, search: 'ord' })).options).toEqual([{ value: 'b2', label: 'Orders' }]);
  expect(upstream.calls.map(({ path, headers }) => [path, headers.authorization])).toContainEqual([
    '/boards',
    'Bearer canary-77',
  ]);
  expect(upstream.calls.length).toBeLessThanOrEqual(2);
});

it('asks the app again for who wants it fresh, and keeps what it says then', async () => {
  const asked = { ...field, field: 'board' };
  await api.connector.lookup(asked);
  answer = { status: 200, body: [{ id: 'b3', name: 'Chairs' }] };
  const fresh = [{ value: 'b3', label: 'Chairs' }];
  expect((await api.connector.lookup({ ...asked, isFresh: true })).options).toEqual(fresh);
  expect((await api.connector.lookup(asked)).options).toEqual(fresh);
  answer = { status: 200, body: [] };
  await api.connector.lookup({ ...asked, isFresh: true });
});

it('says what has to be chosen before', async () => {
  const asked = { ...field, field: 'list' };
  expect(await api.connector.lookup(asked)).toEqual({
    options: [],
    hasMore: false,
    needs: { field: 'board', title: 'Board' },
  });
  expect(upstream.calls).toEqual([]);
  await api.connector.lookup({ ...asked, input: { board: 'b1' } });
  expect(upstream.calls.map(({ path }) => path)).toEqual(['/lists?board=b1']);
});

it('says in words why an app gives none, tells nothing secret, and asks again the next time', async () => {
  answer = { status: 403, body: { message: 'No boards for you' } };
  const asked = { ...field, field: 'list', input: { board: 'b9' } };
  await expect(api.connector.lookup(asked)).rejects.toMatchObject({
    cause: { code: 'lookup_failed', message: expect.stringContaining('It said: "No boards for you".') },
  });
  answer = { status: 200, body: [] };
  expect((await api.connector.lookup(asked)).options).toEqual([]);
});

it('gives the fields that a field has there', async () => {
  const { fields, order } = await api.connector.lookupFields({ ...field, field: 'values' });
  expect(fields).toEqual({ b1: { type: 'string', title: 'Lamps' }, b2: { type: 'string', title: 'Orders' } });
  expect(order).toEqual(['b1', 'b2']);
});

it('never asks for what changes something, and knows no lookup where there is none', async () => {
  const refused = expect.objectContaining({ cause: expect.objectContaining({ code: 'not_found' }) });
  await expect(api.connector.lookup({ ...field, field: 'evil' })).rejects.toEqual(refused);
  await expect(api.connector.lookup({ ...field, field: 'nothing' })).rejects.toEqual(refused);
  expect(upstream.calls).toEqual([]);
});
