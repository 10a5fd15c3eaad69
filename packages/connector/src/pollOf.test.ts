import { expect, it } from 'vitest';
import type { Operation } from './connector.ts';
import { orderedFields } from './hints.ts';
import { pollDefaults, pollName, polledName, pollOf } from './pollOf.ts';

const listOrders: Operation = {
  title: 'List orders',
  kind: 'call',
  effect: 'read',
  repeat: 'natural',
  input: { type: 'object', properties: { status: { type: 'string', title: 'Status' } }, required: ['status'] },
  output: {
    type: 'object',
    properties: { orders: { type: 'array', items: { $ref: '#/$defs/Order' } }, total: { type: 'integer' } },
    $defs: { Order: { type: 'object', properties: { id: { type: 'string' } } } },
  },
  needsConnection: true,
  request: { method: 'GET', path: '/orders', parameters: [] },
};

it('makes a trigger of an operation that reads, which takes the same and gives an item', () => {
  const poll = pollOf(listOrders);
  expect(poll).toMatchObject({ kind: 'trigger', startedBy: 'poll', needsConnection: true });
  expect(poll?.title).toBe('When list orders gives something new');
  expect(orderedFields(poll?.input ?? true)).toEqual(['status', 'poll']);
  expect(poll?.input).toMatchObject({
    required: ['status'],
    properties: { poll: { properties: { list: { default: 'orders' } } } },
  });
  expect(poll?.output).toEqual({ $ref: '#/$defs/Order', $defs: { Order: expect.anything() } });
  expect(poll?.request).toBeUndefined();
});

it('looks at one page of a list, so it does not ask how many', () => {
  const pages = { type: 'object' as const };
  const input = { type: 'object' as const, properties: { status: { type: 'string' as const }, pages } };
  const output = { type: 'object' as const, properties: { items: { type: 'array' as const, items: true } } };
  const poll = pollOf({ ...listOrders, input, output, paging: { style: 'link', items: '' } });
  expect(orderedFields(poll?.input ?? true)).toEqual(['status', 'poll']);
  expect(poll?.input).toMatchObject({ properties: { poll: { properties: { list: { default: 'items' } } } } });
  expect(poll?.paging).toBeUndefined();
});

it('makes none of what changes something', () => {
  expect(pollOf({ ...listOrders, effect: 'create' })).toBeUndefined();
  expect(pollOf({ ...listOrders, kind: 'pure' })).toBeUndefined();
});

it('is found by a name that leads back to the operation', () => {
  expect(polledName(pollName('listOrders'))).toBe('listOrders');
  expect(polledName('listOrders')).toBeUndefined();
});

it.each([
  [{ id: 'integer', number: 'integer' }, 'id'],
  [{ type: 'string', user: 'string', ts: 'string' }, 'ts'],
  [{ row: 'integer', values: 'object' }, 'row'],
  [{ email: 'string', user_id: 'string' }, 'user_id'],
  [{ accountId: 'string', displayName: 'string' }, 'accountId'],
  [{ name: 'string' }, 'id'],
  [{}, 'id'],
])('tells items such as %j apart by %s where nobody says', (types, item) => {
  const properties = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]));
  const one = { type: 'object', properties } as Operation['output'];
  const output = { type: 'array', items: { $ref: '#/$defs/One' }, $defs: { One: one } } as Operation['output'];
  expect(pollDefaults({ output })).toEqual({ list: '', item });
  expect(pollOf({ ...listOrders, output })?.input).toMatchObject({
    properties: { poll: { properties: { item: { default: item } } } },
  });
});

it('tells members apart by the person in them', () => {
  const user = { type: 'object' as const, properties: { id: { type: 'string' as const } } };
  const items = { type: 'object' as const, properties: { nick: { type: 'string' as const }, user } };
  expect(pollDefaults({ output: { type: 'array', items } }).item).toBe('user.id');
});
