import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { StepId } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp } from '../../api/testing.ts';
import { draw, literal } from '../../runs/testing.ts';
import type { OpenConnection } from '../../vault/signRequest.ts';
import { hostedS3Link } from './s3Link.ts';

let s3: S3rver;
let folder: string;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-s3-link-'));
  const configureBuckets = [{ name: 'orders' }];
  s3 = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: folder, configureBuckets });
  url = `http://127.0.0.1:${(await s3.run()).port}`;
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

type Link = { url: string; method: string; expiresAt: string };

async function link(input: object, { now = Date.now(), key = 'S3RVER' } = {}): Promise<Link> {
  const account: OpenConnection = {
    name: 'Storage',
    auth: { kind: 'sigv4', service: 's3' },
    secret: { accessKeyId: 'S3RVER', secretAccessKey: key, region: 'eu-central-1' },
    hosts: [url],
    baseUrl: url,
  };
  const step = {
    id: StepId.parse('link'),
    connector: 's3',
    connectorVersion: '1',
    operation: 'makeLink',
    kind: 'call' as const,
    repeat: 'natural' as const,
    inputs: {},
    incoming: [],
    catchesError: false,
  };
  const { signal } = new AbortController();
  const about = { runId: 'r', path: 'link', startedAt: 7, attempt: 1, idempotencyKey: 'k', mode: 'live' as const };
  const call = { ...about, step, input, signal, workspaceId: 'w', account: async () => account };
  const { output } = await hostedS3Link(() => now).call(call);
  return output as Link;
}

/** As anybody would use it: no key, no header of ours. */
const follow = ({ url, method }: Link, body?: string) => fetch(url, { method, ...(body !== undefined && { body }) });

const file = { bucket: 'orders', key: "2026/März (a+b) 'x'.txt" };

describe('a link to a file of a storage', () => {
  it('takes an upload and gives a download, under the name that was asked for', async () => {
    expect((await follow(await link({ ...file, to: 'upload' }), 'hello')).status).toBe(200);
    const answer = await follow(await link({ ...file, name: 'Order 1042.txt', minutes: 5 }));
    expect(await answer.text()).toBe('hello');
    expect(answer.headers.get('content-disposition')).toContain('filename="Order 1042.txt"');
  });

  it('says until when it works, counted from when the step runs', async () => {
    const now = Date.parse('2026-03-14T09:30:00Z');
    const { expiresAt, url, method } = await link({ ...file, minutes: '90' }, { now });
    expect([expiresAt, method]).toEqual(['2026-03-14T11:00:00.000Z', 'GET']);
    expect(url).toMatch(/X-Amz-Date=20260314T093000Z&X-Amz-Expires=5400&/);
  });

  it('is refused once its time is up, for another file, for another deed, and from another key', async () => {
    const stale = await link({ ...file, minutes: 1 }, { now: Date.now() - 120_000 });
    expect((await follow(stale)).status).toBe(403);
    const good = await link(file);
    expect((await follow({ ...good, url: good.url.replace('.txt', '.md') })).status).toBe(403);
    expect((await follow({ ...good, method: 'PUT' }, 'evil')).status).toBe(403);
    expect((await follow(await link(file, { key: 'guessed' }))).status).toBe(403);
  });

  it.each([
    [{ ...file, minutes: 10_081 }, 'number_not_valid'],
    [{ ...file, minutes: 0 }, 'number_not_valid'],
    [{ ...file, to: 'delete' }, 'choice_not_valid'],
    [{ ...file, key: '' }, 'value_missing'],
    [{ ...file, key: '../secrets/a.txt' }, 'value_not_allowed'],
    [{ bucket: 'orders/..', key: 'a' }, 'value_not_allowed'],
  ])('is not made of %j', async (input, code) => {
    await expect(link(input)).rejects.toMatchObject({ failure: { code, retry: 'never' } });
  });
});

it('stands in the run of a flow, signed with the account of its step', async () => {
  const test = await testApp();
  try {
    const { api, workspaceId, actor } = await test.signUp('Ada');
    const { id: connection } = await test.app.connections.create({
      workspaceId,
      userId: actor.id,
      connector: 's3',
      name: 'Storage',
      auth: { kind: 'sigv4', service: 's3' },
      secret: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', region: 'eu-central-1' },
      hosts: [url],
      baseUrl: url,
      checked: { state: 'works' },
      sharedWith: 'workspace',
    });
    const inputs = { bucket: literal('orders'), key: literal('a.txt'), to: literal('upload') };
    const step = { operation: 'code', inputs };
    const document = draw({ order: { operation: 'manual', inputs: {} }, step }, 'order -> step');
    const placed = document.steps[StepId.parse('step')];
    Object.assign(placed ?? {}, { uses: { connector: 's3', version: '1', operation: 'makeLink' }, connection });
    const { id: flowId } = await api.flow.create({ workspaceId, name: 'Links', document });
    const { runId } = await api.run.try({ flowId, document, mode: 'live', payload: {} });
    const ended = async () => (await test.app.journal.read(runId)).find(({ type }) => type === 'step.succeeded');
    await expect.poll(ended).toBeDefined();
    const { output } = Object(await ended());
    expect((await follow(output as Link, 'from a flow')).status).toBe(200);
  } finally {
    await test.drop();
  }
});
