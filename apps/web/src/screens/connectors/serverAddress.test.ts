import { expect, it } from 'vitest';
import { serverAddress } from './serverAddress.ts';

const server = {
  url: 'https://{region}.acme.test/{version}',
  variables: [{ name: 'region' }, { name: 'version', default: 'v1' }],
};

it.each<[string, Record<string, string>, string | undefined]>([
  ['what was typed', { region: ' eu ', version: 'v2' }, 'https://eu.acme.test/v2'],
  ['what stands there unless told', { region: 'eu' }, 'https://eu.acme.test/v1'],
  ['no address while a part is missing', {}, undefined],
  ['no address while a part is empty', { region: ' ', version: 'v1' }, undefined],
])('makes an address of %s', (_what, values, address) => {
  expect(serverAddress(server, values)).toBe(address);
});

it('leaves an address without parts as it is', () => {
  expect(serverAddress({ url: 'https://acme.test' }, {})).toBe('https://acme.test');
});
