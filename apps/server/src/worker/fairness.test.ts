import { randomUUIDv7 } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { draw, literal, type Published, publish, startRuns, startUpstream } from '../runs/testing.ts';
import { createHeldBackStore } from '../store/heldBack.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { writeStartedRuns } from '../store/startedRuns.ts';
import { testDatabase } from '../store/testing.ts';
import { ROOM, Room } from './Room.ts';
import { eventually } from './testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
let elsewhere: typeof upstream;
let patchbay: Awaited<ReturnType<typeof startRuns>>;
/** How many calls came, by their path. */
let came: Map<string, number>;
/** How many of the flood's had come before the first of the other workspace. */
let floodBefore: number;
let mostAtOnce = 0;
let underWay = 0;
/** Lets the calls go that wait at `/stuck`. */
let release: () => void;
let stuck: Promise<void>;

beforeAll(async () => {
  database = await testDatabase();
  const answering: Parameters<typeof startUpstream>[0] = (request, response) => {
    const path = request.url ?? '';
    if (path === '/other' && calls(path) === 0) floodBefore = calls('/flood');
    came.set(path, calls(path) + 1);
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    const answer = () => {
      underWay -= 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    };
    if (path === '/stuck') void stuck.then(answer);
    else setTimeout(answer, 50);
  };
  upstream = await startUpstream(answering);
  elsewhere = await startUpstream(answering);
});
beforeEach(async () => {
  came = new Map();
  mostAtOnce = 0;
  stuck = new Promise((resolve) => {
    release = resolve;
  });
  patchbay = await startRuns(database, undefined, { requestsPerSecond: 1_000_000 });
});
afterEach(async () => {
  release();
  await patchbay.stop(5_000);
});
afterAll(async () => {
  await upstream.stop();
  await elsewhere.stop();
  await database.drop();
});

const calling = (path: string, api = upstream.url) =>
  draw(
    {
      order: { operation: 'webhook', inputs: { answer: literal('at-once') } },
      call: { operation: 'http', inputs: { url: literal(`${api}/${path}`) } },
    },
    'order -> call',
  );

const send = async (flow: Published) => {
  const answer = await fetch(patchbay.hook(flow), { method: 'POST', body: '{}' });
  await answer.arrayBuffer();
  return answer.status;
};
const heldBack = () => database.prisma.heldBackRun.count();
const calls = (path: string) => came.get(path) ?? 0;

/** So many runs, written as a trigger that starts by itself does, and brought by the queue. */
async function startMany({ workspaceId, flowId, planId }: Published, count: number): Promise<void> {
  const run = { workspaceId, flowId, number: 1, planId, trigger: 'order', payload: null };
  const runs = Array.from({ length: count }, () => run);
  const runIds = await inTransaction(database.pool, (client) => writeStartedRuns(client, runs, Date.now()));
  await patchbay.deps.worker.wake(runIds);
}

describe('a flood of one workspace', () => {
  it('of requests does not keep the run of another waiting for its end, and loses none of its own', async () => {
    const flood = await publish(database, calling('flood'));
    const other = await publish(database, calling('other'));
    const count = 3_000;
    let sent = 0;
    const statuses: number[] = [];
    const senders = Array.from({ length: 100 }, async () => {
      while (sent < count) {
        sent += 1;
        statuses.push(await send(flood));
      }
    });
    await eventually(() => (calls('/flood') >= 200 ? true : undefined));
    expect(await send(other)).toBe(202);
    await eventually(() => (calls('/other') > 0 ? true : undefined));
    // The flood goes on for seconds, however fast the machine is: what overtakes most of it did not wait for it.
    expect(floodBefore).toBeLessThan(count / 2);
    await Promise.all(senders);
    expect(new Set(statuses)).toEqual(new Set([202]));
    await eventually(() => (calls('/flood') === statuses.length ? true : undefined));
    expect(mostAtOnce).toBeLessThanOrEqual(ROOM.most + 2 * ROOM.share);
  });

  it('of runs from the queue that never end does not keep those of another from going', async () => {
    const flood = await publish(database, calling('stuck'));
    const other = await publish(database, calling('other', elsewhere.url));
    const count = ROOM.most + 200;
    await startMany(flood, count);
    // As many calls leave for one server at the same time as connections to it are kept.
    await eventually(async () => ((await heldBack()) === 200 ? true : undefined));
    await startMany(other, 3);
    await eventually(() => (calls('/other') === 3 ? true : undefined));
    expect(await send(other)).toBe(202);
    await eventually(() => (calls('/other') === 4 ? true : undefined));
    expect(await heldBack()).toBe(200);
    release();
    await eventually(() => (calls('/stuck') === count ? true : undefined));
  });
});

describe('what there is no room for', () => {
  it('is shared out among the workspaces that have any, the first that came of each', async () => {
    const store = createHeldBackStore(database.pool);
    const [a, b, c] = Array.from({ length: 3 }, () => randomUUIDv7()).sort();
    if (a === undefined || b === undefined || c === undefined) throw new Error('There are three.');
    const runs = [a, b, c].flatMap((workspaceId) =>
      Array.from({ length: 20 }, () => ({ workspaceId, runId: randomUUIDv7() })),
    );
    await database.prisma.runLease.createMany({ data: runs.map(({ runId }) => ({ runId })) });
    await store.hold(runs, randomUUIDv7());
    const of = (ids: readonly string[], workspace: string) =>
      runs.filter(({ runId, workspaceId }) => workspaceId === workspace && ids.includes(runId)).length;
    const first = await store.take({ left: 9, share: 1, taken: [] });
    expect([a, b, c].map((workspace) => of(first, workspace))).toEqual([3, 3, 3]);
    const taken = [
      { workspaceId: a, runs: 500 },
      { workspaceId: b, runs: 4 },
    ];
    const second = await store.take({ left: 0, share: 5, taken });
    expect([a, b, c].map((workspace) => of(second, workspace))).toEqual([0, 1, 5]);
    await database.prisma.runLease.deleteMany();
    await database.prisma.heldBackRun.deleteMany();
  });

  it('never takes away the share of another', () => {
    const room = new Room({ most: 3, share: 2 });
    for (let runs = 0; runs < 3; runs += 1) room.enter('flood');
    expect([room.hasRoomFor('flood'), room.hasRoomFor('other'), room.left]).toEqual([false, true, 0]);
    for (let runs = 0; runs < 2; runs += 1) room.enter('other');
    expect(room.hasRoomFor('other')).toBe(false);
    for (let runs = 0; runs < 3; runs += 1) room.leave('flood');
    expect([room.hasRoomFor('flood'), room.left, room.taken]).toEqual([true, 1, [{ workspaceId: 'other', runs: 2 }]]);
  });
});
