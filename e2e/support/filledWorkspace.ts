import { expect } from '@playwright/test';
import { drawFlow, literal } from './drawFlow.ts';
import { send } from './hook.ts';
import type { OrdersApi } from './ordersApi.ts';
import type { PatchbayClient } from './patchbayClient.ts';
import { shippingSteps, shippingWires } from './shippingFlow.ts';

/** What is in a workspace that is used; of the flows and runs, their ids. */
export type FilledWorkspace = {
  connector: string;
  flowId: string;
  draft: string;
  empty: string;
  succeeded: string;
  failed: string;
};

/** An API, an account, three flows and their runs, as after a first week. */
export async function fillWorkspace(client: PatchbayClient, api: OrdersApi): Promise<FilledWorkspace> {
  const workspaceId = client.workspaceId;
  const source = { kind: 'link', url: `${api.url}/openapi.json` };
  const { connector } = await client.call<{ connector: { id: string; version: string } }>('connector.import', {
    workspaceId,
    source,
  });
  const auth = { kind: 'bearer', token: 'a-token' };
  await client.call('connection.create', { workspaceId, connector: connector.id, name: 'Our shop', auth });
  const { flowId, url } = await client.publish('Ship paid orders', shipping(connector));
  for (const orderId of ['A-1', 'blocked-2']) expect((await send(url, JSON.stringify(order(orderId)))).ok).toBe(true);
  api.answerWith('/orders/A-3', (response) =>
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Unknown order"}'),
  );
  expect((await send(url, JSON.stringify(order('A-3')))).status).toBe(502);
  const unfinished = { ...shipping(connector) };
  const { get, ...others } = unfinished.steps;
  const draft = await client.call<{ id: string }>('flow.create', {
    workspaceId,
    name: 'Ship orders of next year, when the new warehouse is open',
    document: { ...unfinished, steps: { ...others, get: { ...get, inputs: {} } } },
  });
  const empty = await client.call<{ id: string }>('flow.create', { workspaceId, name: 'Empty' });
  const { items } = await client.query<{ items: { id: string; status: string }[] }>('run.list', {
    workspaceId,
    flowId,
  });
  const runOf = (status: string) => items.find((run) => run.status === status)?.id ?? '';
  return {
    connector: connector.id,
    flowId,
    draft: draft.id,
    empty: empty.id,
    succeeded: runOf('succeeded'),
    failed: runOf('failed'),
  };
}

const order = (orderId: string) => ({
  orderId,
  customer: { name: 'Ada Lovelace', email: 'ada@example.com' },
  total: 129.5,
  lines: [{ sku: 'CBL-1', quantity: 2 }],
});

function shipping(of: { id: string; version: string }) {
  const inputs = { method: literal('POST'), answer: literal('run'), example: literal(order('A-1')) };
  return drawFlow([{ id: 'order', operation: 'webhook', inputs }, ...shippingSteps(of)], ...shippingWires);
}
