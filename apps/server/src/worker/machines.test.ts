import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, literal, ref, type StepSpec, startUpstream } from '../runs/testing.ts';
import { testDatabase } from '../store/testing.ts';
import { Browser, startMachines } from './machines.fixture.ts';
import { eventually } from './testing.ts';

const SERVICES = ['api', 'hooks', 'hooks', 'worker', 'worker'];
/** Processes with hooks look by themselves after five seconds: what they know sooner they were told. */
const TOLD_MS = 2_500;

let database: Awaited<ReturnType<typeof testDatabase>>;
let cluster: Awaited<ReturnType<typeof startMachines>>;
let ada: Browser;
let urls: string[];
beforeAll(async () => {
  database = await testDatabase();
  cluster = await startMachines(database.url, SERVICES, 3_110);
  urls = cluster.machines.map(({ url }) => url);
  ada = new Browser(urls[0] ?? '');
  await ada.signUp();
});
afterAll(async () => {
  await cluster.stop();
  await database.drop();
});

const post = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: '{"id":7}', headers: { 'content-type': 'application/json', ...headers } });

/** Resolves when every process with hooks answers so. */
const answersEverywhere = (path: string, status: number, withinMs: number): Promise<true[]> =>
  Promise.all(
    urls
      .slice(1, 3)
      .map((url) => eventually(async () => (await post(url + path)).status === status || undefined, withinMs)),
  );

const atOnce: StepSpec = { operation: 'webhook', inputs: { answer: literal('at-once') } };
const ask: StepSpec = { operation: 'approval', inputs: { question: literal('Go on?') } };
const hold: StepSpec = { operation: 'wait', inputs: { amount: literal(0.2), unit: literal('seconds') } };

/** Accepted at a process with hooks; after its wait it goes on in a process with a worker. */
async function startAtHook(path: string): Promise<string> {
  const answer = await post((urls[1] ?? '') + path);
  expect(answer.status).toBe(202);
  return (await answer.json()).runId;
}

const statusOf = async (runId: string) => (await database.prisma.run.findUnique({ where: { id: runId } }))?.status;
const becomes = (runId: string, status: string) =>
  eventually(async () => ((await statusOf(runId)) === status ? true : undefined));

