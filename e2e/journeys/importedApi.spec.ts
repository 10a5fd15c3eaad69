import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, type Page, test } from '@playwright/test';
import { drawFlow, literal, type Mapping } from '../support/drawFlow.ts';
import { look } from '../support/look.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let client: PatchbayClient;
let shop: Server;
let port: number;
const paid: unknown[] = [];

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
  shop = createServer(async (request, response) => {
    paid.push({ path: request.url, body: await json(request) });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"p_1"}');
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  port = (shop.address() as AddressInfo).port;
});

test.afterAll(async () => {
  shop?.closeAllConnections();
  shop?.close();
  await patchbay?.stop();
});

const text = (title: string) => ({ type: 'string', title });

/** A shop that is paid by card or from a bank account, names two addresses, and tells when it was paid. */
function describeShop({ fields = {}, required = [] as string[] } = {}): string {
  const source = {
    title: 'Paid from',
    oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Bank' }],
    discriminator: {
      propertyName: 'type',
      mapping: { card: '#/components/schemas/Card', bank: '#/components/schemas/Bank' },
    },
  };
  const kind = (own: object) => ({
    type: 'object',
    properties: { type: text('Type'), owner: text('Owner'), ...own },
    required: ['type'],
  });
  const payment = { type: 'object', properties: { source, ...fields }, required: ['source', ...required] };
  const made = { type: 'object', properties: { id: text('ID') } };
  const content = (schema: object) => ({ content: { 'application/json': { schema } } });
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Corner Shop', version: '1' },
    servers: [
      { url: 'https://shop.example', description: 'Production' },
      {
        url: 'http://127.0.0.1:{port}/{area}',
        description: 'Here',
        variables: { port: {}, area: { enum: ['pay', 'test'] } },
      },
    ],
    paths: {
      '/payments': {
        post: {
          operationId: 'pay',
          summary: 'Take a payment',
          requestBody: { required: true, ...content(payment) },
          responses: { 200: { description: 'Paid.', ...content(made) } },
        },
      },
    },
    webhooks: {
      paid: {
        post: {
          summary: 'Payment arrived',
          requestBody: content({ type: 'object', properties: { amount: { type: 'number' } } }),
        },
      },
    },
    components: { schemas: { Card: kind({ number: text('Card number') }), Bank: kind({ iban: text('IBAN') }) } },
  });
}

async function paste(page: Page, description: string): Promise<void> {
  await page.goto('/connectors');
  await page.getByRole('button', { name: 'Add an API' }).first().click();
  await page.getByRole('tab', { name: 'File or text' }).click();
  await page.getByLabel('Description', { exact: true }).fill(description);
  await page.getByRole('button', { name: 'Add the API' }).click();
}

