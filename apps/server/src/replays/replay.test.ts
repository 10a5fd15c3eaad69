import { randomUUID } from 'node:crypto';
import { compile } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readBuiltIn } from '../connectors/builtIns.ts';
import { cancelRun } from '../runs/cancelRun.ts';
import { getRun } from '../runs/getRun.ts';
import { listRuns } from '../runs/listRuns.ts';
import { startRun } from '../runs/startRun.ts';
import { access, draw, literal, object, publish, ref, startRuns, startUpstream } from '../runs/testing.ts';
import { watchRun } from '../runs/watchRun.ts';
import { keepPlan } from '../store/plans.ts';
import { testDatabase } from '../store/testing.ts';
import { dueReplays } from './dueReplays.ts';
import { prepareReplay } from './prepareReplay.ts';
import { replayRun } from './replayRun.ts';
import { replayRuns } from './replayRuns.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let patchbay: Awaited<ReturnType<typeof startRuns>>;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
let isMended = false;
beforeAll(async () => {
  database = await testDatabase();
  patchbay = await startRuns(database);
  upstream = await startUpstream((request, response) => {
    const isDown = request.url === '/ship' && !isMended;
    response.writeHead(isDown ? 422 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ path: request.url }));
  });
});
afterAll(async () => {
  await patchbay.stop();
  await upstream.stop();
  await database.drop();
});
beforeEach(() => {
  isMended = false;
  upstream.calls.length = 0;
});
afterEach(() => {
  if (patchbay.errors.length > 0) throw new Error(JSON.stringify(patchbay.errors.map(String)));
});

type Flow = Awaited<ReturnType<typeof publish>>;
const FAILED = { from: { kind: 'failed' }, newest: false } as const;
const START = { from: { kind: 'start' }, newest: false } as const;
const paths = () => upstream.calls.map(({ path }) => path);

function post(path: string) {
  const inputs = {
    method: literal('POST'),
    url: literal(`${upstream.url}/${path}`),
    body: object({ n: ref('order.n') }),
  };
  return { operation: 'http', inputs };
}

/** Charges, ships, thanks: each an unsafe call. */
function shop(): FlowDocument {
  return draw(
    { order: { operation: 'manual' }, charge: post('charge'), ship: post('ship'), thank: post('thank') },
    'order -> charge',
    'charge -> ship',
    'ship -> thank',
  );
}

async function ended(runId: string) {
  for await (const { events } of watchRun({ runId, from: 0 }, new AbortController().signal, patchbay.deps)) {
    if (events.some(({ type }) => type === 'run.finished')) break;
  }
  return patchbay.deps.journal.read(runId);
}

async function failedRun(flow: Flow, n = 1): Promise<string> {
  const { runId } = await startRun(
    { flowId: flow.flowId, payload: { n } },
    access(flow.workspaceId, 'run.start'),
    patchbay.deps,
  );
  await ended(runId);
  return runId;
}

const mayReplay = ({ workspaceId }: Flow) => access(workspaceId, 'run.replay');

/** A newer version, live at once. */
async function publishAgain({ workspaceId, flowId }: Flow, document: FlowDocument): Promise<void> {
  const find = ({ connector, operation }: { connector: string; operation: string }) =>
    readBuiltIn(connector)?.operations[operation];
  const compiled = compile(document, { find });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const planId = await keepPlan(database.prisma, { workspaceId, plan: compiled.plan, document });
  const { id } = await database.prisma.flowVersion.create({ data: { flowId, number: 2, planId, revision: 1 } });
  await database.prisma.flow.update({ where: { id: flowId }, data: { liveVersionId: id } });
}

