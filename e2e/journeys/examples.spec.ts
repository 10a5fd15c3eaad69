import { expect, test } from '@playwright/test';
import { type Company, startCompany } from '../support/company.ts';
import { exampleNames, readExample } from '../support/examples.ts';
import { send } from '../support/hook.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';

let company: Company;
let patchbay: Patchbay;
let client: PatchbayClient;

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
});

test.beforeEach(async () => {
  company = await startCompany();
});

test.afterEach(() => company.stop());
test.afterAll(() => patchbay?.stop());

function publish(name: string) {
  const example = readExample(name, company);
  return client.publish(example.name, example.document);
}

/** Waits until the flow's only run has ended, as it should. */
async function ended(flowId: string, status: string): Promise<void> {
  const statuses = async () => {
    const { items } = await client.query<{ items: { status: string; error: string | null }[] }>('run.list', {
      workspaceId: client.workspaceId,
      flowId,
    });
    return items.map((run) => run.error ?? run.status);
  };
  await expect.poll(statuses).toEqual([status]);
}

async function post(url: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await send(url, JSON.stringify(body));
  return { status: response.status, body: await response.json() };
}

/** Whose account it is, and which table: what a flow that travels cannot know, and what follows from the table. */
const LEFT_TO_PEOPLE = new Set(['missing_connection', 'required_field_missing', 'unknown_field']);

test('every example can be opened in the editor, with all its steps known', async () => {
  for (const name of exampleNames) {
    const file = { format: 'patchbay-flow', version: 1, ...readExample(name, company) };
    const { id: flowId } = await client.call<{ id: string }>('flow.import', { workspaceId: client.workspaceId, file });
    const left = await client.query<{ code: string; severity: string }[]>('flow.check', { flowId });
    const wrong = left.filter(({ code, severity }) => severity !== 'note' && !LEFT_TO_PEOPLE.has(code));
    expect(wrong).toEqual([]);
  }
  expect(exampleNames).toHaveLength(13);
});

test.describe('order intake', () => {
  const order = {
    orderId: 'A-1042',
    customerId: 'c-7',
    currency: 'EUR',
    placedAt: '2026-11-22T09:30:00Z',
    lines: [
      { sku: 'desk', quantity: 1, price: 512.4 },
      { sku: 'lamp', quantity: 2, price: 50.05 },
    ],
  };

  test('sends a good order to the warehouse and answers with the receipt', async () => {
    company.answer('crm GET /customers/c-7', () => ({
      body: { name: 'Ann Lee', email: 'Ann@Example.com', status: 'active' },
    }));
    company.answer('warehouse POST /orders', () => ({ status: 201, body: { receipt: 'r-9' } }));
    const { url } = await publish('order-intake');
    expect(await post(url, order)).toEqual({ status: 201, body: { order: 'A-1042', receipt: 'r-9', total: 612.5 } });
    expect(company.got('warehouse POST /orders').map(({ body }) => body)).toEqual([
      { number: 'A-1042', customer: 'Ann Lee', total: 612.5, pieces: 3, shipBy: '2026-11-25' },
    ]);
  });

  test('keeps the order of a blocked customer for a person', async () => {
    company.answer('crm GET /customers/c-7', () => ({
      body: { name: 'Ann', email: 'a@example.com', status: 'blocked' },
    }));
    const { url } = await publish('order-intake');
    expect(await post(url, order)).toEqual({ status: 202, body: { order: 'A-1042', status: 'waiting' } });
    expect(company.got('warehouse POST /orders')).toEqual([]);
    expect(company.got('crm POST /tasks').map(({ body }) => body)).toEqual([
      { title: 'Order A-1042 of a blocked customer', customerId: 'c-7' },
    ]);
  });
});

test.describe('lead routing', () => {
  const lead = { name: ' ann LEE ', email: 'Ann@Example.com ', company: 'Lee & Sons', employees: 250, country: 'de' };

  test('tells key accounts of a large one, and gives it to the team of its country', async () => {
    company.answer('crm POST /teams/de/leads', () => ({ body: { team: 'Berlin' } }));
    const { url } = await publish('lead-routing');
    expect(await post(url, lead)).toEqual({ status: 202, body: { ok: true } });
    await expect.poll(() => company.got('crm POST /log').length).toBe(1);
    expect(company.got('chat POST /channels/key-accounts')).toMatchObject([
      { body: { text: 'Ann Lee of Lee & Sons (DE) asks for us.' } },
    ]);
    expect(company.got('crm POST /teams/de/leads')).toMatchObject([
      { body: { name: 'Ann Lee', email: 'ann@example.com', size: 'large' } },
    ]);
    expect(company.got('crm POST /log')).toMatchObject([{ body: { email: 'ann@example.com', team: 'Berlin' } }]);
  });

  test('gives one from elsewhere to the front desk', async () => {
    company.answer('crm POST /teams/desk/leads', () => ({ body: { team: 'Front desk' } }));
    const { url } = await publish('lead-routing');
    await post(url, { ...lead, employees: 3, country: 'JP' });
    await expect.poll(() => company.got('crm POST /log').length).toBe(1);
    expect(company.received.map(({ system, path }) => `${system}${path}`)).toEqual(['crm/teams/desk/leads', 'crm/log']);
  });
});

