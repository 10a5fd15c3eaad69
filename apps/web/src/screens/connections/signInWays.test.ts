import { expect, test } from 'vitest';
import { offeredWays, readyWay, wayLabel } from './signInWays.ts';

const keys = (auth: Parameters<typeof offeredWays>[0]['auth']) => offeredWays({ auth }).map(({ key }) => key);
const mailbox = {
  kind: 'fields',
  id: 'imap',
  title: 'Mailbox (IMAP)',
  fields: [{ name: 'host', title: 'Server' }],
} as const;

test('offers what the description names, each once', () => {
  const auth = [
    { kind: 'apiKey', in: 'header', name: 'X-Key' },
    { kind: 'apiKey', in: 'query', name: 'key' },
    { kind: 'basic' },
  ] as const;
  expect(keys(auth)).toEqual(['apiKey', 'basic']);
});

test('takes a token for an API that speaks OAuth', () => {
  expect(keys([{ kind: 'oauth2', scopes: [] }, { kind: 'bearer' }])).toEqual(['bearer']);
});

test('offers token and password when the description names no way', () => {
  expect(keys([])).toEqual(['bearer', 'basic']);
});

test('offers each of several ways with fields, and calls accounts by the title of theirs', () => {
  const auth = [mailbox, { ...mailbox, id: 'smtp', title: 'Outgoing mail (SMTP)' }];
  expect(keys(auth)).toEqual(['imap', 'smtp']);
  expect(wayLabel({ kind: 'fields', way: 'smtp' }, { auth })).toBe('Outgoing mail (SMTP)');
  expect(wayLabel({ kind: 'fields', way: 'gone' }, { auth })).toBe('Account');
});

test('offers to sign in at the provider, or with a token from there', () => {
  const auth = [
    {
      kind: 'oauth2',
      scopes: [],
      authorizeUrl: 'https://id.example/auth',
      title: 'Sign in with Acme',
      description: 'Needs an app that you register.',
    },
  ] as const;
  expect(offeredWays({ auth }).map(({ description }) => description)).toEqual([
    'Needs an app that you register.',
    undefined,
  ]);
  expect(offeredWays({ auth }).map(({ label, isElsewhere }) => [label, isElsewhere])).toEqual([
    ['Sign in with Acme', true],
    ['Access token', undefined],
  ]);
});

test('asks for what the address leaves open', () => {
  const [way] = offeredWays({ auth: [{ kind: 'bearer' }], baseUrl: 'https://{shop}.example.com' });
  expect(way?.fields.map(({ name }) => name)).toEqual(['token', 'shop']);
});

test('begins with what needs no set-up, but not with a token that ends within the hour', () => {
  const elsewhere = { kind: 'oauth2', scopes: [], authorizeUrl: 'https://id.example/auth' } as const;
  const token = { kind: 'bearer', title: 'Bot token' } as const;
  expect(readyWay(offeredWays({ auth: [elsewhere, token] }))?.label).toBe('Bot token');
  expect(readyWay(offeredWays({ auth: [elsewhere] }))).toBeUndefined();
  expect(readyWay(offeredWays({ auth: [token] }))).toBeUndefined();
});