describe('running a run again', () => {
  it('goes on from what failed without repeating what had been sent, and is told before', async () => {
    const flow = await publish(database, shop());
    const runId = await failedRun(flow);
    expect(paths()).toEqual(['/charge', '/ship']);
    expect(await prepareReplay({ runId, ...FAILED }, mayReplay(flow), patchbay.deps)).toEqual({
      version: 1,
      newest: 1,
      carried: ['charge'],
      sends: ['ship', 'thank'],
      restarted: [],
      refusals: [],
    });
    isMended = true;
    const again = await replayRun({ runId, ...FAILED }, mayReplay(flow), patchbay.deps);
    const events = await ended(again.runId);
    expect(events.at(-1)).toMatchObject({ outcome: 'succeeded' });
    expect(events[1]).toMatchObject({ type: 'steps.carriedOver', of: runId, from: ['ship'] });
    expect(paths()).toEqual(['/charge', '/ship', '/ship', '/thank']);
    const keys = upstream.calls.map(({ headers }) => headers['idempotency-key']).filter((key) => key !== undefined);
    expect(new Set(keys).size).toBe(keys.length);
    const { run } = await getRun(again, access(flow.workspaceId, 'run.read'), patchbay.deps);
    expect(run).toMatchObject({ status: 'succeeded', version: 1, mode: 'live' });
  });

  it('goes from the start with what the run was started with, and from a step of one that went well', async () => {
    isMended = true;
    const flow = await publish(database, shop());
    const runId = await failedRun(flow, 7);
    const again = await replayRun({ runId, ...START }, mayReplay(flow), patchbay.deps);
    expect((await ended(again.runId))[0]).toMatchObject({ payload: { n: 7 } });
    expect(paths()).toHaveLength(6);
    const wish = { runId: again.runId, from: { kind: 'step', step: 'thank' }, newest: false } as const;
    await ended((await replayRun(wish, mayReplay(flow), patchbay.deps)).runId);
    expect(paths().slice(6)).toEqual(['/thank']);
    await expect(replayRun({ runId, ...FAILED }, mayReplay(flow), patchbay.deps)).rejects.toMatchObject({
      code: 'run_cannot_be_replayed',
      message: expect.stringContaining('Nothing failed in this run.'),
    });
  });

  it('follows the newest version where that is asked for, and says what it does not find there', async () => {
    const flow = await publish(database, shop());
    const runId = await failedRun(flow);
    const mended = draw(
      {
        order: { operation: 'manual' },
        charge: post('charge'),
        note: { operation: 'setFields', inputs: { fields: object({ n: ref('order.n') }) } },
        ship: {
          operation: 'http',
          inputs: { url: literal(`${upstream.url}/ship2`), headers: object({ n: ref('note.n') }) },
        },
      },
      'order -> charge',
      'charge -> note',
      'note -> ship',
    );
    await publishAgain(flow, mended);
    const { runId: again } = await replayRun({ runId, ...FAILED, newest: true }, mayReplay(flow), patchbay.deps);
    expect((await ended(again)).at(-1)).toMatchObject({ outcome: 'succeeded' });
    expect(paths()).toEqual(['/charge', '/ship', '/ship2']);
    const wish = { runId, from: { kind: 'step', step: 'thank' }, newest: true } as const;
    const told = await prepareReplay(wish, mayReplay(flow), patchbay.deps);
    expect(told.refusals).toEqual([expect.stringContaining('“thank” is not in version 2')]);
    const before = await database.prisma.run.count({ where: { flowId: flow.flowId } });
    await expect(replayRun(wish, mayReplay(flow), patchbay.deps)).rejects.toMatchObject({ details: told.refusals });
    expect(await database.prisma.run.count({ where: { flowId: flow.flowId } })).toBe(before);
  });

  it('waits for the end of a run, and knows nothing of those of others', async () => {
    const waits = draw(
      {
        order: { operation: 'manual' },
        wait: { operation: 'wait', inputs: { amount: literal(1), unit: literal('hours') } },
      },
      'order -> wait',
    );
    const flow = await publish(database, waits);
    const { runId } = await startRun(
      { flowId: flow.flowId, payload: {} },
      access(flow.workspaceId, 'run.start'),
      patchbay.deps,
    );
    await expect(replayRun({ runId, ...START }, mayReplay(flow), patchbay.deps)).rejects.toMatchObject({
      code: 'run_not_over',
    });
    await cancelRun(runId, access(flow.workspaceId, 'run.cancel'), patchbay.deps);
    const stranger = access(randomUUID(), 'run.replay');
    await expect(replayRun({ runId, ...START }, stranger, patchbay.deps)).rejects.toMatchObject({ code: 'not_found' });
    const again = await replayRun({ runId, ...FAILED }, mayReplay(flow), patchbay.deps);
    await vi.waitFor(async () => {
      const { items } = await listRuns({ limit: 10 }, access(flow.workspaceId, 'run.read'), patchbay.deps);
      const row = items.find(({ id }) => id === again.runId);
      expect(row).toMatchObject({ status: 'waiting', waits: { for: 'time', until: expect.any(String) } });
    }, 60_000);
    await cancelRun(again.runId, access(flow.workspaceId, 'run.cancel'), patchbay.deps);
  });
});

