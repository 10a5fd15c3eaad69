import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { type OpenConnection, signRequest } from '../vault/signRequest.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
});
afterAll(() => test.drop());

const connect = (address: string) =>
  api.connection.create({
    workspaceId,
    connector: 'web',
    name: 'Warehouse',
    auth: { kind: 'fields', id: 'web-bearer', values: { address, token: 'k1' } },
  });

it('keeps an account for an address that no connector stands for', async () => {
  expect(await connect('https://api.example.com/v1/orders?x=1')).toMatchObject({ connector: 'web', way: 'web-bearer' });
});

it.each(['not an address', 'https://user:secret@example.com', 'http://'])('refuses the address %s', async (address) => {
  await expect(connect(address)).rejects.toThrow(/Address has to be one such as/);
});

describe('a request of an HTTP step', () => {
  const sign = (id: string, secret: Record<string, string>, url = 'https://api.example.com/orders') => {
    const auth = { kind: 'fields', id, title: id, fields: [] } as const;
    const connection: OpenConnection = { name: 'Warehouse', auth, secret, hosts: ['https://api.example.com'] };
    return signRequest({ method: 'GET', url, headers: {} }, connection);
  };

  it.each<[id: string, secret: Record<string, string>, headers: Record<string, string>]>([
    ['web-bearer', { token: 'k1' }, { authorization: 'Bearer k1' }],
    ['web-basic', { username: 'ann' }, { authorization: 'Basic YW5uOg==' }],
    ['web-header', { header: 'X-Api-Key', value: 'k1' }, { 'x-api-key': 'k1' }],
  ])('is signed by %s', (id, secret, headers) => {
    expect(sign(id, secret).headers).toEqual(headers);
  });

  it('takes a key in its address', () => {
    expect(sign('web-query', { name: 'api_key', value: 'k 1' }).url).toBe('https://api.example.com/orders?api_key=k+1');
  });

  it('does not take the account elsewhere', () => {
    expect(() => sign('web-bearer', { token: 'k1' }, 'https://elsewhere.example/')).toThrow(/may not be used/);
  });
});
