import type { Auth, HttpRequest } from '@patchbay/connector';
import { describe, expect, it } from 'vitest';
import { signRequest } from './signRequest.ts';

const request: HttpRequest = { method: 'GET', url: 'https://api.example/items?a=1', headers: { cookie: 'theme=dark' } };
const sign = (auth: Auth, secret: Record<string, string>, url = request.url) =>
  signRequest({ ...request, url }, { name: 'Acme', auth, secret, hosts: ['https://api.example'] });

describe('a signed request', () => {
  it.each<[string, Auth, Record<string, string>, object]>([
    ['a token', { kind: 'bearer' }, { token: 't0' }, { headers: { authorization: 'Bearer t0' } }],
    [
      'name and password',
      { kind: 'basic' },
      { username: 'ada', password: 'ü:' },
      { headers: { authorization: 'Basic YWRhOsO8Og==' } },
    ],
    [
      'a key in a header',
      { kind: 'apiKey', in: 'header', name: 'X-Key' },
      { value: 'k' },
      { headers: { 'x-key': 'k' } },
    ],
    [
      'a key in the query',
      { kind: 'apiKey', in: 'query', name: 'key' },
      { value: 'a&b' },
      { url: 'https://api.example/items?a=1&key=a%26b' },
    ],
    [
      'a key in a cookie',
      { kind: 'apiKey', in: 'cookie', name: 'sid' },
      { value: 'a;b' },
      { headers: { cookie: 'theme=dark; sid=a%3Bb' } },
    ],
  ])('carries %s', (...[, auth, secret, expected]) => {
    expect(sign(auth, secret)).toMatchObject(expected);
  });

  it.each([
    'https://api.example.evil/',
    'http://api.example/',
    'https://api.example:8443/',
    'https://evil/?https://api.example',
  ])('is refused for %s, which the account is not bound to', (url) => {
    expect(() => sign({ kind: 'bearer' }, { token: 'sesame' }, url)).toThrow(/may not be used/);
  });

  it('never lets a secret start a header of its own', () => {
    expect(() => sign({ kind: 'bearer' }, { token: 'a\r\nx-admin: 1' })).toThrow(/line break/);
  });
});
