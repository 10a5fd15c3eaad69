import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RunEvent } from '@patchbay/execution';
import type { FlowDocument, Mapping } from '@patchbay/flow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelRun } from '../runs/cancelRun.ts';
import { retryStep } from '../runs/retryStep.ts';
import { startRun } from '../runs/startRun.ts';
import { access, draw, literal, type Published, publish, ref, startRuns, startUpstream } from '../runs/testing.ts';
import { tryFlow } from '../runs/tryFlow.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { createJournal } from '../store/journal/journal.ts';
import { createRunStore } from '../store/runStore.ts';
import { writeStartedRuns } from '../store/startedRuns.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually, killLeftProcesses, startProcess } from './testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
/** Calls that wait, in the order they came, by the order they were made for. */
let waiting: { order: string; response: ServerResponse }[] = [];
let mostAtOnce = 0;
let patchbay: Awaited<ReturnType<typeof startRuns>>;

beforeAll(async () => {
  database = await testDatabase();
  upstream = await startUpstream((request, response) => {
    waiting.push({ order: request.url?.slice(1) ?? '', response });
    mostAtOnce = Math.max(mostAtOnce, waiting.length);
  });
});
beforeEach(async () => {
  waiting = [];
  mostAtOnce = 0;
  patchbay = await startRuns(database);
});
afterEach(async () => {
  killLeftProcesses();
  for (const { response } of waiting) response.end('{}');
  await patchbay.stop();
  // What a test has left unfinished is not for the next one.
  await database.prisma.runLease.deleteMany();
});
afterAll(async () => {
  await upstream.stop();
  await database.drop();
});

const order = { operation: 'webhook', inputs: { answer: literal('at-once') } };
const key = ref('order.body.customer');
/** Calls for the order it is given, and ends. */
const limited = (settings: FlowDocument['settings'], retry = 1): FlowDocument => {
  const url: Mapping = {
    kind: 'template',
    parts: [`${upstream.url}/`, { kind: 'reference', step: 'order', path: ['body', 'id'] }],
  };
  const document = draw({ order, ship: { operation: 'http', inputs: { url } } }, 'order -> ship');
  const { ship } = document.steps;
  if (ship !== undefined) ship.retry = { tries: retry, firstWaitMs: 0 };
  return { ...document, ...(settings && { settings }) };
};

const json = { 'content-type': 'application/json' };
const send = async (flow: Published, body: unknown, hook = patchbay.hook(flow)) => {
  const answer = await fetch(hook, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: json,
  });
  const { runId } = (await answer.json()) as { runId: string };
  return { status: answer.status, runId };
};
const orders = () => waiting.map((call) => call.order);
/** The call for this order, once it has come. */
const callFor = (id: string) => eventually(() => waiting.find((call) => call.order === id));
async function answer(id: string, status = 200): Promise<void> {
  const call = await callFor(id);
  waiting = waiting.filter((other) => other !== call);
  call.response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
}
const statusesOf = async ({ flowId }: Published) =>
  (await database.prisma.run.findMany({ where: { flowId }, orderBy: { id: 'asc' } })).map(({ status }) => status);
const reached = (flow: Published, ...statuses: string[]) =>
  eventually(async () => ((await statusesOf(flow)).join() === statuses.join() ? true : undefined));
/** What the list says that each run waits for. */
const waitsOf = async ({ workspaceId, flowId }: Published) =>
  (await createRunStore(database.pool).list(workspaceId, { flowId, limit: 10 })).items
    .map(({ waits }) => waits?.for)
    .toReversed();
const lineOf = ({ flowId }: Published) => database.prisma.runTurn.count({ where: { flowId } });
const journalOf = (runId: string): Promise<RunEvent[]> => createJournal(database.pool).read(runId);
const setLimit = ({ flowId }: Published, atOnce: number | null) =>
  database.prisma.flow.update({ where: { id: flowId }, data: { atOnce } });