test.describe('a refund with a way back', () => {
  const refund = { paymentId: 'pay-81', orderId: 'A-1042', amount: 99.5, reason: 'Damaged' };

  test('pays back and takes the goods back', async () => {
    company.answer('payments POST /refunds', () => ({ status: 201, body: { id: 're-1' } }));
    const { url } = await publish('refund-saga');
    expect(await post(url, refund)).toEqual({ status: 200, body: { ok: true, refund: 're-1' } });
    expect(company.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /refunds',
      'POST /orders/A-1042/return',
    ]);
  });

  test('cancels the payment when the goods cannot be taken back', async () => {
    company.answer('payments POST /refunds', () => ({ status: 201, body: { id: 're-1' } }));
    company.answer('shop POST *', () => ({ status: 409, body: { message: 'It was never shipped.' } }));
    company.answer('payments DELETE /refunds/re-1', () => ({ body: { status: 'cancelled' } }));
    company.answer('support POST /tickets', () => ({ status: 201, body: { number: 77 } }));
    const { url } = await publish('refund-saga');
    expect(await post(url, refund)).toEqual({ status: 202, body: { ok: false, ticket: 77 } });
    expect(company.got('payments DELETE /refunds/re-1')).toHaveLength(1);
  });

  test('opens a ticket when the payment itself is refused', async () => {
    company.answer('payments POST /refunds', () => ({ status: 422, body: { message: 'The card has expired.' } }));
    company.answer('support POST /tickets', () => ({ status: 201, body: { number: 78 } }));
    const { url } = await publish('refund-saga');
    expect(await post(url, refund)).toEqual({ status: 202, body: { ok: false, ticket: 78 } });
    expect(company.got('support POST /tickets')).toMatchObject([
      { body: { text: expect.stringContaining('The card has expired') } },
    ]);
    expect(company.got('shop POST /orders/A-1042/return')).toEqual([]);
  });
});

test.describe('a product change, told to everyone', () => {
  const change = { sku: 'desk-140', title: 'Oak desk', price: 512.4, stock: 7 };

  test('reaches all three, and tells nobody about it', async () => {
    const { flowId, url } = await publish('webhook-fan-out');
    expect(await post(url, change)).toEqual({ status: 202, body: { accepted: 'desk-140' } });
    await ended(flowId, 'succeeded');
    expect(company.received.map(({ system, method }) => `${method} ${system}`).toSorted()).toEqual([
      'PUT prices',
      'PUT search',
      'PUT shop',
    ]);
  });

  test('reaches the others when one is down, and lists the one', async () => {
    company.answer('search PUT /*', () => ({ status: 503, body: { message: 'Down for a moment.' } }));
    const { flowId, url } = await publish('webhook-fan-out');
    await post(url, change);
    await ended(flowId, 'succeeded');
    expect(company.got('search PUT /products/desk-140')).toHaveLength(2);
    expect(company.got('shop PUT /products/desk-140')).toHaveLength(1);
    expect(company.got('chat POST /channels/catalogue')).toMatchObject([
      { body: { text: 'desk-140 did not reach: search' } },
    ]);
  });
});

test('the nightly sync reads every page, copies each customer once, and names those that were refused', async () => {
  const customer = (n: number) => ({ email: `c${n}@example.com`, name: `Customer ${n}`, city: 'Berlin' });
  const pages: Record<string, unknown> = {
    '': { customers: [customer(1), customer(2), customer(1)], next: 'p2' },
    p2: { customers: [customer(3), customer(4)], next: 'p3' },
    p3: { customers: [customer(5)], next: null },
  };
  company.answer('shop GET /customers', ({ query }) => ({ body: pages[query.get('cursor') ?? ''] }));
  company.answer('crm PUT /contacts/c4@example.com', () => ({ status: 422, body: { message: 'No city of ours.' } }));
  const { flowId } = await publish('nightly-sync');
  await client.call('run.start', { flowId, payload: null });
  await ended(flowId, 'succeeded');
  expect(company.got('shop GET /customers').map(({ query }) => query.get('cursor'))).toEqual(['', 'p2', 'p3']);
  const written = company.received.filter(({ method }) => method === 'PUT').map(({ path }) => path);
  expect(written.toSorted()).toEqual([1, 2, 3, 4, 5].map((n) => `/contacts/c${n}@example.com`));
  expect(company.got('chat POST /channels/sales')).toMatchObject([
    { body: { text: '4 customers copied. The CRM refused: c4@example.com' } },
  ]);
});
