import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { drawFlow, literal, ref, type StepSpec } from '../support/drawFlow.ts';
import { type OrdersApi, startOrdersApi } from '../support/ordersApi.ts';
import { failToStart, type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';

let api: OrdersApi;
let patchbay: Patchbay;

test.beforeAll(async () => {
  api = await startOrdersApi();
  patchbay = await startPatchbay();
});

test.afterAll(async () => {
  await patchbay?.stop();
  await api?.stop();
});

const aSentence = /^[A-Z][^\n]*[.]$/;

/** What a start that failed said: one plain sentence and nothing else. */
async function refusalOf(settings: Record<string, string>): Promise<string> {
  const { code, output } = await failToStart(settings);
  expect(code).toBe(1);
  expect(output.trim()).toMatch(aSentence);
  return output.trim();
}

function databasePid(): number {
  const [pid = ''] = readFileSync(join(patchbay.home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n');
  return Number(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('says that it lives, and which of its parts are ready', async () => {
  const live = await fetch(`${patchbay.url}/health/live`);
  expect(live.status).toBe(200);
  expect(await live.json()).toEqual({ status: 'ok' });
  const ready = await fetch(`${patchbay.url}/health/ready`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({ status: 'ok', database: 'ok', queue: 'ok', worker: 'ok' });
});

test('keeps its key where only its owner can read it', () => {
  expect(statSync(join(patchbay.home, 'key')).mode & 0o777).toBe(0o600);
});

test('takes the next port when its own is taken, and says so', async () => {
  const port = new URL(patchbay.url).port;
  const second = await startPatchbay({ PORT: port });
  try {
    expect(second.output()).toContain(`Port ${port} is taken, so another one is used.`);
    expect(Number(new URL(second.url).port)).toBeGreaterThan(Number(port));
    expect((await fetch(`${second.url}/health/ready`)).status).toBe(200);
  } finally {
    await second.stop();
  }
});

test('does not touch data that another Patchbay has open, and says where that one is', async () => {
  const sentence = await refusalOf({ PATCHBAY_HOME: patchbay.home });
  expect(sentence).toContain(`already running with the data in ${patchbay.home} at ${patchbay.url}`);
  expect((await fetch(`${patchbay.url}/health/ready`)).status).toBe(200);
});

test('says that the database of DATABASE_URL cannot be reached', async () => {
  const sentence = await refusalOf({ DATABASE_URL: 'postgresql://patchbay:secret-word@127.0.0.1:9/patchbay' });
  expect(sentence).toContain('cannot reach the database at 127.0.0.1:9');
  expect(sentence).not.toContain('secret-word');
});

test('says which setting it cannot use', async () => {
  expect(await refusalOf({ DATABASE_URL: 'mysql://localhost/patchbay' })).toMatch(/^DATABASE_URL must look like/);
  expect(await refusalOf({ PORT: 'eighty' })).toMatch(/^PORT must be a number/);
  expect(await refusalOf({ PATCHBAY_KEY: 'short' })).toMatch(/^PATCHBAY_KEY must be 32 bytes/);
  expect(await refusalOf({ PATCHBAY_ALLOW_NETWORKS: 'everything' })).toMatch(
    /^PATCHBAY_ALLOW_NETWORKS must be networks/,
  );
});

test('says that it cannot write to its home', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-e2e-'));
  try {
    writeFileSync(join(folder, 'file'), '');
    const home = join(folder, 'file', 'home');
    expect(await refusalOf({ PATCHBAY_HOME: home })).toContain(`cannot write to ${home}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('stops when asked: answers who waits, ends its database, and has everything after the next start', async () => {
  const client = new PatchbayClient(patchbay.url);
  await client.signUp();
  const webhook: StepSpec = {
    id: 'order',
    operation: 'webhook',
    inputs: { method: literal('POST'), answer: literal('run'), example: literal({}) },
  };
  const get: StepSpec = { id: 'get', operation: 'http', inputs: { url: literal(`${api.url}/orders/slow`) } };
  const answer: StepSpec = { id: 'answer', operation: 'respond', inputs: { body: ref('get.body') } };
  const document = drawFlow([webhook, get, answer], 'order -> get', 'get -> answer');
  const { flowId, url } = await client.publish('Slow order', document);

  const letGo: (() => void)[] = [];
  api.answerWith('/orders/slow', (response) => {
    letGo.push(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"active"}'));
  });
  const waiting = fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  await expect.poll(() => letGo.length).toBe(1);
  const pid = databasePid();
  expect(isAlive(pid)).toBe(true);

  const ended = patchbay.end();
  await expect.poll(() => patchbay.output()).toContain('Patchbay is stopping');
  letGo[0]?.();
  const answered = await waiting;
  expect(answered.status).toBe(200);
  expect(await answered.json()).toEqual({ status: 'active' });
  expect(await ended).toBe(0);
  expect(patchbay.output()).toContain('Patchbay has stopped.');
  await expect.poll(() => isAlive(pid)).toBe(false);
  expect(existsSync(join(patchbay.home, 'postgres', 'data', 'postmaster.pid'))).toBe(false);

  const since = Date.now();
  await patchbay.restart();
  expect(Date.now() - since).toBeLessThan(10_000);
  const flow = await client.query<{ name: string; active: boolean }>('flow.get', { flowId });
  expect(flow).toMatchObject({ name: 'Slow order', active: true });
  const { items } = await client.query<{ items: { status: string }[] }>('run.list', {
    workspaceId: client.workspaceId,
    flowId,
  });
  expect(items).toMatchObject([{ status: 'succeeded' }]);
});