test('an API is imported, its address chosen, a kind picked, and a newer version compared', async ({ browser }) => {
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });
  await paste(page, describeShop());
  const outcome = page.getByRole('dialog', { name: 'The API is plugged in' });
  await outcome.getByLabel('Which one').selectOption({ label: `Here (http://127.0.0.1:{port}/{area})` });
  await outcome.getByLabel('Port').fill(String(port));
  await expect(outcome.getByLabel('Address of the API')).toHaveValue(`http://127.0.0.1:${port}/pay`);
  await look(page, { name: 'import-address', kind: 'light-desktop' });
  await outcome.getByRole('button', { name: 'Save the address' }).click();
  await outcome.getByRole('link', { name: 'See its steps' }).click();
  await expect(page.getByRole('row', { name: /When it sends “Payment arrived”/ })).toContainText('Starts a flow');

  const { id, version } = await connectorNamed('Corner Shop');
  const shopSteps = { id, version };
  const { flowId } = await create(
    'Payments',
    drawFlow(
      [
        { id: 'asked', operation: 'manual', inputs: {} },
        { id: 'pay', operation: 'pay', of: shopSteps, inputs: {} },
      ],
      'asked -> pay',
    ),
  );
  await page.goto(`/flows/${flowId}?step=pay`);
  const panel = page.getByRole('complementary', { name: 'Step settings' });
  const kinds = panel.getByLabel('Which kind');
  await kinds.selectOption({ label: 'Card' });
  await panel.getByRole('textbox', { name: 'Card number' }).fill('4242');
  await panel.getByRole('textbox', { name: 'Owner' }).fill('Ann');
  await kinds.focus();
  await look(page, { name: 'variant', kind: 'light-desktop' });
  await kinds.selectOption({ label: 'Bank' });
  await expect(panel.getByRole('textbox', { name: 'Owner' })).toContainText('Ann');
  await expect(panel.getByRole('textbox', { name: 'Card number' })).toHaveCount(0);
  await panel.getByRole('textbox', { name: 'IBAN' }).fill('DE02');
  await expect
    .poll(async () => sourceOf(await documentOf(flowId)))
    .toEqual({ type: 'bank', owner: 'Ann', iban: 'DE02' });
  await page.reload();
  await expect(panel.getByLabel('Which kind')).toHaveValue('1');

  await paste(page, describeShop({ fields: { currency: text('Currency') }, required: ['currency'] }));
  const again = page.getByRole('dialog', { name: 'The API is up to date' });
  await again.getByText('Since the last time, 1 different.').click();
  await expect(again.getByText('Take a payment now requires')).toContainText('Currency');
  await expect(again.getByRole('region', { name: 'Flows that use what changed' })).toContainText(
    'Payments: “pay” now requires',
  );
  await look(page, { name: 'import-changes', kind: 'light-desktop' });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('what an API sends by itself starts a flow, which pays by the kind that was picked', async () => {
  await client.call('connector.import', {
    workspaceId: client.workspaceId,
    source: { kind: 'text', text: describeShop() },
  });
  const { id, version } = await connectorNamed('Corner Shop');
  await client.call('connector.setBaseUrl', {
    workspaceId: client.workspaceId,
    connector: id,
    baseUrl: `http://127.0.0.1:${port}/pay`,
  });
  const of = { id, version };
  const source = literal({ type: 'bank', iban: 'DE02' });
  const { url } = await client.publish(
    'Paid',
    drawFlow(
      [
        { id: 'paid', operation: 'webhook-paid', of, inputs: {} },
        { id: 'pay', operation: 'pay', of, inputs: await payInputs(of, source) },
      ],
      'paid -> pay',
    ),
  );
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ amount: 12 }),
  });
  expect(answer.status).toBe(200);
  await expect
    .poll(() => paid)
    .toContainEqual({ path: '/pay/payments', body: { source: { type: 'bank', iban: 'DE02' } } });
});

type Ref = { id: string; version: string };

async function connectorNamed(name: string): Promise<Ref> {
  const rows = await client.query<(Ref & { name: string })[]>('connector.list', { workspaceId: client.workspaceId });
  const found = rows.find((row) => row.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

/** The body stands in one field, or its fields beside each other. */
async function payInputs({ id, version }: Ref, source: Mapping): Promise<Record<string, Mapping>> {
  const refs = [{ connector: id, version, operation: 'pay' }];
  const [resolved] = await client.query<{ operation: { input: { properties: Record<string, unknown> } } }[]>(
    'connector.resolve',
    { workspaceId: client.workspaceId, refs },
  );
  const isFlat = resolved?.operation.input.properties.body === undefined;
  return isFlat ? { source } : { body: { kind: 'object', fields: { source } } };
}

async function create(name: string, document: unknown): Promise<{ flowId: string }> {
  const input = { workspaceId: client.workspaceId, name, document };
  const { id } = await client.call<{ id: string }>('flow.create', input);
  return { flowId: id };
}

async function documentOf(flowId: string): Promise<unknown> {
  return (await client.query<{ draft: { document: unknown } }>('flow.get', { flowId })).draft.document;
}

/** What is filled in for the source of the payment, wherever the body stands. */
function sourceOf(document: unknown): unknown {
  const inputs = Object(document).steps.pay.inputs;
  return plain(inputs.source ?? inputs.body?.fields?.source);
}

function plain(mapping: unknown): unknown {
  const { kind, value, fields } = Object(mapping);
  if (kind === 'literal') return value;
  if (kind !== 'object') return undefined;
  return Object.fromEntries(Object.entries(fields).map(([name, inner]) => [name, plain(inner)]));
}
