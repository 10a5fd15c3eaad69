import { diffFlows, type FlowDocument } from '@patchbay/flow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { draw, literal, object, ref, startUpstream } from '../runs/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;
let shop: Awaited<ReturnType<typeof startUpstream>>;
/** What the other system lists, or how it refuses. */
let orders: { id: number; at?: string }[] | number;

beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.drop());
beforeEach(async () => {
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
  orders = [{ id: 1 }, { id: 2 }];
  shop = await startUpstream((_request, response) => {
    const isDown = typeof orders === 'number';
    response.writeHead(isDown ? (orders as number) : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isDown ? { message: 'Closed.' } : { data: { orders } }));
  });
});
afterEach(async () => {
  await test.instance.database.prisma.flow.deleteMany({});
  await shop.stop();
});

function watching(fields: Record<string, unknown> = {}): FlowDocument {
  const inputs = { url: `${shop.url}/orders`, list: 'data.orders', ...fields };
  const typed = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, literal(value)]));
  return draw(
    {
      order: { operation: 'poll', inputs: typed },
      note: { operation: 'setFields', inputs: { fields: object({ id: ref('order.id') }) } },
    },
    'order -> note',
  );
}

async function live(document: FlowDocument): Promise<string> {
  const { id: flowId } = await api.flow.create({ workspaceId, name: 'Orders', document });
  await api.flow.publish({ flowId, revision: 0, activate: true });
  return flowId;
}

/** As if the time of the next look had come. */
async function look(): Promise<void> {
  const past = `update poll set next_due_at = now() - interval '1 second' where next_due_at is not null`;
  await test.instance.database.pool.query(past);
  await test.poller.lookAtDue();
}

/** The items that got a run, in order. */
async function started(flowId: string): Promise<unknown[]> {
  const { rows } = await test.instance.database.pool.query<{ events: string }>(
    'select j.events from run r join run_journal j on j.run_id = r.id where r.flow_id = $1 and j.index = 0 order by r.id',
    [flowId],
  );
  return rows.map(({ events }) => JSON.parse(events)[0].payload);
}

const pollOf = (flowId: string) => test.instance.database.prisma.poll.findFirstOrThrow({ where: { flowId } });

