import { expect, it } from 'vitest';
import { AppError } from '../../errors.ts';
import { checkOrigin } from './checkOrigin.ts';

const host = '127.0.0.1:3000';

it.each([
  ['a page of this server', { host, origin: 'http://127.0.0.1:3000' }],
  ['a page of the public address', { host, origin: 'https://patchbay.example.com' }],
  ['a program', { host }],
  ['a browser that says it is its own page', { host, 'sec-fetch-site': 'same-origin' }],
])('lets %s change something', (_who, headers) => {
  expect(() => checkOrigin({ method: 'POST', headers }, { publicUrl: 'https://patchbay.example.com' })).not.toThrow();
});

it.each([
  ['another site', { host, origin: 'https://evil.example' }],
  ['another port', { host, origin: 'http://127.0.0.1:8080' }],
  ['a page that hides where it is from', { host, origin: 'null' }],
  ['a browser that says it is another site', { host, 'sec-fetch-site': 'cross-site' }],
])('refuses %s', (_who, headers) => {
  expect(() => checkOrigin({ method: 'POST', headers }, { publicUrl: undefined })).toThrow(AppError);
  expect(() => checkOrigin({ method: 'GET', headers }, { publicUrl: undefined })).not.toThrow();
});

const named = (name: string) => ({ method: 'POST', headers: { host: name, origin: `http://${name}` } });

it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'patchbay.localhost'])(
  'takes %s for this machine where nobody else reaches it',
  (name) => {
    expect(() => checkOrigin(named(name), { publicUrl: undefined, isOnlyHere: true })).not.toThrow();
  },
);

it.each(['evil.example:3000', '127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.1:3000'])(
  'takes %s for another site there, whose name was made to lead here',
  (name) => {
    expect(() => checkOrigin(named(name), { publicUrl: undefined, isOnlyHere: true })).toThrow('set PATCHBAY_URL');
    expect(() => checkOrigin(named(name), { publicUrl: undefined })).not.toThrow();
    expect(() => checkOrigin(named(name), { publicUrl: `http://${name}`, isOnlyHere: true })).not.toThrow();
  },
);
