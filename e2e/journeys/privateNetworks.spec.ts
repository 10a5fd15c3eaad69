import { expect, test } from '@playwright/test';
import { drawFlow, literal, type StepSpec } from '../support/drawFlow.ts';
import { type OrdersApi, startOrdersApi } from '../support/ordersApi.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';

let inside: OrdersApi;
let patchbay: Patchbay;
let client: PatchbayClient;

// As anybody gets it: no private network is open to flows.
test.beforeAll(async () => {
  inside = await startOrdersApi();
  patchbay = await startPatchbay({ PATCHBAY_ALLOW_NETWORKS: '' });
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
});

test.afterAll(async () => {
  await patchbay?.stop();
  await inside?.stop();
});

const webhook: StepSpec = {
  id: 'order',
  operation: 'webhook',
  inputs: { method: literal('POST'), answer: literal('run'), example: literal({}) },
};
const port = () => new URL(inside.url).port;

const addresses: [what: string, url: () => string][] = [
  ['this machine', () => `${inside.url}/orders/A-1`],
  ['this machine by name', () => `http://localhost:${port()}/orders/A-1`],
  ['this machine as one number', () => `http://2130706433:${port()}/orders/A-1`],
  ['this machine as IPv6', () => `http://[::1]:${port()}/orders/A-1`],
  ['this machine as IPv4 in IPv6', () => `http://[::ffff:127.0.0.1]:${port()}/orders/A-1`],
  ['any address of this machine', () => `http://0.0.0.0:${port()}/orders/A-1`],
  ['the metadata of the cloud', () => 'http://169.254.169.254/latest/meta-data/'],
  ['a private network', () => 'http://10.0.0.1/'],
];

for (const [what, url] of addresses) {
  test(`a flow may not call ${what}, and is told so`, async () => {
    const ask: StepSpec = { id: 'ask', operation: 'http', inputs: { url: literal(url()) } };
    const hook = await client.publish(`Calls ${what}`, drawFlow([webhook, ask], 'order -> ask'));
    const response = await fetch(hook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.status).toBe(502);
    const problem = (await response.json()) as { code: string; detail: string };
    expect(problem.code).toBe('address_not_allowed');
    expect(problem.detail).toMatch(/private network|PATCHBAY_ALLOW_NETWORKS/);
    expect(inside.received).toEqual([]);
  });
}

test('a description is not fetched from there either', async () => {
  const refusal = await client.refusal('connector.import', {
    workspaceId: client.workspaceId,
    source: { kind: 'link', url: `${inside.url}/openapi.json` },
  });
  expect(refusal).toMatchObject({ status: 400, code: 'link_unreachable' });
  expect(refusal.message).toMatch(/private network|PATCHBAY_ALLOW_NETWORKS/);
  const rows = await client.query<{ source: string }[]>('connector.list', { workspaceId: client.workspaceId });
  expect(rows.filter(({ source }) => source === 'imported')).toEqual([]);
});
