import { expect, it } from 'vitest';
import type { OperationRow } from '../connectors/connectorStore.ts';
import { likelyFirst } from './likelyTest.ts';

const row = (name: string, path: string, rest: Partial<OperationRow> = {}): OperationRow => ({
  name,
  title: name,
  method: 'GET',
  path,
  kind: 'call',
  effect: 'read',
  ...rest,
});

it('begins with what tells whose account it is, then with the shortest address', () => {
  const rows = [row('listLines', '/v2/orders/lines'), row('list', '/orders'), row('who', '/v2/users/me.json')];
  expect(likelyFirst(rows).map(({ name }) => name)).toEqual(['who', 'list', 'listLines']);
});

it.each<OperationRow>([
  row('get', '/orders/{id}'),
  row('signOut', '/sign-out'),
  row('exportAll', '/orders/export'),
  row('search', '/search', { method: 'POST' }),
  row('old', '/orders', { deprecated: true }),
  row('sent', '/orders', { kind: 'trigger' }),
])('never calls $name at $path unasked', (refused) => {
  expect(likelyFirst([refused])).toEqual([]);
});
