import type { FlowDocument } from '@patchbay/flow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';
import { openMail } from '../compose/openMail.ts';
import { readSmtpUrl } from '../mail/mailServer.ts';
import { startSmtp } from '../mail/testing/smtpServer.ts';
import { draw, literal, startUpstream } from '../runs/testing.ts';
import { createAlertStore } from '../store/alertStore.ts';
import { eventually } from '../worker/testing.ts';
import { AccountAlerts } from './AccountAlerts.ts';
import { tellByMail } from './tellOfAccount.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
/** What the API does with a request; the tests say. */
let answers: (token: string | undefined) => number = () => 200;
/** The bodies of requests that arrived whole. */
const arrived: string[] = [];
/** Answers that are held back until the test lets go of them. */
let hold: Promise<void> | undefined;

beforeAll(async () => {
  test = await testApp();
  upstream = await startUpstream(async (request, response) => {
    arrived.push(String(request.headers['content-length'] ?? '0'));
    await hold;
    const token = request.headers.authorization?.replace('Bearer ', '');
    response.writeHead(answers(token), { 'content-type': 'application/json' }).end('{}');
  });
});
afterAll(async () => {
  await upstream.stop();
  await test.drop();
});
beforeEach(async () => {
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
  await importShop();
  answers = () => 200;
  hold = undefined;
});

const typed = (token: string) => ({ kind: 'bearer' as const, token });

/** The one operation of the API that the tests use. */
let shop: { connector: string; version: string; operation: string };

async function importShop(): Promise<void> {
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    servers: [{ url: upstream.url }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    security: [{ key: [] }],
    paths: {
      '/orders': {
        post: {
          operationId: 'addOrder',
          requestBody: {
            content: { 'application/json': { schema: { type: 'object', properties: { note: { type: 'string' } } } } },
          },
          responses: { 200: { description: 'It.', content: { 'application/json': { schema: { type: 'object' } } } } },
        },
      },
    },
  });
  const { connector } = await api.connector.import({ workspaceId, source: { kind: 'text', text } });
  shop = { connector: connector.id, version: connector.version, operation: 'addOrder' };
}

async function connect(name = 'Warehouse'): Promise<string> {
  return (await api.connection.create({ workspaceId, connector: shop.connector, name, auth: typed('old') })).id;
}

function sending(connection: string): FlowDocument {
  const document = draw(
    {
      start: { operation: 'manual', inputs: { example: literal({}) } },
      send: { operation: 'http', inputs: { body: literal({ note: 'b'.repeat(500) }) }, connection },
    },
    'start -> send',
  );
  const { send } = document.steps;
  return send === undefined
    ? document
    : { ...document, steps: { ...document.steps, [send.id]: { ...send, uses: shop } } };
}

async function live(connection: string): Promise<string> {
  const { id: flowId } = await api.flow.create({ workspaceId, name: 'Orders', document: sending(connection) });
  await api.flow.publish({ flowId, revision: 0, activate: true });
  return flowId;
}

async function start(flowId: string, count: number): Promise<string[]> {
  const runs = Array.from({ length: count }, () => api.run.start({ flowId, payload: {} }));
  return (await Promise.all(runs)).map(({ runId }) => runId);
}

async function statuses(runIds: readonly string[]): Promise<Record<string, number>> {
  const rows = await test.instance.database.prisma.run.findMany({ where: { id: { in: [...runIds] } } });
  const groups = Object.groupBy(rows, ({ status }) => status);
  return Object.fromEntries(Object.entries(groups).map(([status, all]) => [status, all?.length ?? 0]));
}
const settled = (runIds: readonly string[], counts: Record<string, number>) =>
  eventually(async () => (sameCounts(await statuses(runIds), counts) ? true : undefined));
const sameCounts = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

const uses = async (connectionId: string) => {
  const { flows, callers } = await api.connection.uses({ workspaceId, connectionId });
  return [
    ...flows.map(({ id, stops }) => ({ flowId: id, stops })),
    ...callers.map(({ id }) => ({ flowId: id, stops: true })),
  ];
};