describe('a flow with a limit', () => {
  it('has one run under way, the others wait in the order they came, and each end lets the next one go', async () => {
    const flow = await publish(database, limited({ atOnce: 1 }));
    for (const id of ['1', '2', '3']) expect((await send(flow, { id })).status).toBe(202);
    await callFor('1');
    await reached(flow, 'running', 'waiting', 'waiting');
    expect(await waitsOf(flow)).toEqual([undefined, 'turn', 'turn']);
    for (const id of ['1', '2', '3']) {
      await callFor(id);
      expect(orders()).toEqual([id]);
      await answer(id, id === '2' ? 400 : 200);
    }
    await reached(flow, 'succeeded', 'failed', 'succeeded');
    expect(mostAtOnce).toBe(1);
    // It leaves the line right after its end is written.
    await eventually(async () => ((await lineOf(flow)) === 0 ? true : undefined));
    expect(patchbay.errors).toEqual([]);
  });

  it('counts for each value of its key by itself', async () => {
    const flow = await publish(database, limited({ atOnce: 1, key }));
    await send(flow, { id: 'a1', customer: 'ada' });
    await send(flow, { id: 'a2', customer: 'ada' });
    await send(flow, { id: 'b1', customer: 'bob' });
    await callFor('a1');
    await callFor('b1');
    await reached(flow, 'running', 'waiting', 'running');
    await answer('a1');
    await callFor('a2');
    expect(orders().toSorted()).toEqual(['a2', 'b1']);
    await answer('b1');
    await answer('a2');
    await reached(flow, 'succeeded', 'succeeded', 'succeeded');
  });

  it('keeps twenty runs that come at once to its number, in order', async () => {
    const flow = await publish(database, limited({ atOnce: 3 }));
    const ids = Array.from({ length: 20 }, (_, index) => String(index));
    await Promise.all(ids.map((id) => send(flow, { id })));
    const called: string[] = [];
    while (called.length < 20) {
      const call = await eventually(() => waiting[0]);
      called.push(call.order);
      await answer(call.order);
    }
    expect(called.toSorted()).toEqual(ids.toSorted());
    expect(mostAtOnce).toBeLessThanOrEqual(3);
  });

  it('takes back the place of a run that is cancelled, and never begins one that was cancelled in line', async () => {
    const flow = await publish(database, limited({ atOnce: 1 }));
    const [first, second, third] = [
      await send(flow, { id: '1' }),
      await send(flow, { id: '2' }),
      await send(flow, { id: '3' }),
    ];
    await callFor('1');
    await reached(flow, 'running', 'waiting', 'waiting');
    await cancelRun(second.runId, access(flow.workspaceId, 'run.cancel'), patchbay.deps);
    await cancelRun(first.runId, access(flow.workspaceId, 'run.cancel'), patchbay.deps);
    await callFor('3');
    expect(orders()).not.toContain('2');
    await answer('3');
    await reached(flow, 'cancelled', 'cancelled', 'succeeded');
    expect((await journalOf(third.runId)).map(({ type }) => type)).toContain('run.admitted');
  });

  it('has a run that is tried again after its end wait for another turn', async () => {
    const flow = await publish(database, limited({ atOnce: 1 }));
    const first = await send(flow, { id: '1' });
    await send(flow, { id: '2' });
    await answer('1', 400);
    await callFor('2');
    await retryStep({ runId: first.runId, path: 'ship' }, access(flow.workspaceId, 'run.retry'), patchbay.deps);
    await reached(flow, 'waiting', 'running');
    expect(await waitsOf(flow)).toEqual(['turn', undefined]);
    expect(orders()).toEqual(['2']);
    await answer('2');
    await answer('1');
    await reached(flow, 'succeeded', 'succeeded');
  });

  it('holds its place while a run waits for a person', async () => {
    const document = draw(
      { order, ask: { operation: 'approval', inputs: { question: literal('Ship?') } } },
      'order -> ask',
    );
    const flow = await publish(database, { ...document, settings: { atOnce: 1 } });
    const first = await send(flow, {});
    await reached(flow, 'waiting');
    await send(flow, {});
    const second = await eventually(
      async () => (await database.prisma.run.findMany({ where: { flowId: flow.flowId }, orderBy: { id: 'asc' } }))[1],
    );
    await eventually(async () => ((await lineOf(flow)) === 2 ? true : undefined));
    expect((await journalOf(second.id)).map(({ type }) => type)).toEqual(['run.started']);
    await cancelRun(first.runId, access(flow.workspaceId, 'run.cancel'), patchbay.deps);
    await eventually(async () => ((await journalOf(second.id)).length > 1 ? true : undefined));
  });

  it('has a sender who waits for the answer wait for the turn as well', async () => {
    const url: Mapping = {
      kind: 'template',
      parts: [`${upstream.url}/`, { kind: 'reference', step: 'order', path: ['body', 'id'] }],
    };
    const document = draw(
      {
        order: { operation: 'webhook' },
        ship: { operation: 'http', inputs: { url } },
        answer: { operation: 'respond', inputs: { body: ref('order.body.id') } },
      },
      'order -> ship',
      'ship -> answer',
    );
    const flow = await publish(database, { ...document, settings: { atOnce: 1 } });
    const ask = (id: string) =>
      fetch(patchbay.hook(flow), { method: 'POST', body: JSON.stringify({ id }), headers: json });
    const [first, second] = [ask('1'), callFor('1').then(() => ask('2'))];
    await reached(flow, 'running', 'waiting');
    await answer('1');
    expect(await (await first).text()).toBe('1');
    await answer('2');
    expect(await (await second).text()).toBe('2');
  });

  it('lets a try go at once, which counts for nothing', async () => {
    const document = limited({ atOnce: 1 });
    const flow = await publish(database, document);
    await send(flow, { id: '1' });
    await callFor('1');
    const tried = { flowId: flow.flowId, document, mode: 'live' as const, payload: { id: 'try' } };
    await tryFlow(tried, access(flow.workspaceId, 'run.try'), patchbay.deps);
    await callFor('try');
    expect(orders()).toEqual(['1', 'try']);
  });

  it('goes in order when it is started by hand and by triggers that start by themselves', async () => {
    const flow = await publish(database, limited({ atOnce: 1 }));
    const { workspaceId, flowId, planId } = flow;
    await startRun({ flowId, payload: { id: 'hand' } }, access(workspaceId, 'run.start'), patchbay.deps);
    await callFor('hand');
    const started = ['x', 'y', 'z'].map((id) => ({
      workspaceId,
      flowId,
      number: 1,
      planId,
      trigger: 'order',
      payload: { body: { id } },
    }));
    const runIds = await inTransaction(database.pool, (client) => writeStartedRuns(client, started, Date.now()));
    await patchbay.deps.worker.wake(runIds.toReversed());
    for (const id of ['hand', 'x', 'y', 'z']) {
      await callFor(id);
      expect(orders()).toEqual([id]);
      await answer(id);
    }
  });
});

