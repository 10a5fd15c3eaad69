import { expect, it } from 'vitest';
import type { Connector, Operation } from './connector.ts';
import { connectorProblems } from './testing.ts';

const sound: Operation = {
  title: 'Find order',
  kind: 'call',
  effect: 'read',
  repeat: 'natural',
  input: { type: 'object', properties: { id: { type: 'string', title: 'Order id' } }, required: ['id'] },
  output: { type: 'object', properties: { total: { type: 'number' } } },
  request: {
    method: 'GET',
    path: '/orders/{id}',
    parameters: [{ input: 'id', name: 'id', in: 'path', style: 'simple', explode: false }],
  },
};

function problemsOf(change: Partial<Operation>): string[] {
  const connector: Connector = {
    id: 'acme',
    version: '1',
    name: 'Acme',
    category: 'crm',
    auth: [],
    operations: { find: { ...sound, ...change } },
  };
  return connectorProblems(connector);
}

it('finds nothing wrong with a sound operation', () => {
  expect(problemsOf({})).toEqual([]);
});

it.each<[string, Partial<Operation>, string]>([
  ['a shouted title', { title: 'find order.' }, 'find: its title is not a name in sentence case'],
  ['a field without a label', { input: { type: 'object', properties: { id: {} } } }, 'find: the field id has no label'],
  ['a sample that does not fit', { sample: { total: 'much' } }, 'find: its sample does not fit its output'],
  [
    'a hole in the path',
    { request: { method: 'GET', path: '/x/{nobody}', parameters: [] } },
    'find: its path needs nobody, which nothing fills',
  ],
  ['a call that sends nothing', { request: undefined }, 'find: a call must say what it sends, and nothing else may'],
])('finds %s', (_, change, problem) => {
  expect(problemsOf(change)).toContain(problem);
});

it('finds a way to sign in whose default cannot be chosen', () => {
  const choices = [{ value: 'tls', label: 'TLS' }];
  const fields = [{ name: 'security', title: 'Security', default: 'none', choices }];
  const way = { kind: 'fields', id: 'smtp', title: 'Outgoing mail', fields } as const;
  const mail = { id: 'mail', version: '1', name: 'Mail', category: 'email', auth: [way, way], operations: {} } as const;
  expect(connectorProblems(mail)).toEqual([
    'two ways to sign in have the id smtp',
    'the default of security of smtp is not one of its choices',
    'the default of security of smtp is not one of its choices',
  ]);
});