/** Some runs that wait because the API has refused their account. */
async function waitingRuns(connectionId: string, count: number): Promise<{ flowId: string; runIds: string[] }> {
  answers = (token) => (token === 'old' ? 401 : 200);
  const flowId = await live(connectionId);
  const runIds = await start(flowId, count);
  await settled(runIds, { waiting: count });
  return { flowId, runIds };
}

const ticked = () => test.clockwork.startDue();

describe('runs that wait for an account', () => {
  it('are counted, and go on in the order they began once it is connected again', async () => {
    const connectionId = await connect();
    const { runIds } = await waitingRuns(connectionId, 12);
    expect(await api.connection.waiting({ workspaceId, connectionId })).toEqual({ waiting: 12 });
    const [trouble] = await api.connection.troubles({ workspaceId });
    expect(trouble).toMatchObject({ id: connectionId, name: 'Warehouse', waiting: 12 });
    expect(Date.now() - Date.parse(trouble?.brokenAt ?? '')).toBeLessThan(60_000);
    await api.connection.reconnect({ workspaceId, connectionId, auth: typed('new') });
    expect((await api.connection.list({ workspaceId }))[0]?.resuming).toEqual({
      total: 12,
      done: 0,
      isDropping: false,
    });
    // Handed to the workers at once, not left for them to find.
    expect((await ticked()).toSorted()).toEqual(runIds.toSorted());
    await settled(runIds, { succeeded: 12 });
    expect((await api.connection.list({ workspaceId }))[0]?.resuming).toMatchObject({ total: 12, done: 12 });
    expect(await api.connection.troubles({ workspaceId })).toEqual([]);
    const { rows } = await test.instance.database.pool.query<{ run_id: string; at: string }>(
      `select j.run_id, (e ->> 'at')::float8 as at from run_journal j cross join jsonb_array_elements(j.events::jsonb) e
       where j.run_id = any($1::uuid[]) and e ->> 'type' = 'step.retried' order by at, j.run_id`,
      [runIds],
    );
    expect(rows.map(({ run_id: id }) => id)).toEqual(runIds.toSorted());
  });

  it('are left alone when a person stops it, and processed when they say so', async () => {
    const connectionId = await connect();
    const { runIds } = await waitingRuns(connectionId, 3);
    const process = () => api.connection.process({ workspaceId, connectionId });
    expect((await refusal(process())).code).toBe('connection_broken');
    await api.connection.reconnect({ workspaceId, connectionId, auth: typed('new') });
    await api.connection.stop({ workspaceId, connectionId });
    await ticked();
    expect(await statuses(runIds)).toEqual({ waiting: 3 });
    expect((await api.connection.list({ workspaceId }))[0]?.resuming).toBeUndefined();
    await process();
    await ticked();
    await settled(runIds, { succeeded: 3 });
  });

  it('are not tried over and over when it breaks again soon after', async () => {
    const connectionId = await connect();
    const { runIds, flowId } = await waitingRuns(connectionId, 2);
    await api.connection.reconnect({ workspaceId, connectionId, auth: typed('new') });
    await ticked();
    await settled(runIds, { succeeded: 2 });
    answers = () => 401;
    const later = await start(flowId, 2);
    await settled(later, { waiting: 2 });
    const requests = arrived.length;
    await ticked();
    await ticked();
    expect(await statuses(later)).toEqual({ waiting: 2 });
    expect(arrived).toHaveLength(requests);
    expect(await api.connection.waiting({ workspaceId, connectionId })).toEqual({ waiting: 2 });
  });

  it('are dropped by whoever was told how many, and nothing of them is sent', async () => {
    const connectionId = await connect();
    const { runIds, flowId } = await waitingRuns(connectionId, 3);
    const drop = (seen: number) => api.connection.drop({ workspaceId, connectionId, seen });
    expect((await refusal(drop(2))).code).toBe('connection_use_changed');
    const requests = arrived.length;
    await drop(3);
    await ticked();
    await settled(runIds, { cancelled: 3 });
    expect(arrived).toHaveLength(requests);
    // What comes later waits again.
    const later = await start(flowId, 1);
    await settled(later, { waiting: 1 });
    expect(await api.connection.waiting({ workspaceId, connectionId })).toEqual({ waiting: 1 });
  });

  it('end when it is disconnected, since it never comes back', async () => {
    const connectionId = await connect();
    const { runIds } = await waitingRuns(connectionId, 3);
    await api.connection.delete({ workspaceId, connectionId, seen: await uses(connectionId) });
    await ticked();
    await settled(runIds, { failed: 3 });
    const failed = await test.instance.database.prisma.run.findMany({ where: { id: { in: runIds } } });
    expect(new Set(failed.map(({ error }) => error))).toEqual(
      new Set(['The connected account of this step is gone. Choose another one and publish the flow again.']),
    );
  });
});