describe('a poll', () => {
  it('remembers what is there at first, then starts a run for each new item, once', async () => {
    const flowId = await live(watching());
    await look();
    expect(await started(flowId)).toEqual([]);
    orders = [{ id: 3 }, { id: 4 }, { id: 1 }, { id: 2 }];
    await look();
    await look();
    expect(await started(flowId)).toEqual([{ id: 3 }, { id: 4 }]);
  });

  it('starts a run for what is there at first where that is asked for', async () => {
    const flowId = await live(watching({ first: 'start' }));
    await look();
    expect(await started(flowId)).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('starts a run for each version of an item', async () => {
    orders = [{ id: 1, at: 'mon' }];
    const flowId = await live(watching({ version: 'at' }));
    await look();
    orders = [{ id: 1, at: 'tue' }];
    await look();
    // An answer from a cache that is behind is no news.
    orders = [{ id: 1, at: 'mon' }];
    await look();
    expect(await started(flowId)).toEqual([{ id: 1, at: 'tue' }]);
  });

  it('starts nothing again when items vanish and come back', async () => {
    const flowId = await live(watching());
    await look();
    orders = [];
    await look();
    orders = [{ id: 2 }, { id: 5 }];
    await look();
    expect(await started(flowId)).toEqual([{ id: 5 }]);
  });

  it('waits for its interval', async () => {
    const flowId = await live(watching({ minutes: 30 }));
    await look();
    const { nextDueAt } = await pollOf(flowId);
    expect((nextDueAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(29 * 60_000);
    expect(await test.poller.lookAtDue()).toEqual([]);
    expect(shop.calls).toHaveLength(1);
  });

  it('is looked for by one process at a time', async () => {
    const flowId = await live(watching({ first: 'start' }));
    await Promise.all([1, 2, 3, 4].map(() => test.poller.lookAtDue()));
    expect(shop.calls).toHaveLength(1);
    expect(await started(flowId)).toHaveLength(2);
  });
});

describe('what it has seen', () => {
  it('survives publishing another version', async () => {
    const flowId = await live(watching());
    await look();
    const next = watching({ minutes: 10 });
    await api.flow.saveDraft({ flowId, revision: 0, diff: diffFlows(watching(), next), clientId: 'tab' });
    await api.flow.publish({ flowId, revision: 1 });
    orders = [{ id: 1 }, { id: 2 }, { id: 3 }];
    await look();
    expect(await started(flowId)).toEqual([{ id: 3 }]);
  });

  it('survives switching off and on, and what came meanwhile is not lost', async () => {
    const flowId = await live(watching());
    await look();
    await api.flow.setActive({ flowId, active: false });
    orders = [{ id: 1 }, { id: 9 }];
    await look();
    expect(await started(flowId)).toEqual([]);
    await api.flow.setActive({ flowId, active: true });
    await test.poller.lookAtDue();
    expect(await started(flowId)).toEqual([{ id: 9 }]);
  });

  it('is remembered with the runs or not at all', async () => {
    const flowId = await live(watching({ first: 'start' }));
    const { pool } = test.instance.database;
    await pool.query('alter table run_lease rename to gone');
    await expect(test.poller.lookAtDue()).rejects.toThrow('run_lease');
    await pool.query('alter table gone rename to run_lease');
    expect(await started(flowId)).toEqual([]);
    expect(await test.instance.database.prisma.pollItem.count()).toBe(0);
    // Whoever held it has died: after its time another takes over.
    await pool.query(`update poll set claimed_until = now() - interval '1 second'`);
    await test.poller.lookAtDue();
    expect(await started(flowId)).toEqual([{ id: 1 }, { id: 2 }]);
  });
});

describe('a look under way', () => {
  it('holds up no other, and is left to the next process without blame where this one stops', async () => {
    const own = await testApp();
    ({ api, workspaceId } = await own.signUp('Grace Hopper'));
    let asked = 0;
    const slow = await startUpstream(() => {
      asked += 1;
    });
    const stuck = await live(watching({ url: slow.url }));
    own.poller.start();
    await expect.poll(() => asked).toBe(1);
    const other = await live(watching({ first: 'start' }));
    const { prisma } = own.instance.database;
    await expect.poll(() => prisma.run.count({ where: { flowId: other } })).toBe(2);
    await own.poller.stop();
    const left = await prisma.poll.findFirstOrThrow({ where: { flowId: stuck } });
    expect(left).toMatchObject({ claim: null, failures: 0, error: null, hasLooked: false });
    await slow.stop();
    await own.drop();
  });
});

describe('a system that fails', () => {
  it('loses nothing, is asked ever more rarely, and what is wrong is kept in words', async () => {
    const flowId = await live(watching());
    await look();
    orders = 503;
    for (let i = 0; i < 3; i += 1) await look();
    const poll = await pollOf(flowId);
    expect(poll).toMatchObject({ failures: 3, error: expect.stringMatching(/\.$/) });
    expect((poll.nextDueAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(15 * 60_000);
    orders = [{ id: 1 }, { id: 7 }];
    await look();
    expect(await started(flowId)).toEqual([{ id: 7 }]);
    expect(await pollOf(flowId)).toMatchObject({ failures: 0, error: null });
  });

  it('says what is missing in its answer', async () => {
    const flowId = await live(watching({ list: 'rows', first: 'start' }));
    await look();
    expect((await pollOf(flowId)).error).toBe('“rows” in the answer is not a list. Say where the list stands.');
    const other = await live(watching({ item: 'uuid' }));
    await look();
    expect((await pollOf(other)).error).toBe('An item has no field “uuid”. Choose a field that tells items apart.');
  });
});

describe('a poll with an operation that was imported', () => {
  it('looks with it, and starts a run for each new item', async () => {
    const text = JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Shop', version: '1' },
      servers: [{ url: shop.url }],
      paths: { '/orders': { get: { operationId: 'listOrders', summary: 'List orders', responses: { 200: answer } } } },
    });
    const { connector } = await api.connector.import({ workspaceId, source: { kind: 'text', text } });
    const [hit] = await api.connector.search({ workspaceId, query: 'new orders', limit: 5 });
    expect(hit).toMatchObject({ operation: 'listOrders:new', kind: 'trigger' });
    expect(hit?.title).toBe('When list orders gives something new');
    const drawn = draw({ order: { operation: 'webhook' } });
    const step = drawn.steps.order;
    if (step === undefined) throw new Error('no step');
    const uses = { connector: connector.id, version: connector.version, operation: 'listOrders:new' };
    const inputs = { poll: object({ list: literal('data.orders'), first: literal('start') }) };
    const flowId = await live({ ...drawn, steps: { order: { ...step, uses, inputs } } });
    await look();
    orders = [{ id: 2 }, { id: 3 }];
    await look();
    expect(await started(flowId)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(shop.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /orders', 'GET /orders']);
  });
});

const answer = { description: 'Orders', content: { 'application/json': { schema: { type: 'object' } } } };
