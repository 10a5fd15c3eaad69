import { drawFlow, literal, object, ref, type StepSpec } from '../support/drawFlow.ts';
import { send } from '../support/hook.ts';
import { startOrdersApi } from '../support/ordersApi.ts';
import type { PatchbayClient } from '../support/patchbayClient.ts';
import { shippingSteps, shippingWires } from '../support/shippingFlow.ts';

/** What the pictures are of. */
export type Furnished = { flowId: string; step: string; runId: string };

/** A workspace as after a first week: an API, an account, flows from templates, and a flow with runs that went well and one that did not. */
export async function furnish(client: PatchbayClient): Promise<Furnished> {
  const { workspaceId } = client;
  const api = await startOrdersApi();
  try {
    const source = { kind: 'link', url: `${api.url}/openapi.json` };
    const { connector } = await client.call<{ connector: { id: string; version: string } }>('connector.import', {
      workspaceId,
      source,
    });
    const auth = { kind: 'bearer', token: 'a-token' };
    await client.call('connection.create', { workspaceId, connector: connector.id, name: 'Our shop', auth });
    const { flowId, url } = await client.publish('Ship paid orders', shipping(connector));
    for (const order of ['A-1041', 'A-1042', 'blocked-7', 'A-1043']) await send(url, JSON.stringify(orderOf(order)));
    await client.publish('Note every refund', note('refund'));
    await client.publish('Welcome new customers', note('customer'));
    const template = { workspaceId, templateId: 'typeform-to-hubspot' };
    const thanks = await client.call<{ id: string }>('template.start', template);
    return { flowId: thanks.id, step: 'contact', runId: await newestRun(client, flowId) };
  } finally {
    await api.stop();
  }
}

async function newestRun(client: PatchbayClient, flowId: string): Promise<string> {
  const { workspaceId } = client;
  const { items } = await client.query<{ items: { id: string }[] }>('run.list', { workspaceId, flowId });
  const [newest] = items;
  if (newest === undefined) throw new Error('The flow has no run to take a picture of.');
  return newest.id;
}

const orderOf = (orderId: string) => ({
  orderId,
  customer: { name: 'Ada Lovelace', email: 'ada@example.com' },
  total: 129.5,
  currency: 'EUR',
});

const hook = (id: string, example: unknown): StepSpec => ({
  id,
  operation: 'webhook',
  inputs: { method: literal('POST'), answer: literal('run'), example: literal(example) },
});

function note(what: string) {
  return named({ seen: `When a ${what} arrives`, keep: `Keep the ${what}` }, [
    [
      hook('seen', { name: 'Ada' }),
      { id: 'keep', operation: 'setFields', inputs: { fields: object({ name: ref('seen.body.name') }) } },
    ],
    ['seen -> keep'],
  ]);
}

function shipping(of: { id: string; version: string }) {
  const steps = [hook('order', orderOf('A-1041')), ...shippingSteps(of)];
  const names = {
    order: 'When an order is paid',
    get: 'Look up the order',
    fields: 'Write the greeting',
    active: 'Is the order active?',
    ship: 'Create a shipment',
    accept: 'Answer with the receipt',
    refuse: 'Answer why not',
  };
  return named(names, [steps, shippingWires], {
    ship: { x: -190, y: 500 },
    accept: { x: -190, y: 620 },
    refuse: { x: 190, y: 500 },
  });
}

type Drawn = [steps: StepSpec[], wires: string[]];
type Places = Readonly<Record<string, { x: number; y: number }>>;

/** The flow with names as a person gives them. */
function named(names: Readonly<Record<string, string>>, [steps, wires]: Drawn, places: Places = {}) {
  const document = drawFlow(steps, ...wires);
  const entries = Object.entries(document.steps).map(([id, step]) => [
    id,
    { ...step, name: names[id] ?? id, position: places[id] ?? step.position },
  ]);
  return { ...document, steps: Object.fromEntries(entries) };
}
