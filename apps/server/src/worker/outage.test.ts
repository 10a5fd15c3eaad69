import type { Mapping } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, literal, publish, ref, startRuns, startUpstream } from '../runs/testing.ts';
import { openDatabase } from '../store/database.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually } from './testing.ts';
import { layWire } from './wire.testing.ts';

const post = (url: string) =>
  fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });

describe('while the database is away', () => {
  let direct: Awaited<ReturnType<typeof testDatabase>>;
  let way: Awaited<ReturnType<typeof layWire>>;
  let database: Awaited<ReturnType<typeof openDatabase>>;
  let patchbay: Awaited<ReturnType<typeof startRuns>>;
  beforeAll(async () => {
    direct = await testDatabase();
    way = await layWire(direct.url);
    database = await openDatabase(way.url);
    patchbay = await startRuns(database);
  });
  afterAll(async () => {
    await patchbay.stop();
    await database.close();
    way.close();
    await direct.drop();
  });

  it('a hook says so and takes nothing, and takes everything again within five seconds', async () => {
    const flow = await publish(direct, draw({ order: { operation: 'webhook' } }));
    expect((await post(patchbay.hook(flow))).status).toBe(200);
    way.cut();
    const refused = await post(patchbay.hook(flow));
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    await way.mend();
    await eventually(async () => ((await post(patchbay.hook(flow))).status === 200 ? true : undefined), 5_000);
    expect(await direct.prisma.run.count({ where: { flowId: flow.flowId } })).toBe(2);
  });

  it('a run that is under way keeps what it had, and goes on from there afterwards', async () => {
    const api = await startUpstream((_request, response) => {
      if (api.calls.length === 1) way.cut();
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":1}');
    });
    const flow = await publish(direct, getThenPut(api.url, { answer: literal('at-once') }));
    const sent = await post(patchbay.hook(flow));
    expect(sent.status).toBe(202);
    const { runId } = await sent.json();
    await eventually(() => api.calls[0]);
    await way.mend();
    const isDone = async () =>
      (await direct.prisma.run.findFirst({ where: { id: runId } }))?.status === 'succeeded' ? true : undefined;
    await eventually(isDone);
    // The GET's answer was not stored, so it is asked again, unless the database is back before it has to be; what follows
    // happens once.
    expect(api.calls.map(({ method }) => method).join(' ')).toMatch(/^GET (GET )?PUT$/);
    await api.stop();
  });

  it('a sender who waits for the answer is told to try again, and nothing comes of what could not be written', async () => {
    const api = await startUpstream((_request, response) => {
      if (api.calls.length === 1) way.cut();
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":1}');
    });
    const flow = await publish(direct, getThenPut(api.url));
    expect((await post(patchbay.hook(flow))).status).toBe(503);
    await way.mend();
    await eventually(async () => ((await post(patchbay.hook(flow))).status === 200 ? true : undefined));
    expect(await direct.prisma.run.count({ where: { flowId: flow.flowId } })).toBe(1);
    expect(api.calls.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    await api.stop();
  });
});

function getThenPut(api: string, settings: Record<string, Mapping> = {}) {
  return draw(
    {
      order: { operation: 'webhook', inputs: settings },
      item: { operation: 'http', inputs: { url: literal(`${api}/item`) } },
      send: {
        operation: 'http',
        inputs: { method: literal('PUT'), url: literal(`${api}/sink`), body: ref('item.body') },
      },
      answer: { operation: 'respond', inputs: { body: ref('send.body') } },
    },
    'order -> item',
    'item -> send',
    'send -> answer',
  );
}
