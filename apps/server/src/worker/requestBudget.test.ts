import type { Operation } from '@patchbay/connector';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, literal, ref, startUpstream } from '../runs/testing.ts';
import { createBudgetRows } from '../store/budgetRows.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { testDatabase } from '../store/testing.ts';
import { Browser, startMachines } from './machines.fixture.ts';
import { paceOf, RequestBudget } from './requestBudget.ts';
import { eventually } from './testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** The most that came within `ms`, whenever that began. */
function mostWithin(moments: readonly number[], ms: number): number {
  const sorted = moments.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((from) => sorted.filter((at) => at >= from && at < from + ms).length));
}

/** Those of the moments by which more had come since `from` than the limit lets. What a slow machine makes late never adds to them. */
function tooEarly(moments: readonly number[], from: number, { requests, perMs }: { requests: number; perMs: number }) {
  return moments
    .toSorted((a, b) => a - b)
    .filter((at, index) => index >= requests * (Math.floor((at - from) / perMs) + 1));
}

it('lets no more than the limit come in any window, though each may leave late', () => {
  const limit = fc.record({ requests: fc.integer({ min: 1, max: 200 }), perMs: fc.integer({ min: 500, max: 60_000 }) });
  const gaps = fc.array(fc.record({ gap: fc.nat(300), late: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    minLength: 1,
    maxLength: 400,
  });
  fc.assert(
    fc.property(limit, gaps, (rate, comers) => {
      const { everyMs, burst, lateMs } = paceOf(rate);
      let now = 0;
      let nextAt = 0;
      const left = comers.map(({ gap, late }) => {
        now += gap;
        const slotAt = Math.max(now, nextAt - (burst - 1) * everyMs);
        nextAt = Math.max(nextAt, now) + everyMs;
        return slotAt + late * lateMs;
      });
      expect(mostWithin(left, rate.perMs)).toBeLessThanOrEqual(rate.requests);
    }),
    { numRuns: 200 },
  );
});

const open = ({ pool }: Pick<Database, 'pool'>) =>
  new RequestBudget({ rows: createBudgetRows(pool), now: () => performance.now(), tellPause: () => undefined });

describe('the budget of an account, in one process', () => {
  const { signal } = new AbortController();
  const failureOf = (leaving: Promise<void> | undefined) =>
    leaving?.then(
      () => undefined,
      ({ failure }) => failure,
    );

  it('costs nothing where nothing is limited', () => {
    const rows = { take: () => Promise.reject(new Error('asked')) };
    const budget = new RequestBudget({ rows, now: () => 0, tellPause: () => undefined });
    expect(budget.admit({ account: 'a', isReturning: false, signal })).toBeUndefined();
    expect(budget.admit({ limit: { requests: 1, perMs: 1 }, isReturning: false, signal })).toBeUndefined();
  });

  it('takes many at a time where they are fast, and stays near the limit', async () => {
    const rows = createBudgetRows(database.pool);
    let asked = 0;
    const take: typeof rows.take = (about) => {
      asked += 1;
      return rows.take(about);
    };
    const budget = new RequestBudget({ rows: { take }, now: () => performance.now(), tellPause: () => undefined });
    const limit = { requests: 500, perMs: 1_000 };
    const from = performance.now();
    const left: number[] = [];
    // As a loop sends them: ten at once, each after the last.
    const lane = async () => {
      for (let n = 0; n < 75; n += 1) {
        await budget.admit({ account: 'fast', limit, isReturning: false, signal });
        left.push(performance.now());
      }
    };
    await Promise.all(Array.from({ length: 10 }, lane));
    expect(tooEarly(left, from, limit)).toEqual([]);
    // Far more than the limit asks for, and far less than one at a time would take on any machine.
    expect(performance.now() - from).toBeLessThan((750 / 500) * 1_000 * 10);
    expect(asked).toBeLessThan(100);
  });

  it('sends away what would have to wait, each to a moment of its own, and lets those that come back go first', async () => {
    const budget = open(database);
    const limit = { requests: 1, perMs: 10_000 };
    const come = (isReturning: boolean) => budget.admit({ account: 'slow', limit, isReturning, signal });
    await come(false);
    const away = await Promise.all([1, 2, 3].map(() => failureOf(come(false))));
    expect(away).toMatchObject([1, 2, 3].map(() => ({ retry: 'later', isHeldBack: true })));
    const waits = away.map(({ retryAfterMs }) => retryAfterMs);
    for (const [index, wait] of waits.entries()) expect(Math.abs(wait - 10_800 * (index + 1))).toBeLessThan(5_000);
    const [returned, newcomer] = await Promise.all([failureOf(come(true)), failureOf(come(false))]);
    expect(returned.retryAfterMs).toBeLessThan(16_000);
    expect(newcomer.retryAfterMs).toBeGreaterThan(30_000);
  });

  it('keeps everything of an account back for as long as its API asked', async () => {
    const budget = open(database);
    budget.pause('paused', 60_000);
    await budget.admit({ account: 'other', isReturning: false, signal });
    const failure = await failureOf(budget.admit({ account: 'paused', isReturning: true, signal }));
    expect(failure).toMatchObject({ code: 'waits_for_its_turn', isHeldBack: true });
    expect(failure.retryAfterMs).toBeGreaterThan(45_000);
    expect(failure.retryAfterMs).toBeLessThan(73_000);
  });

  it('lets go of a call whose run was stopped', async () => {
    const stop = new AbortController();
    const budget = open(database);
    const limit = { requests: 1, perMs: 3_000 };
    await budget.admit({ account: 'stopped', limit, isReturning: false, signal });
    const waiting = failureOf(budget.admit({ account: 'stopped', limit, isReturning: false, signal: stop.signal }));
    stop.abort();
    expect(await waiting).toMatchObject({ code: 'stopped', retry: 'later' });
  });
});

it('is shared by all who ask, however many at once', async () => {
  const others = await Promise.all([1, 2, 3].map(() => openDatabase(database.url, { connections: 3 })));
  const limit = { requests: 40, perMs: 1_000 };
  const { signal } = new AbortController();
  const from = performance.now();
  const left = await Promise.all(
    others.flatMap((one) => {
      const budget = open(one);
      return Array.from({ length: 40 }, async () => {
        await budget.admit({ account: 'shared', limit, isReturning: false, patienceMs: 20_000, signal });
        return performance.now();
      });
    }),
  );
  expect(tooEarly(left, from, limit)).toEqual([]);
  // Two seconds at best, and two minutes if each waited for the one before.
  expect(Math.max(...left) - Math.min(...left)).toBeLessThan(20_000);
  await Promise.all(others.map((one) => one.close()));
});

const description = (name: string, url: string) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: name, version: '1' },
    servers: [{ url }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    security: [{ key: [] }],
    paths: {
      '/item': {
        get: {
          operationId: 'getItem',
          summary: 'Get an item',
          responses: { 200: { description: 'It.', content: { 'application/json': { schema: { type: 'object' } } } } },
        },
      },
    },
  });

