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
  expect(() => checkOrigin({ method: 'POST', headers }, 'https://patchbay.example.com')).not.toThrow();
});

it.each([
  ['another site', { host, origin: 'https://evil.example' }],
  ['another port', { host, origin: 'http://127.0.0.1:8080' }],
  ['a page that hides where it is from', { host, origin: 'null' }],
  ['a browser that says it is another site', { host, 'sec-fetch-site': 'cross-site' }],
])('refuses %s', (_who, headers) => {
  expect(() => checkOrigin({ method: 'POST', headers }, undefined)).toThrow(AppError);
  expect(() => checkOrigin({ method: 'GET', headers }, undefined)).not.toThrow();
});
