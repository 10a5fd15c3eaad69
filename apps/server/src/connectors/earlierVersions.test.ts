import { FlowDocument } from '@patchbay/flow';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { startUpstream } from '../runs/testing.ts';
import { eventually } from '../worker/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;
let connection: string;
/** Stripe, which answers in the shape that the asked version has. */
let stripe: Awaited<ReturnType<typeof startUpstream>>;

const common = {
  id: 'sub_1',
  object: 'subscription',
  status: 'active',
  customer: 'cus_1',
  currency: 'eur',
  metadata: {},
};
const period = { current_period_start: 1_773_480_600, current_period_end: 1_776_159_000 };
const answers: Record<string, object> = {
  '2022-11-15': { ...common, ...period, cancel_at_period_end: false },
  '2025-03-31.basil': { ...common, cancel_at_period_end: false, items: { data: [{ id: 'si_1', ...period }] } },
};

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
  stripe = await startUpstream((request, response) => {
    const asked = String(request.headers['stripe-version']);
    response.writeHead(asked in answers ? 200 : 400, { 'content-type': 'application/json' });
    const customers = {
      object: 'list',
      data: [{ id: 'cus_1', name: 'Ann', email: 'ann@example.com' }],
      has_more: false,
    };
    response.end(JSON.stringify(request.url?.startsWith('/v1/customers') ? customers : answers[asked]));
  });
  const auth = { kind: 'bearer' as const, token: 'sk_test_canary' };
  ({ id: connection } = await api.connection.create({
    workspaceId,
    connector: 'stripe',
    name: 'Ours',
    auth,
    anyway: true,
  }));
  const place = { hosts: [stripe.url], baseUrl: stripe.url };
  await test.instance.database.prisma.connection.update({ where: { id: connection }, data: place });
});
afterAll(async () => {
  await stripe.stop();
  await test.drop();
});
beforeEach(() => {
  stripe.calls.length = 0;
});

const place = { position: { x: 0, y: 0 } };
const literal = (value: unknown) => ({ kind: 'literal', value });

/** A flow that starts a subscription by this version of the connector. */
function subscribing(version: string): FlowDocument {
  const uses = { connector: 'stripe', version, operation: 'createSubscription' };
  const inputs = { customer: literal('cus_1'), items: literal([{ price: 'price_1' }]) };
  return FlowDocument.parse({
    version: 1,
    steps: {
      go: {
        id: 'go',
        name: 'Go',
        uses: { connector: 'core', version: '1', operation: 'manual' },
        inputs: {},
        ...place,
      },
      pay: { id: 'pay', name: 'Subscribe', uses, inputs, connection, ...place },
    },
    edges: { e: { id: 'e', from: 'go', outlet: 'done', to: 'pay' } },
    notes: {},
  });
}

/** What its step gives in a try. */
async function tried(version: string, mode: 'mock' | 'live'): Promise<Record<string, unknown>> {
  const { id: flowId } = await api.flow.create({ workspaceId });
  const { runId } = await api.run.try({ flowId, document: subscribing(version), mode, payload: {} });
  const events = await eventually(async () => {
    const { run, events: seen } = await api.run.get({ runId });
    return run.finishedAt === null ? undefined : seen;
  });
  const done = events.find((event) => 'path' in event && event.path === 'pay' && 'output' in event);
  return Object(done && 'output' in done ? done.output : undefined);
}

it('carries out a step by the version it was built with, and asks the app in that one', async () => {
  expect(await tried('1', 'live')).toMatchObject(period);
  expect(await tried('2', 'live')).toMatchObject({ items: { data: [period] } });
  expect(stripe.calls.map(({ headers }) => headers['stripe-version'])).toEqual(['2022-11-15', '2025-03-31.basil']);
});

it('makes the mock of a step of its version', async () => {
  expect(await tried('1', 'mock')).toHaveProperty('current_period_end');
  const newer = await tried('2', 'mock');
  expect(newer).not.toHaveProperty('current_period_end');
  expect(newer).toHaveProperty('items.data');
  expect(stripe.calls).toEqual([]);
});

it('looks things up by the version of the step', async () => {
  const asked = { workspaceId, connector: 'stripe', operation: 'createSubscription', field: 'customer', connection };
  for (const version of ['1', '2']) {
    const { options } = await api.connector.lookup({ ...asked, version, isFresh: true });
    expect(options).toMatchObject([{ value: 'cus_1', label: 'Ann (ann@example.com)' }]);
  }
  expect(stripe.calls.map(({ headers }) => headers['stripe-version'])).toEqual(['2022-11-15', '2025-03-31.basil']);
});

it('gives the form of each version, and that of the newest to new steps', async () => {
  const refs = ['1', '2', '99'].map((version) => ({ connector: 'stripe', version, operation: 'createInvoiceLine' }));
  const found = await api.connector.resolve({ workspaceId, refs });
  const fields = found.map(({ operation }) => Object.keys(Object(operation.input).properties));
  expect(fields).toEqual([expect.arrayContaining(['price', 'amount']), expect.arrayContaining(['pricing', 'amount'])]);
  const hits = await api.connector.search({ workspaceId, query: 'stripe', limit: 50 });
  const versions = hits.filter(({ connector }) => connector === 'stripe').map(({ version }) => version);
  expect(new Set(versions)).toEqual(new Set(['2']));
  const rows = await api.connector.list({ workspaceId });
  expect(rows.find(({ id }) => id === 'stripe')).toMatchObject({ version: '2' });
});

it('keeps the version when a flow is imported and exported', async () => {
  const file = { format: 'patchbay-flow', version: 1, name: 'Subscribing', document: subscribing('1') };
  const { id: flowId } = await api.flow.import({ workspaceId, file });
  expect(JSON.stringify(await api.flow.export({ flowId }))).toContain(JSON.stringify(file.document.steps.pay?.uses));
});

it('says what is different in the newer version, and in which steps of which flows', async () => {
  const difference = await api.connector.compareVersions({ workspaceId, connector: 'stripe' });
  expect(difference).toMatchObject({ before: '1', after: '2', added: [], removed: [], about: [] });
  const words = (name: string) =>
    difference?.changed.find((operation) => operation.name === name)?.changes.map((change) => change.words);
  expect(words('createInvoiceLine')).toEqual(
    expect.arrayContaining(['no longer takes Price', 'now also takes Product']),
  );
  expect(words('createSubscription')).toEqual(
    expect.arrayContaining([
      'no longer gives Period ends (seconds since 1970)',
      'is sent with Stripe-Version 2025-03-31.basil instead of 2022-11-15',
    ]),
  );
  expect(words('createPayment')).toContain('now also takes Page to come back to');
  expect(difference?.affected).toContainEqual(
    expect.objectContaining({ flow: 'Subscribing', step: 'Subscribe', version: '1', isGone: false }),
  );
  expect(await api.connector.compareVersions({ workspaceId, connector: 'slack' })).toBeNull();
});

it('says of a version that is not there that it is not, and what to do', async () => {
  const file = { format: 'patchbay-flow', version: 1, name: 'Later', document: subscribing('99') };
  const { id: flowId } = await api.flow.import({ workspaceId, file });
  expect(await api.flow.check({ flowId })).toContainEqual(
    expect.objectContaining({
      code: 'unknown_operation',
      message: expect.stringMatching(/stripe, which is not here \(version 99\).*update Patchbay/),
    }),
  );
});
