import { expect, test } from 'vitest';
import { offeredWays } from './signInWays.ts';

test('offers what the description names, each once', () => {
  const auth = [
    { kind: 'apiKey', in: 'header', name: 'X-Key' },
    { kind: 'apiKey', in: 'query', name: 'key' },
    { kind: 'basic' },
  ] as const;
  expect(offeredWays({ auth })).toEqual(['apiKey', 'basic']);
});

test('takes a token for an API that speaks OAuth', () => {
  expect(offeredWays({ auth: [{ kind: 'oauth2', scopes: [] }, { kind: 'bearer' }] })).toEqual(['bearer']);
});

test('offers token and password when the description names no way', () => {
  expect(offeredWays({ auth: [] })).toEqual(['bearer', 'basic']);
});
