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
    [
      'a token behind another word',
      { kind: 'bearer', prefix: 'token' },
      { token: 't0' },
      { headers: { authorization: 'token t0' } },
    ],
    ['a token alone', { kind: 'bearer', prefix: '' }, { token: 't0' }, { headers: { authorization: 't0' } }],
    [
      'a key for a user name',
      { kind: 'basic', hasNoPassword: true },
      { username: 'key' },
      { headers: { authorization: 'Basic a2V5Og==' } },
    ],
    [
      'a key behind a word in a header',
      { kind: 'apiKey', in: 'header', name: 'Authorization', prefix: 'Klaviyo-API-Key ' },
      { value: 'k' },
      { headers: { authorization: 'Klaviyo-API-Key k' } },
    ],
    [
      'an id and a key, each in its place',
      {
        kind: 'together',
        ways: [
          { kind: 'apiKey', in: 'header', name: 'X-Id' },
          { kind: 'apiKey', in: 'query', name: 'key' },
        ],
      },
      { 'way0.value': 'me', 'way1.value': 'k' },
      { headers: { 'x-id': 'me' }, url: 'https://api.example/items?a=1&key=k' },
    ],
    [
      'the token of its sign-in',
      {
        kind: 'session',
        signIn: { method: 'POST', path: '/login' },
        token: 'token',
        send: { in: 'header', name: 'X-Auth', prefix: 'T ' },
      },
      { sessionToken: 's' },
      { headers: { 'x-auth': 'T s' } },
    ],
    [
      'the token it was given',
      { kind: 'oauth2', scopes: [], prefix: 'Token' },
      { accessToken: 'a', refreshToken: 'r' },
      { headers: { authorization: 'Token a' } },
    ],
    [
      'a signature',
      { kind: 'sigv4', service: 'ses' },
      { accessKeyId: 'AK', secretAccessKey: 's', region: 'eu-central-1' },
      {
        headers: {
          authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=AK\/\d{8}\/eu-central-1\/ses\//),
        },
      },
    ],
  ])('carries %s', (...[, auth, secret, expected]) => {
    expect(sign(auth, secret)).toMatchObject(expected);
  });

  it('has its key in the address where its API wants it there, and in no other place of it', () => {
    const auth: Auth = { kind: 'apiKey', in: 'path', name: 'token', prefix: 'bot' };
    expect(sign(auth, { value: '12:ab/..' }, 'https://api.example/{token}/send?x={token}').url).toBe(
      'https://api.example/bot12:ab%2F../send?x={token}',
    );
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
