import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEgress, type Egress } from '../egress/egress.ts';
import { type OpenConnection, signRequest } from './signRequest.ts';

let s3: S3rver;
let egress: Egress;
let folder: string;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-sigv4-'));
  const configureBuckets = [{ name: 'orders' }];
  s3 = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: folder, configureBuckets });
  url = `http://127.0.0.1:${(await s3.run()).port}`;
  egress = createEgress({ allowNetworks: ['127.0.0.0/8'] });
});
afterAll(async () => {
  await egress.close();
  await s3.close();
  await rm(folder, { recursive: true });
});

const send = (method: 'GET' | 'PUT', path: string, changes: { body?: string; key?: string } = {}) => {
  const { body, key = 'S3RVER' } = changes;
  const account: OpenConnection = {
    name: 'Bucket',
    auth: { kind: 'sigv4', service: 's3' },
    secret: { accessKeyId: 'S3RVER', secretAccessKey: key, region: 'eu-central-1' },
    hosts: [url],
  };
  const request = {
    method,
    url: url + path,
    headers: { 'content-type': 'text/plain' },
    ...(body !== undefined && { body }),
  };
  const { body: signed, ...rest } = signRequest(request, account);
  return egress.request({ ...rest, ...(typeof signed === 'string' && { body: signed }) });
};

it('is taken by a server that speaks S3, with blanks and marks in the address', async () => {
  const path = `/orders/${encodeURIComponent("2026 (März) 'a+b'.txt")}`;
  expect((await send('PUT', path, { body: 'hello' })).status).toBe(200);
  expect(new TextDecoder().decode((await send('GET', path)).body)).toBe('hello');
  expect((await send('GET', '/orders?list-type=2&prefix=2026%20')).status).toBe(200);
});

it('is refused with another key', async () => {
  expect((await send('GET', '/orders?list-type=2', { key: 'another' })).status).toBe(403);
});