const LIMIT = { requests: 20, perMs: 2_000 };

const getItem: Operation = {
  title: 'Get an item',
  kind: 'call',
  effect: 'read',
  repeat: 'natural',
  input: { type: 'object', properties: { from: { type: 'string' } } },
  output: { type: 'object' },
  needsConnection: true,
  request: {
    method: 'GET',
    path: '/item',
    parameters: [{ input: 'from', name: 'from', in: 'query', style: 'form', explode: true }],
  },
  limit: LIMIT,
};

describe('two processes on one database', () => {
  let cluster: Awaited<ReturnType<typeof startMachines>>;
  let urls: string[];
  let ada: Browser;
  beforeAll(async () => {
    cluster = await startMachines(database.url, ['api,hooks,worker', 'hooks,worker'], 5_610);
    urls = cluster.machines.map(({ url }) => url);
    ada = new Browser(urls[0] ?? '');
    await ada.signUp();
  });
  afterAll(() => cluster.stop());

  /** A flow that calls the API once a run, with the number of the process that took the request. */
  async function publishCalls(name: string, url: string) {
    const { workspaceId } = ada;
    const source = { kind: 'text', text: description(name, url) };
    const { connector } = await ada.call<{ connector: { id: string; version: string } }>('connector.import', {
      workspaceId,
      source,
    });
    // Before anybody has read it: descriptions do not say limits.
    const where = { name: 'getItem', connector: { key: connector.id } };
    await database.prisma.connectorOperation.updateMany({ where, data: { definition: getItem as object } });
    const account = { workspaceId, connector: connector.id, name: 'Slow', auth: { kind: 'bearer', token: 'sesame' } };
    const { id: connection } = await ada.call<{ id: string }>('connection.create', account);
    const from = ref('order.body.from');
    const document = draw(
      {
        order: { operation: 'webhook', inputs: { answer: literal('at-once') } },
        ask: { operation: 'getItem', connection, inputs: { from } },
      },
      'order -> ask',
    );
    const uses = { connector: connector.id, version: connector.version, operation: 'getItem' };
    const ask = { ...document.steps.ask, uses };
    const { path } = await ada.publish({ ...document, steps: { ...document.steps, ask } } as typeof document);
    return path;
  }

  const send = (path: string, index: number) =>
    fetch((urls[index % 2] ?? '') + path, {
      method: 'POST',
      body: JSON.stringify({ from: `p${index % 2}` }),
      headers: { 'content-type': 'application/json' },
    });

  it('never send more than the limit together, use most of it, share it, and lose nothing', async () => {
    const moments: { at: number; from: string }[] = [];
    const api = await startUpstream((request, response) => {
      moments.push({ at: performance.now(), from: /from=(\w+)/.exec(request.url ?? '')?.[1] ?? '' });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
    const path = await publishCalls('Slow API', api.url);
    // Connecting its account has tried it.
    moments.length = 0;
    const RUNS = 150;
    const began = performance.now();
    for (let index = 0; index < RUNS; index += 1) expect((await send(path, index)).status).toBe(202);
    const isDone = async () =>
      (await database.prisma.run.count({ where: { status: 'succeeded', mode: 'live' } })) === RUNS || undefined;
    await eventually(isDone);
    const at = moments.map((moment) => moment.at);
    // All runs have succeeded. Where the machine lets a process wait until it seems dead, another asks again what it had asked.
    expect(at.length).toBeGreaterThanOrEqual(RUNS);
    expect(at.length).toBeLessThan(RUNS * 1.1);
    expect(tooEarly(at, began, LIMIT)).toEqual([]);
    const took = Math.max(...at) - Math.min(...at);
    expect(took).toBeLessThan((RUNS / LIMIT.requests) * LIMIT.perMs * 4);
    const firstHalf = moments.slice(0, RUNS / 2).filter(({ from }) => from === 'p0').length;
    expect(firstHalf).toBeGreaterThan(RUNS / 25);
    expect(firstHalf).toBeLessThan(RUNS / 2 - RUNS / 25);
    await api.stop();
  });

  it('both heed a pause that the API asked one of them for', async () => {
    const at: number[] = [];
    let isPublished = false;
    const api = await startUpstream((_request, response) => {
      // Connecting its account tries it.
      if (isPublished) at.push(performance.now());
      const status = at.length === 1 ? 429 : 200;
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '3' }).end('{}');
    });
    const path = await publishCalls('Pausing API', api.url);
    isPublished = true;
    await send(path, 0);
    await eventually(() => at[0]);
    // The pause is told to the others as soon as the answer is read.
    await eventually(async () => (await database.prisma.run.count({ where: { status: 'waiting' } })) || undefined);
    for (let index = 0; index < 6; index += 1) await send(path, index);
    // The first is tried again as well.
    await eventually(() => (at.length === 1 + 6 + 1 ? true : undefined));
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(2_900);
    await api.stop();
  });
});