describe('an HTTP step that is refused', () => {
  const calling = (connection?: string) =>
    draw(
      {
        start: { operation: 'manual', inputs: { example: literal({}) } },
        send: {
          operation: 'http',
          inputs: { method: literal('POST'), url: literal(`${upstream.url}/orders`) },
          ...(connection !== undefined && { connection }),
        },
      },
      'start -> send',
    );
  const liveHttp = async (connection?: string) => {
    const { id: flowId } = await api.flow.create({ workspaceId, document: calling(connection) });
    await api.flow.publish({ flowId, revision: 0, activate: true });
    return flowId;
  };
  const auth = (token: string) => ({
    kind: 'fields' as const,
    id: 'web-bearer',
    values: { address: upstream.url, token },
  });

  it('waits for its account as any other does, and goes on once it is connected again', async () => {
    answers = (token) => (token === 'new' ? 200 : 401);
    const made = { workspaceId, connector: 'web', name: 'Warehouse', auth: auth('old') };
    const { id: connectionId } = await api.connection.create(made);
    const runIds = await start(await liveHttp(connectionId), 3);
    await settled(runIds, { waiting: 3 });
    expect(await api.connection.troubles({ workspaceId })).toMatchObject([{ id: connectionId, waiting: 3 }]);
    await api.connection.reconnect({ workspaceId, connectionId, auth: auth('new') });
    await ticked();
    await settled(runIds, { succeeded: 3 });
  });

  it('fails where nobody has chosen an account: there is nothing to wait for', async () => {
    answers = () => 401;
    const runIds = await start(await liveHttp(), 1);
    await settled(runIds, { failed: 1 });
    expect(await api.connection.troubles({ workspaceId })).toEqual([]);
  });
});

describe('an account that is disconnected while fifty runs use it', () => {
  it('lets each request end as it would, and nothing is sent with it after that', async () => {
    const connectionId = await connect();
    const flowId = await live(connectionId);
    const before = arrived.length;
    const { promise, resolve: release } = Promise.withResolvers<void>();
    hold = promise;
    const runIds = await start(flowId, 50);
    await eventually(async () => (arrived.length > before ? true : undefined));
    await api.connection.delete({ workspaceId, connectionId, seen: await uses(connectionId) });
    release();
    hold = undefined;
    const ended = await eventually(async () => {
      const { succeeded = 0, failed = 0 } = await statuses(runIds);
      return succeeded + failed === 50 ? { succeeded, failed } : undefined;
    });
    const requests = arrived.slice(before);
    // Each request that arrived was whole and is a run that succeeded; each run that failed has sent nothing.
    expect(new Set(requests)).toEqual(new Set([requests[0]]));
    expect(Number(requests[0])).toBeGreaterThan(500);
    expect(ended.succeeded).toBe(requests.length);
    expect(ended.failed).toBe(50 - requests.length);
    const later = await start(flowId, 3);
    await settled(later, { failed: 3 });
    expect(arrived.length).toBe(before + requests.length);
  });
});

describe('two admins who connect an account again at the same time', () => {
  it('leave one whole secret, and the runs that waited go on', async () => {
    const connectionId = await connect();
    const { runIds } = await waitingRuns(connectionId, 2);
    const bea = await test.join(workspaceId, 'admin');
    answers = (token) => (token === 'ada' || token === 'bea' ? 200 : 401);
    await Promise.all([
      api.connection.reconnect({ workspaceId, connectionId, auth: typed('ada') }),
      bea.api.connection.reconnect({ workspaceId, connectionId, auth: typed('bea') }),
    ]);
    const account = await test.app.readAccount({ workspaceId, id: connectionId });
    expect(['ada', 'bea']).toContain(account?.secret.token);
    expect(account?.kept?.generation).toBe(2);
    await ticked();
    await settled(runIds, { succeeded: 2 });
  });
});

