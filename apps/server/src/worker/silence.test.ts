import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelRun } from '../runs/cancelRun.ts';
import { access, draw, literal, publish, startRuns, startUpstream } from '../runs/testing.ts';
import { openDatabase } from '../store/database.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { openNotifications } from '../store/notifications.ts';
import { tell } from '../store/tell.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually, turnClock } from './testing.ts';
import { layWire } from './wire.testing.ts';

const post = (url: string) =>
  fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });

describe('a wire to the database that carries nothing any more, and says nothing', () => {
  let direct: Awaited<ReturnType<typeof testDatabase>>;
  let way: Awaited<ReturnType<typeof layWire>>;
  let database: Awaited<ReturnType<typeof openDatabase>>;
  beforeAll(async () => {
    direct = await testDatabase();
    way = await layWire(direct.url);
    database = await openDatabase(way.url);
  });
  afterAll(async () => {
    way.close();
    await database.close();
    await direct.drop();
  });

  it('is noticed within ten seconds, and left behind: events are taken and runs go on five seconds after it is mended', async () => {
    const patchbay = await startRuns(database);
    const api = await startUpstream((_request, response) => {
      // The answer of the call arrives, and can be told to nobody.
      if (api.calls.length === 1) way.silence();
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
    const plain = await publish(direct, draw({ order: { operation: 'webhook' } }));
    const calling = await publish(
      direct,
      draw(
        {
          order: { operation: 'webhook', inputs: { answer: literal('at-once') } },
          item: { operation: 'http', inputs: { url: literal(`${api.url}/item`) } },
        },
        'order -> item',
      ),
    );
    expect((await post(patchbay.hook(plain))).status).toBe(200);
    await post(patchbay.hook(calling));
    await eventually(() => (api.calls.length > 0 ? true : undefined));
    const refusedMs = turnClock();
    expect((await post(patchbay.hook(plain))).status).toBe(503);
    expect(refusedMs()).toBeLessThan(12_000);
    await way.mend();
    const mendedMs = turnClock();
    await eventually(async () => ((await post(patchbay.hook(plain))).status === 200 ? true : undefined), 20_000);
    expect(mendedMs()).toBeLessThan(5_000);
    const isDone = async () =>
      (await direct.prisma.run.findFirst({ where: { flowId: calling.flowId } }))?.status === 'succeeded' || undefined;
    await eventually(isDone);
    await api.stop();
    await patchbay.stop();
  });

  it('is noticed by a connection that only listens, which says that it may have missed something', async () => {
    await way.mend();
    const notifications = await openNotifications(database, ['news']);
    const heard: string[] = [];
    let gaps = 0;
    notifications.on('news', (payload) => heard.push(payload));
    notifications.onGap(() => {
      gaps += 1;
    });
    way.silence();
    await tell(direct.pool, 'news', 'lost');
    await way.mend();
    await eventually(() => (gaps === 1 ? true : undefined));
    await tell(direct.pool, 'news', 'heard');
    await eventually(() => (heard.length > 0 ? true : undefined));
    expect(heard).toEqual(['heard']);
    await notifications.close();
  });
});

describe('a connection that the database ends', () => {
  it('is listened on again, and a run that was cancelled meanwhile is let go of', async () => {
    const database = await testDatabase();
    const [moving, other] = [await startRuns(database), await startRuns(database)];
    const closed: true[] = [];
    const api = await startUpstream((request) => request.socket.on('close', () => closed.push(true)));
    const inputs = { method: literal('POST'), url: literal(`${api.url}/slow`) };
    const flow = await publish(
      database,
      draw({ order: { operation: 'webhook' }, call: { operation: 'http', inputs } }, 'order -> call'),
    );
    const answer = post(moving.hook(flow));
    await eventually(() => (api.calls.length > 0 ? true : undefined));
    const { runId } = await eventually(async () => {
      const run = await database.prisma.run.findFirst({ where: { flowId: flow.flowId } });
      return run === null ? undefined : { runId: run.id };
    });
    const { rowCount } = await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and (query like 'listen "%' or query = 'select 1')`,
    );
    expect(rowCount).toBe(2);
    await cancelRun(runId, access(flow.workspaceId, 'run.cancel'), other.deps);
    await eventually(() => closed[0]);
    expect((await answer).status).toBe(502);
    await api.stop();
    await Promise.all([moving.stop(), other.stop()]);
    await database.drop();
  });

  it('fails the transaction that was on it, and nothing else', async () => {
    const database = await testDatabase();
    await expect(
      inTransaction(database.pool, async (client) => {
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
        const ended = new Promise((resolve) => {
          client.once('end', resolve);
        });
        await database.prisma.$queryRaw`select pg_terminate_backend(${rows[0]?.pid}::int)`;
        await ended;
        await client.query('select 1');
      }),
    ).rejects.toThrow(/connection/);
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.drop();
  });
});
