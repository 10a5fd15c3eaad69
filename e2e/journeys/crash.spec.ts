import { expect, test } from '@playwright/test';
import { drawFlow, literal, ref, template } from '../support/drawFlow.ts';
import { type OrdersApi, startOrdersApi } from '../support/ordersApi.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';

type RunDetail = { run: { status: string }; events: { type: string; path?: string }[] };

let api: OrdersApi;
let patchbay: Patchbay;
let client: PatchbayClient;

test.beforeAll(async () => {
  api = await startOrdersApi();
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
});

test.afterAll(async () => {
  await patchbay?.stop();
  await api?.stop();
});

const webhook = {
  id: 'order',
  operation: 'webhook',
  inputs: { method: literal('POST'), answer: literal('run'), example: literal({ orderId: 'A-1' }) },
};
const get = (id: string, path: string) => ({
  id,
  operation: 'http',
  inputs: { method: literal('GET'), url: template(`${api.url}/${path}/`, ref('order.body.orderId')) },
});
const ship = {
  id: 'ship',
  operation: 'http',
  inputs: { method: literal('POST'), body: ref('order.body') },
};

/** The newest run of a flow, once it satisfies `isRight`. */
async function runOf(flowId: string, isRight: (run: RunDetail) => boolean): Promise<RunDetail> {
  let found: RunDetail | undefined;
  await expect
    .poll(
      async () => {
        const { items } = await client.query<{ items: { id: string }[] }>('run.list', {
          workspaceId: client.workspaceId,
          flowId,
        });
        const runId = items[0]?.id;
        if (runId === undefined) return false;
        found = await client.query<RunDetail>('run.get', { runId });
        return isRight(found);
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  if (found === undefined) throw new Error('No run was found.');
  return found;
}

const hasFinished = (path: string) => (run: RunDetail) =>
  run.events.some((event) => event.type === 'step.succeeded' && event.path === path);

test('a run goes on after the server was killed between two calls, and repeats no finished one', async () => {
  const shipped = { ...ship, inputs: { ...ship.inputs, url: literal(`${api.url}/shipments`) } };
  const document = drawFlow(
    [webhook, get('first', 'orders'), get('second', 'stock'), shipped],
    'order -> first',
    'first -> second',
    'second -> ship',
  );
  const { flowId, url } = await client.publish('Killed between calls', document);

  // The stock never answers the first time: the server dies with that call in flight, after the order was read.
  api.answerWith('/stock/A-1', () => undefined);
  const lost = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId: 'A-1' }),
  }).catch(() => 'the connection broke');
  await runOf(flowId, hasFinished('first'));
  await expect.poll(() => api.count('GET', '/stock/A-1')).toBe(1);
  await patchbay.kill();
  expect(await lost).toBe('the connection broke');

  api.answerWith('/stock/A-1', (response) => response.end('{}'));
  await patchbay.restart();

  const { run } = await runOf(flowId, ({ run }) => run.status !== 'running' && run.status !== 'waiting');
  expect(run.status).toBe('succeeded');
  expect(api.count('GET', '/orders/A-1')).toBe(1);
  expect(api.count('GET', '/stock/A-1')).toBe(2);
  expect(api.count('POST', '/shipments')).toBe(1);
});

test('a call that may have happened is not repeated unasked, and goes on when a person says so', async () => {
  const shipped = { ...ship, inputs: { ...ship.inputs, url: literal(`${api.url}/slow-shipments`) } };
  const { flowId, url } = await client.publish('Killed in a call', drawFlow([webhook, shipped], 'order -> ship'));
  api.answerWith('/slow-shipments', () => undefined);
  const lost = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId: 'A-2' }),
  }).catch(() => 'the connection broke');
  await expect.poll(() => api.count('POST', '/slow-shipments')).toBe(1);
  await patchbay.kill();
  await lost;
  await patchbay.restart();

  await runOf(flowId, ({ run }) => run.status === 'needs_attention');
  expect(api.count('POST', '/slow-shipments')).toBe(1);

  api.answerWith('/slow-shipments', (response) => response.end('{"receipt":"r-A-2"}'));
  const { items } = await client.query<{ items: { id: string }[] }>('run.list', {
    workspaceId: client.workspaceId,
    flowId,
  });
  await client.call('run.retry', { runId: items[0]?.id, path: 'ship' });
  await runOf(flowId, ({ run }) => run.status === 'succeeded');
  expect(api.count('POST', '/slow-shipments')).toBe(2);
});
