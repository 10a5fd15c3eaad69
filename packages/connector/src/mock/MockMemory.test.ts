import { expect, it } from 'vitest';
import type { Operation } from '../connector.ts';
import { attempt } from '../testing.ts';
import { MockMemory } from './MockMemory.ts';
import { mockFailure } from './mockFailure.ts';

const order = {
  type: 'object',
  properties: {
    id: { type: 'string', examples: ['o-1'] },
    total: { type: 'number', examples: [9] },
    state: { type: 'string', examples: ['open'] },
  },
} as const;
const byId = [{ input: 'order', name: 'order', in: 'path', style: 'simple', explode: false }] as const;
const body = { contentType: 'application/json', encoding: 'json', input: 'body', fields: ['total', 'state'] } as const;

function operation(change: Partial<Operation>): Operation {
  const shared = { title: 'Order', kind: 'call', repeat: 'natural', input: { type: 'object' }, output: order } as const;
  return { ...shared, effect: 'read', ...change };
}

const create = operation({ effect: 'create', request: { method: 'POST', path: '/orders', parameters: [], body } });
const get = operation({ request: { method: 'GET', path: '/orders/{order}', parameters: byId } });
const update = operation({
  effect: 'update',
  request: { method: 'PATCH', path: '/orders/{order}', parameters: byId, body },
});
const remove = operation({
  effect: 'delete',
  output: { type: 'null' },
  request: { method: 'DELETE', path: '/orders/{order}', parameters: byId },
});
const list = operation({
  output: {
    type: 'object',
    properties: { items: { type: 'array', items: order }, count: { type: 'integer' }, hasMore: { type: 'boolean' } },
  },
  paging: { style: 'link', items: '' },
  request: { method: 'GET', path: '/orders', parameters: [] },
});

function trying() {
  const memory = new MockMemory();
  return (called: Operation, input: object = {}) => attempt(() => memory.call('shop', called, input));
}

it('remembers what was made, as it was sent, and what was changed of it', () => {
  const call = trying();
  expect(call(create, { total: 5 }).value).toEqual({ id: 'o-1', total: 5, state: 'open' });
  expect(call(create, { total: 7 }).value).toMatchObject({ id: 'o-1-2', total: 7 });
  expect(call(get, { order: 'o-1-2' }).value).toMatchObject({ id: 'o-1-2', total: 7 });
  expect(call(update, { order: 'o-1', state: 'paid' }).value).toEqual({ id: 'o-1', total: 5, state: 'paid' });
  expect(call(get, { order: 'o-1' }).value).toEqual({ id: 'o-1', total: 5, state: 'paid' });
});

it('gives what was asked for where nobody made it', () => {
  expect(trying()(get, { order: 'o-77' }).value).toEqual({ id: 'o-77', total: 9, state: 'open' });
});

it('lists what was made first, and nothing that was deleted', () => {
  const call = trying();
  expect(call(list).value).toMatchObject({ count: 3, hasMore: false });
  call(create, { total: 5 });
  call(remove, { order: 'o-1-3' });
  expect(call(list).value).toMatchObject({ items: [{ id: 'o-1', total: 5 }, { id: 'o-1-2' }], count: 2 });
  expect(call(list, { pages: { take: 'first', count: 1 } }).value).toMatchObject({ count: 1, hasMore: true });
  expect(call(get, { order: 'o-1-3' }).failure).toMatchObject({ code: 'not_found', status: 404 });
});

it('knows nothing of another try, and gives the same every time', () => {
  const [one, other] = [trying(), trying()];
  one(remove, { order: 'o-1' });
  expect(other(list).value).toEqual(trying()(list).value);
  expect(other(get, { order: 'o-1' }).value).toMatchObject({ id: 'o-1' });
});

it.each([
  [401, 'not_signed_in', 'after-reconnect'],
  [429, 'too_many_requests', 'later'],
  [500, 'api_unavailable', 'later'],
])('can be told to fail with %d', (status, code, retry) => {
  expect(mockFailure({ ...get, needsConnection: true }, status).failure).toMatchObject({ code, retry, status });
});
