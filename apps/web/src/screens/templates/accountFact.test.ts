import { expect, it } from 'vitest';
import { factOf } from './accountFact.ts';

const account = (name: string, more: object = {}) => ({
  connector: 'slack',
  name,
  state: 'works' as const,
  mayUse: true,
  ...more,
});

it.each([
  [[], { kind: 'none', words: 'Not yet' }],
  [[account('Acme')], { kind: 'works', words: 'Acme' }],
  [[account('Acme'), account('Other')], { kind: 'works', words: '2 accounts' }],
  [[account('Acme', { state: 'broken' })], { kind: 'broken', words: 'Has to be connected again' }],
  [[account('Acme', { state: 'broken' }), account('Other')], { kind: 'works', words: 'Other' }],
  [[account('Of somebody else', { mayUse: false })], { kind: 'none', words: 'Not yet' }],
  [[account('Of another app', { connector: 'gmail' })], { kind: 'none', words: 'Not yet' }],
])('says how far an app is connected: %#', (connections, fact) => {
  expect(factOf('slack', connections)).toEqual(fact);
});