describe('five processes on one database', () => {
  it('each serve what they are for, say so where they are asked for more, and are healthy', async () => {
    const asked = ['/', '/api/trpc/session.get', '/hook/nobody', '/form/nobody', '/callback/nobody'];
    const answers = await Promise.all(
      urls.map((url) =>
        Promise.all(
          asked.map(async (path) => {
            const answer = await fetch(url + path);
            return /not_served_here/.test(await answer.text()) ? 'elsewhere' : 'here';
          }),
        ),
      ),
    );
    const [here, elsewhere] = ['here', 'elsewhere'];
    expect(answers).toEqual([
      [here, here, elsewhere, elsewhere, elsewhere],
      ...[1, 2].map(() => [elsewhere, elsewhere, here, here, here]),
      ...[3, 4].map(() => [elsewhere, elsewhere, elsewhere, elsewhere, elsewhere]),
    ]);
    for (const url of urls) {
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    }
  });

  it('take requests to a flow as soon as it is published, and send them away when it is switched off', async () => {
    const { flowId, path } = await ada.publish(draw({ order: { operation: 'webhook' } }));
    expect(await answersEverywhere(path, 200, TOLD_MS)).toEqual([true, true]);
    await ada.call('flow.setActive', { flowId, active: false });
    expect(await answersEverywhere(path, 503, TOLD_MS)).toEqual([true, true]);
    await ada.call('flow.setActive', { flowId, active: true });
    await answersEverywhere(path, 200, TOLD_MS);
  });

  it('show whoever builds a flow what arrived at another process', async () => {
    const { flowId, path } = await ada.publish(draw({ order: { operation: 'webhook' } }));
    const heard = ada.subscribe<{ captured: unknown }>('hook.listen', { flowId, stepId: 'order' });
    const next = heard.next();
    await eventually(async () => (await database.prisma.hookListener.count({ where: { flowId } })) > 0 || undefined);
    // Every process with hooks has been told by then, or looks again within seconds.
    const arrives = async () => {
      await post((urls[2] ?? '') + path);
      return (await Promise.race([next, soon()])) as IteratorResult<unknown> | undefined;
    };
    expect(JSON.stringify((await eventually(arrives))?.value)).toContain('"id":7');
    await heard.return(undefined);
  });

  it('show a run that a worker moves where it is watched, and stop it where that is said', async () => {
    const api = await startUpstream((request) => request.socket.on('close', () => closed.push(true)));
    const closed: true[] = [];
    const document = draw(
      {
        order: atOnce,
        hold,
        call: { operation: 'http', inputs: { method: literal('POST'), url: literal(`${api.url}/slow`) } },
      },
      'order -> hold',
      'hold -> call',
    );
    const runId = await startAtHook((await ada.publish(document)).path);
    const watched = ada.subscribe<{ events: { type: string; path?: string }[] }>('run.onEvents', { runId });
    let isSeen = false;
    const watch = async () => {
      for await (const { events } of watched) {
        if (events?.some(({ type, path }) => type === 'step.started' && path === 'call')) isSeen = true;
        if (events?.some(({ type }) => type === 'run.finished')) return true;
      }
      return false;
    };
    const watching = watch().catch(() => false);
    await eventually(() => (api.calls.length > 0 ? true : undefined));
    // Nobody answers the call, so whatever is seen or stopped from here on is while it is under way.
    await eventually(() => isSeen || undefined);
    await ada.call('run.cancel', { runId });
    await eventually(() => closed[0]);
    expect(await watching).toBe(true);
    expect(await statusOf(runId)).toBe('cancelled');
    await api.stop();
  });

  it('move a run on when a person tries a step again, skips it, or says yes', async () => {
    let isWell = false;
    const api = await startUpstream((_request, response) => response.writeHead(isWell ? 200 : 400).end('{}'));
    const document = draw(
      {
        order: atOnce,
        hold,
        call: { operation: 'http', inputs: { url: literal(`${api.url}/item`) } },
        ask,
      },
      'order -> hold',
      'hold -> call',
      'call -> ask',
    );
    const nap: StepSpec = { operation: 'wait', inputs: { amount: literal(1), unit: literal('hours') } };
    const sleeping = draw({ order: atOnce, nap, ask }, 'order -> nap', 'nap -> ask');
    const again = await startAtHook((await ada.publish(document)).path);
    const skipped = await startAtHook((await ada.publish(sleeping)).path);
    await Promise.all([becomes(again, 'failed'), becomes(skipped, 'waiting')]);
    isWell = true;
    await ada.call('run.retry', { runId: again, path: 'call' });
    await ada.call('run.skip', { runId: skipped, path: 'nap' });
    const asking = async () => {
      const { items } = await ada.query<{ items: { id: string }[] }>('approval.list', { workspaceId: ada.workspaceId });
      return items.length === 2 ? items : undefined;
    };
    for (const { id } of await eventually(asking)) {
      await ada.call('approval.answer', { approvalId: id, answer: 'approve' });
    }
    await Promise.all([becomes(again, 'succeeded'), becomes(skipped, 'succeeded')]);
    expect(api.calls).toHaveLength(2);
    await api.stop();
  });

  it('let nobody in by an account that was deleted ten seconds ago', async () => {
    const auth = { kind: 'fields', id: 'header', values: { header: 'X-Token', value: 'open sesame' } };
    const account = { workspaceId: ada.workspaceId, connector: 'request-checks', name: 'Shop', auth };
    const { id } = await ada.call<{ id: string }>('connection.create', account);
    const { path, flowId } = await ada.publish(
      draw(
        {
          order: { operation: 'webhook', connection: id },
          answer: { operation: 'respond', inputs: { body: ref('order.body') } },
        },
        'order -> answer',
      ),
    );
    const [, one = '', two = ''] = urls;
    const enters = async (url: string) => (await post(url + path, { 'x-token': 'open sesame' })).status;
    await eventually(async () => ((await enters(one)) === 200 && (await enters(two)) === 200 ? true : undefined));
    const seen = [{ flowId, stops: true }];
    await ada.call('connection.delete', { workspaceId: ada.workspaceId, connectionId: id, seen });
    const isShut = async (url: string) => ((await enters(url)) === 503 ? true : undefined);
    const shut = await Promise.all([one, two].map((url) => eventually(() => isShut(url), 11_000)));
    expect(shut).toEqual([true, true]);
  });
});

function soon(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), 300);
  });
}
