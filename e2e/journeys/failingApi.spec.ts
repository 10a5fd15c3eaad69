import { expect, test } from '@playwright/test';
import { drawFlow, literal, object, ref, type StepSpec, template } from '../support/drawFlow.ts';
import { problemIn, send } from '../support/hook.ts';
import { type OrdersApi, startOrdersApi } from '../support/ordersApi.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';

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

const webhook = (method = 'POST', example: unknown = { orderId: 'A-1', total: 129.5 }): StepSpec => ({
  id: 'order',
  operation: 'webhook',
  inputs: { method: literal(method), answer: literal('run'), example: literal(example) },
});
const answer: StepSpec = {
  id: 'answer',
  operation: 'respond',
  inputs: { status: literal(200), body: object({ ok: literal(true) }) },
};

type Imported = { connector: { id: string; version: string; operationCount: number } };

test.describe('an API that fails a flow', () => {
  let shop: { id: string; version: string };

  test.beforeAll(async () => {
    const source = { kind: 'link', url: `${api.url}/openapi.json` };
    const { connector } = await client.call<Imported>('connector.import', { workspaceId: client.workspaceId, source });
    shop = connector;
  });

  const once = { tries: 1, firstWaitMs: 0 };

  /** A flow that asks the shop for the order, posted to; the answer, and what its run says about the step. */
  async function ask(orderId: string, call: Partial<StepSpec> = {}) {
    const get: StepSpec = {
      id: 'get',
      operation: 'getOrder',
      of: shop,
      inputs: { orderId: ref('order.body.orderId') },
      retry: once,
      ...call,
    };
    const { flowId, url } = await client.publish(
      `Asks for ${orderId}`,
      drawFlow([webhook(), get, answer], 'order -> get', 'get -> answer'),
    );
    const problem = await problemIn(await send(url, JSON.stringify({ orderId })));
    expect(problem).toMatchObject({ status: 502 });
    const { items } = await client.query<{ items: { id: string; status: string; error: string }[] }>('run.list', {
      workspaceId: client.workspaceId,
      flowId,
    });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ status: 'failed', error: problem.detail });
    const { events } = await client.query<{ events: { type: string; path?: string; failure?: unknown }[] }>('run.get', {
      runId: items[0]?.id,
    });
    const failed = events.find(({ type }) => type === 'step.failed');
    expect(failed).toMatchObject({ path: 'get', failure: { code: problem.code, message: problem.detail } });
    return problem;
  }

  test('because it is down: the answer says that nothing answers there', async () => {
    const gone = await startOrdersApi();
    await gone.stop();
    const host = new URL(gone.url).host;
    const problem = await ask('down', { operation: 'http', of: undefined, inputs: { url: literal(gone.url) } });
    expect(problem).toMatchObject({
      code: 'refused',
      detail: `Nothing answers at ${host}: the connection was refused.`,
    });
  });

  test('because its host does not exist: the answer names the host', async () => {
    const problem = await ask('nowhere', {
      operation: 'http',
      of: undefined,
      inputs: { url: literal('http://no-such-host.invalid/orders') },
    });
    expect(problem).toMatchObject({ code: 'host_not_found', detail: expect.stringContaining('no-such-host.invalid') });
  });

  test('because it answers a web page with 200: the answer says it is not data', async () => {
    api.answerWith('/orders/page', (response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Maintenance</title>');
    });
    expect(await ask('page')).toMatchObject({
      code: 'answer_not_json',
      detail: expect.stringMatching(/web page|not .*JSON|data/i),
    });
  });

  test('because it answers broken JSON: the answer says so', async () => {
    api.answerWith('/orders/broken', (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"orderId": "bro');
    });
    expect(await ask('broken')).toMatchObject({ code: 'answer_not_json', detail: expect.stringMatching(/JSON|data/i) });
  });

  test('because it hangs up in the middle of its answer: the answer says so', async () => {
    api.answerWith('/orders/cut', (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{"orderId": ', () => response.destroy());
    });
    expect(await ask('cut')).toMatchObject({
      code: 'connection_lost',
      detail: expect.stringContaining('closed the connection'),
    });
  });

  test('because it refuses: the answer says what the API said', async () => {
    api.answerWith('/orders/locked', (response) => {
      response.writeHead(422, { 'content-type': 'application/json' }).end('{"message":"This order is locked."}');
    });
    expect(await ask('locked')).toMatchObject({ detail: expect.stringContaining('This order is locked') });
  });

  test('because it takes longer than 30 seconds: the answer says it took too long', async () => {
    api.answerWith('/orders/slow', () => undefined);
    expect(await ask('slow')).toMatchObject({
      code: 'timed_out',
      detail: expect.stringMatching(/too long|not answered/),
    });
  });

  test('because it leads into the private network: the answer says that flows may not go there', async () => {
    const url = template('http://169.254.169.254/latest/meta-data/', ref('order.body.orderId'));
    const problem = await ask('metadata', { operation: 'http', of: undefined, inputs: { url } });
    expect(problem.detail).toMatch(/169\.254\.169\.254/);
  });
});

test('a secret goes to its API and is shown nowhere again', async () => {
  const secret = 'swordfish-4711';
  const description = JSON.parse(await (await fetch(`${api.url}/openapi.json`)).text());
  const text = JSON.stringify({
    ...description,
    info: { ...description.info, title: 'Locked shop' },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
  });
  const workspaceId = client.workspaceId;
  const source = { kind: 'text', text };
  const { connector } = await client.call<Imported>('connector.import', { workspaceId, source });
  const created = await client.call<{ id: string }>('connection.create', {
    workspaceId,
    connector: connector.id,
    name: 'Our shop',
    auth: { kind: 'bearer', token: secret },
  });
  const get: StepSpec = {
    id: 'get',
    operation: 'getOrder',
    of: connector,
    connection: created.id,
    inputs: { orderId: ref('order.body.orderId') },
  };
  const document = drawFlow([webhook(), get, answer], 'order -> get', 'get -> answer');
  const { id: flowId } = await client.call<{ id: string }>('flow.create', { workspaceId, name: 'Locked', document });
  await client.call('flow.publish', { flowId, revision: 0, activate: true });
  const { hooks } = await client.query<{ hooks: { url: string }[] }>('flow.get', { flowId });
  const posted = await send(new URL(new URL(hooks[0]?.url ?? '').pathname, patchbay.url).href, '{"orderId":"S-1"}');
  expect(posted.status).toBe(200);
  expect(api.received.find(({ path }) => path === '/orders/S-1')?.headers.authorization).toBe(`Bearer ${secret}`);

  const runs = await client.query<{ items: { id: string }[] }>('run.list', { workspaceId, flowId });
  const shown = [
    created,
    await posted.text(),
    runs,
    await client.query('run.get', { runId: runs.items[0]?.id }),
    await client.query('connection.list', { workspaceId }),
    await client.query('connector.list', { workspaceId }),
    await client.query('flow.get', { flowId }),
    await client.query('flow.export', { flowId }),
  ];
  for (const value of shown) expect(JSON.stringify(value)).not.toContain(secret);
  expect(patchbay.output()).not.toContain(secret);
});