describe('running many again', () => {
  const filter = { status: 'failed' } as const;
  const batchOf = async ({ workspaceId }: Flow) => (await patchbay.deps.replays.list(workspaceId))[0];

  /** Fails once more and runs that one again by itself; how many are left for all others. */
  async function failedAgain(flow: Flow): Promise<number> {
    isMended = false;
    const runId = await failedRun(flow);
    isMended = true;
    await ended((await replayRun({ runId, ...FAILED }, mayReplay(flow), patchbay.deps)).runId);
    return patchbay.deps.replays.count(flow.workspaceId, filter);
  }

  /** Looks as the clockwork does, second after second from a moment on. */
  async function look(times: number, from = Date.now()): Promise<number[]> {
    const started: number[] = [];
    const { replays } = patchbay.deps;
    const source = dueReplays({ ...patchbay.deps, replays });
    for (let second = 1; second <= times; second++) {
      const { runIds } = await source.startDue(from + second * 1_100);
      await patchbay.deps.worker.wake(runIds);
      started.push(runIds.length);
    }
    return started;
  }

  it('starts a few a second, in the order they ran, each once, and counts', async () => {
    const flow = await publish(database, shop());
    const runIds: string[] = [];
    for (let n = 0; n < 45; n++) runIds.push(await failedRun(flow, n));
    isMended = true;
    upstream.calls.length = 0;
    const { replays } = patchbay.deps;
    expect(await replays.count(flow.workspaceId, filter)).toBe(45);
    const batch = await replayRuns({ filter, from: 'failed', newest: false }, mayReplay(flow), patchbay.deps);
    expect(batch.total).toBe(45);
    expect(await replays.count(flow.workspaceId, filter)).toBe(0);
    expect(await look(4)).toEqual([20, 20, 5, 0]);
    expect(await replays.count(flow.workspaceId, filter)).toBe(0);
    expect(await batchOf(flow)).toMatchObject({ total: 45, started: 45, refused: 0, isOver: true, reasons: [] });
    const items = await database.prisma.replayItem.findMany({
      where: { batchId: batch.id },
      orderBy: { runId: 'asc' },
    });
    expect(items.map(({ runId }) => runId)).toEqual(runIds);
    const news = items.map(({ newRunId }) => newRunId ?? '');
    expect(news.toSorted()).toEqual(news);
    for (const runId of news) expect((await ended(runId)).at(-1)).toMatchObject({ outcome: 'succeeded' });
    expect(paths().filter((path) => path === '/charge')).toEqual([]);
    expect(paths().filter((path) => path === '/ship')).toHaveLength(45);
  });

  it('starts none twice where several processes look at the same moment', async () => {
    const flow = await publish(database, shop());
    for (let n = 0; n < 25; n++) await failedRun(flow, n);
    isMended = true;
    await replayRuns({ filter, from: 'failed', newest: false }, mayReplay(flow), patchbay.deps);
    const before = await database.prisma.run.count({ where: { flowId: flow.flowId } });
    const from = Date.now();
    const looks = await Promise.all([1, 2, 3].map(() => dueReplays(patchbay.deps).startDue(from + 1_100)));
    expect(looks.flatMap(({ runIds }) => runIds)).toHaveLength(20);
    expect(await database.prisma.run.count({ where: { flowId: flow.flowId } })).toBe(before + 20);
    await patchbay.deps.worker.wake(looks.flatMap(({ runIds }) => runIds));
    expect(await look(3, from)).toEqual([0, 5, 0]);
    expect(await database.prisma.run.count({ where: { flowId: flow.flowId } })).toBe(before + 25);
  });

  it('says which could not and why, and starts the others', async () => {
    const flow = await publish(database, shop());
    for (let n = 0; n < 3; n++) await failedRun(flow, n);
    const gone = await failedRun(flow, 9);
    isMended = true;
    const alone = await failedAgain(flow);
    await replayRuns({ filter, from: 'failed', newest: false }, mayReplay(flow), patchbay.deps);
    expect(alone).toBe(4);
    await database.prisma.run.deleteMany({ where: { id: gone } });
    isMended = true;
    await look(1);
    expect(await batchOf(flow)).toMatchObject({
      started: 3,
      refused: 1,
      isOver: true,
      reasons: [{ sentence: 'This no longer exists, or you cannot see it.', count: 1 }],
    });
  });

  it('finds them by flow, time and what went wrong, and stops where it is cancelled', async () => {
    const flow = await publish(database, shop());
    for (let n = 0; n < 21; n++) await failedRun(flow, n);
    const { replays } = patchbay.deps;
    const count = (more: object) => replays.count(flow.workspaceId, { ...filter, ...more });
    const { items } = await listRuns({ limit: 1 }, access(flow.workspaceId, 'run.read'), patchbay.deps);
    expect(await count({ search: items[0]?.error?.slice(0, 30) ?? 'nothing' })).toBe(21);
    expect(await count({ search: 'no such words' })).toBe(0);
    expect(await count({ since: new Date(Date.now() + 60_000).toISOString() })).toBe(0);
    expect(await count({ since: new Date(Date.now() - 3_600_000).toISOString() })).toBe(21);
    expect(await count({ flowId: randomUUID() })).toBe(0);
    const batch = await replayRuns({ filter, from: 'start', newest: true }, mayReplay(flow), patchbay.deps);
    expect(await look(1)).toEqual([20]);
    await replays.cancel({ workspaceId: randomUUID(), batchId: batch.id });
    expect(await batchOf(flow)).toMatchObject({ isOver: false });
    await replays.cancel({ workspaceId: flow.workspaceId, batchId: batch.id });
    expect(await look(2)).toEqual([0, 0]);
    expect(await batchOf(flow)).toMatchObject({ started: 20, total: 21, isOver: true, isCancelled: true });
  });
});