describe('the log of an account', () => {
  it('says which runs and steps have used it, newest first, page by page', async () => {
    const connectionId = await connect();
    const flowId = await live(connectionId);
    const other = await live(await connect('Another'));
    const runIds = await start(flowId, 25);
    await start(other, 2);
    await settled(runIds, { succeeded: 25 });
    const first = await api.connection.log({ workspaceId, connectionId });
    expect(first.items.map(({ runId }) => runId)).toEqual(runIds.toSorted().toReversed().slice(0, 20));
    expect(first.items[0]).toMatchObject({
      flowName: 'Orders',
      number: 1,
      status: 'succeeded',
      steps: [{ id: 'send', times: 1 }],
      isPartial: false,
    });
    const second = await api.connection.log({ workspaceId, connectionId, cursor: first.next });
    expect(second.items.map(({ runId }) => runId)).toEqual(runIds.toSorted().toReversed().slice(20));
    expect(second.next).toBeUndefined();
  });
});

describe('people', () => {
  it('are told once of an account that does not work any more, however many runs meet it', async () => {
    const { alerts, received, stop } = await openAlerts();
    const connectionId = await connect();
    const { flowId } = await waitingRuns(connectionId, 5);
    await alerts.tellDue();
    await settled(await start(flowId, 2), { waiting: 2 });
    await alerts.tellDue();
    expect(received).toHaveLength(1);
    const text = received[0]?.raw.replaceAll('=\r\n', '') ?? '';
    expect(text).toContain('Subject: Warehouse does not work any more');
    expect(text).toContain('This flow stops:\r\n- Orders');
    expect(text).toContain('5 events wait. None is lost.');
    expect(text).toContain(`https://patchbay.test/connections/${connectionId}`);
    // Connected again and broken again, it is another matter.
    await api.connection.reconnect({ workspaceId, connectionId, auth: typed('old') });
    await ticked();
    await eventually(async () => ((await api.connection.troubles({ workspaceId })).length === 1 ? true : undefined));
    await alerts.tellDue();
    expect(received).toHaveLength(2);
    await stop();
  });

  it('are warned once of one that ends within a week and that nothing renews', async () => {
    const { alerts, received, stop } = await openAlerts();
    const connectionId = await connect();
    await live(connectionId);
    const { prisma } = test.instance.database;
    const endsIn = (days: number) =>
      prisma.connection.update({
        where: { id: connectionId },
        data: { expiresAt: new Date(Date.now() + days * 86_400_000) },
      });
    const forecast = () => api.connection.ending({ workspaceId });
    await endsIn(15);
    expect(await forecast()).toEqual([]);
    await endsIn(8);
    expect(await forecast()).toMatchObject([{ id: connectionId, name: 'Warehouse', stops: [{ name: 'Orders' }] }]);
    await alerts.tellDue();
    expect(received).toHaveLength(0);
    await endsIn(5);
    await alerts.tellDue();
    await alerts.tellDue();
    expect(received).toHaveLength(1);
    expect(received[0]?.raw).toMatch(/This flow stops:\r\n- Orders/);
    await stop();
  });
});

async function openAlerts() {
  const { prisma, pool } = test.instance.database;
  await prisma.connection.updateMany({ data: { tellAt: null } });
  const server = await startSmtp();
  const mail = readSmtpUrl(`smtp://ada:sesame@127.0.0.1:${server.port}?security=none&from=Patchbay <p@example.com>`);
  if (mail === null) throw new Error('Not a mail server.');
  const { sendMail, close } = openMail({ mail });
  if (sendMail === undefined) throw new Error('There is no mail.');
  const pageOf = (id: string) => `https://patchbay.test/connections/${id}`;
  const alerts = new AccountAlerts({
    alerts: createAlertStore(pool),
    tell: tellByMail({ ...test.app, sendMail, pageOf }),
    now: Date.now,
    onError: (error) => test.errors.push(error),
  });
  const stop = async () => {
    await close();
    await server.stop();
  };
  return { alerts, received: server.received, stop };
}