describe('a limit that is changed while runs wait', () => {
  it.each([
    ['raised', 3, ['1', '2', '3']],
    ['taken away', null, ['1', '2', '3', '4']],
  ] as const)('lets them go on when it is %s', async (_, atOnce, under) => {
    const flow = await publish(database, limited({ atOnce: 1 }));
    for (const id of ['1', '2', '3', '4']) await send(flow, { id });
    await reached(flow, 'running', 'waiting', 'waiting', 'waiting');
    await setLimit(flow, atOnce);
    await eventually(() => (orders().length === under.length ? true : undefined));
    expect(orders().toSorted()).toEqual(under);
  });

  it('holds when it is lowered: those under way end, and no other begins before there is a place', async () => {
    const flow = await publish(database, limited({ atOnce: 2 }));
    for (const id of ['1', '2', '3']) await send(flow, { id });
    await callFor('1');
    await callFor('2');
    await setLimit(flow, 1);
    await answer('1');
    await reached(flow, 'succeeded', 'running', 'waiting');
    expect(orders()).toEqual(['2']);
    await answer('2');
    await callFor('3');
  });

  it('lets those in line go on when the flow is deleted', async () => {
    const flow = await publish(database, limited({ atOnce: 1 }));
    for (const id of ['1', '2']) await send(flow, { id });
    await reached(flow, 'running', 'waiting');
    await database.prisma.flow.delete({ where: { id: flow.flowId } });
    await callFor('2');
    expect(orders()).toEqual(['1', '2']);
  });
});

describe('a key', () => {
  const long = 'x'.repeat(100_000);
  it.each([
    ['is missing', {}, {}],
    ['is null, or missing', { customer: null }, {}],
    ['is an object, in whatever order', { customer: { a: 1, b: 2 } }, { customer: { b: 2, a: 1 } }],
    ['is very long', { customer: long }, { customer: long }],
    ['holds what PostgreSQL refuses', { customer: '\u0000\ud800' }, { customer: '\u0000\ud800' }],
    ['is a number, or its text', { customer: 7 }, { customer: '7' }],
  ])('that %s is one line', async (_, one, other) => {
    const flow = await publish(database, limited({ atOnce: 1, key }));
    await send(flow, { id: '1', ...one });
    await send(flow, { id: '2', ...other });
    await callFor('1');
    await reached(flow, 'running', 'waiting');
    await answer('1');
    await callFor('2');
    expect(mostAtOnce).toBe(1);
  });

  it('tells long ones apart', async () => {
    const flow = await publish(database, limited({ atOnce: 1, key }));
    await send(flow, { id: '1', customer: `${long}1` });
    await send(flow, { id: '2', customer: `${long}2` });
    await callFor('1');
    await callFor('2');
    expect(mostAtOnce).toBe(2);
  });
});

describe('two processes', () => {
  it('keep to one limit together, and to the order', async () => {
    const other = await startRuns(database);
    try {
      const flow = await publish(database, limited({ atOnce: 1 }));
      const ids = Array.from({ length: 12 }, (_, index) => String(index));
      for (const [index, id] of ids.entries()) {
        await send(flow, { id }, (index % 2 === 0 ? patchbay : other).hook(flow));
      }
      const called: string[] = [];
      for (const id of ids) {
        await callFor(id);
        called.push(...orders());
        await answer(id);
      }
      expect(called).toEqual(ids);
      expect(mostAtOnce).toBe(1);
    } finally {
      await other.stop();
    }
  });

  it('pass the turn on when one is killed with a run under way', async () => {
    const child = await startProcess(database.url, randomUUID());
    const flow = await publish(database, limited({ atOnce: 1 }, 3));
    await send(flow, { id: '1' }, `${child.url}/hook/${flow.hookId}`);
    await callFor('1');
    await send(flow, { id: '2' });
    await reached(flow, 'running', 'waiting');
    await child.kill();
    waiting = [];
    mostAtOnce = 0;
    await callFor('1');
    expect(orders()).toEqual(['1']);
    await answer('1');
    await callFor('2');
    expect(mostAtOnce).toBe(1);
  });
});
