import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { RunEvent } from '@patchbay/execution';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cancelRun } from '../runs/cancelRun.ts';
import {
  access,
  draw,
  literal,
  object,
  type Published,
  publish,
  ref,
  startRuns,
  startUpstream,
} from '../runs/testing.ts';
import { tryFlow } from '../runs/tryFlow.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually, killLeftProcesses, startProcess } from '../worker/testing.ts';
import { SAMPLE_TOKEN } from './addresses.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let patchbay: Awaited<ReturnType<typeof startRuns>>;
beforeAll(async () => {
  database = await testDatabase();
  patchbay = await startRuns(database);
});
afterEach(killLeftProcesses);
afterAll(async () => {
  await patchbay.stop();
  await database.drop();
});

const json = { 'content-type': 'application/json' };
const post = (url: string, body: unknown = {}) =>
  fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body) });
/** The address as this process is reached. */
const here = (url: string, base = patchbay.url) => url.replace('http://patchbay.test', base);

/** Starts by a request, waits to be called, and keeps what came. `more`: of the step that waits. */
function waitingFlow(more: Parameters<typeof draw>[0][string]['inputs'] = {}) {
  return draw(
    {
      order: { operation: 'webhook', inputs: { answer: literal('at-once') } },
      ask: { operation: 'callback', inputs: more },
      ship: { operation: 'setFields', inputs: { fields: object({ got: ref('ask.body'), how: ref('ask.method') }) } },
      hold: { operation: 'setFields', inputs: { fields: object({ held: literal(true) }) } },
    },
    'order -> ask',
    'ask -> ship',
    'ask -timeout-> hold',
  );
}

const eventsOf = (runId: string): Promise<RunEvent[]> => patchbay.deps.journal.read(runId);
const typesOf = async (runId: string) => (await eventsOf(runId)).map(({ type }) => type);
const waiting = (runId: string) =>
  eventually(async () => ((await typesOf(runId)).includes('step.waiting') ? true : undefined));
const parked = (runId: string) =>
  eventually(async () => ((await patchbay.deps.runStore.find(runId))?.row.status === 'waiting' ? true : undefined));
const ended = (runId: string) =>
  eventually(async () => {
    const events = await eventsOf(runId);
    return events.at(-1)?.type === 'run.finished' ? events : undefined;
  });
const outputIn = (events: readonly RunEvent[], path: string) =>
  events.flatMap((event) => (event.type === 'step.succeeded' && event.path === path ? [event.output] : []))[0];

async function begun(flow: Published, base = patchbay) {
  const { runId } = (await (await post(base.hook(flow))).json()) as { runId: string };
  return { runId, url: here(patchbay.deps.addresses.callback({ runId, path: 'ask' })) };
}

describe('a callback', () => {
  it('gives its step what was sent, and the run goes on', async () => {
    const { runId, url } = await begun(await publish(database, waitingFlow()));
    await parked(runId);
    const response = await fetch(`${url}?from=shop`, { method: 'PUT', headers: json, body: '{"ok": "yes"}' });
    expect(response.status).toBe(200);
    expect(await typesOf(runId)).toContain('step.resumed');
    const events = await ended(runId);
    expect(outputIn(events, 'ship')).toEqual({ got: { ok: 'yes' }, how: 'PUT' });
    expect(events.find(({ type }) => type === 'step.resumed')).toMatchObject({
      by: 'callback',
      outlet: 'done',
      output: { query: { from: 'shop' }, headers: { 'content-type': 'application/json' }, method: 'PUT' },
    });
  });

  it.each([
    ['GET', undefined, undefined, null],
    ['POST', 'a=1&b=2', 'application/x-www-form-urlencoded', { a: '1', b: '2' }],
    ['POST', 'hello', 'text/plain', 'hello'],
    ['DELETE', undefined, undefined, null],
  ])('takes a %s of %j', async (...sent) => {
    const [method, body, type, got] = sent;
    const { runId, url } = await begun(await publish(database, waitingFlow()));
    const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
    expect((await fetch(url, { method, headers, ...(body !== undefined && { body }) })).status).toBe(200);
    expect(outputIn(await ended(runId), 'ship')).toEqual({ got, how: method });
  });

  it('is taken once: a second call, also in the same moment, changes nothing', async () => {
    const { runId, url } = await begun(await publish(database, waitingFlow()));
    await waiting(runId);
    const answers = await Promise.all([post(url, { n: 1 }), post(url, { n: 2 }), post(url, { n: 3 })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const events = await ended(runId);
    expect(events.filter(({ type }) => type === 'step.resumed')).toHaveLength(1);
    const late = await post(url, { n: 4 });
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({
      code: 'called_before',
      detail: expect.stringContaining('changed nothing'),
    });
    expect(await eventsOf(runId)).toEqual(events);
  });

  it('after the time is up, or the run, changes nothing and says why', async () => {
    const flow = await publish(database, waitingFlow({ amount: literal(0.1), unit: literal('seconds') }));
    const timed = await begun(flow);
    const events = await ended(timed.runId);
    expect(outputIn(events, 'hold')).toEqual({ held: true });
    const late = await post(timed.url);
    expect([late.status, (await late.json()).code]).toEqual([410, 'called_too_late']);

    const long = await publish(database, waitingFlow());
    const cancelled = await begun(long);
    await waiting(cancelled.runId);
    await cancelRun(cancelled.runId, access(long.workspaceId, 'run.cancel'), patchbay.deps);
    const over = await post(cancelled.url);
    expect([over.status, (await over.json()).code]).toEqual([410, 'run_over']);
    expect((await eventsOf(cancelled.runId)).at(-1)).toMatchObject({ type: 'run.finished', outcome: 'cancelled' });
  });

  it('is not waited for longer than the run may take', async () => {
    const document = { ...waitingFlow(), settings: { timeLimitMs: 3_000 } };
    const { runId, url } = await begun(await publish(database, document));
    const events = await ended(runId);
    expect(events.at(-1)).toMatchObject({ outcome: 'failed', failure: { code: 'run_timed_out' } });
    const late = await post(url);
    expect([late.status, (await late.json()).code]).toEqual([410, 'run_over']);
    expect(await eventsOf(runId)).toEqual(events);
  });

  it('is not taken from somebody who only looks, or guesses', async () => {
    const { runId, url } = await begun(await publish(database, waitingFlow()));
    await waiting(runId);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(405);
    expect((await fetch(url, { method: 'OPTIONS' })).status).toBe(405);
    const other = here(patchbay.deps.addresses.callback({ runId, path: 'ship' }));
    const signed = other.slice(other.indexOf('.', url.lastIndexOf('/')));
    const guessed = url.slice(0, url.indexOf('.', url.lastIndexOf('/'))) + signed;
    for (const address of [guessed, `${patchbay.url}/callback/nonsense`, `${patchbay.url}/callback/`]) {
      const response = await post(address);
      expect([response.status, (await response.json()).code]).toEqual([404, 'unknown_callback']);
    }
    const sample = await post(`${patchbay.url}/callback/${SAMPLE_TOKEN}`);
    expect(await sample.json()).toMatchObject({ code: 'sample_address' });
    expect(await typesOf(runId)).not.toContain('step.resumed');
    expect((await post(url)).status).toBe(200);
  });

  it('that cannot be read is refused, and the address takes another', async () => {
    const { runId, url } = await begun(await publish(database, waitingFlow()));
    const broken = await fetch(url, { method: 'POST', headers: json, body: '{"a":' });
    expect([broken.status, (await broken.json()).code]).toEqual([400, 'body_unreadable']);
    const large = await fetch(url, { method: 'POST', headers: json, body: JSON.stringify('x'.repeat(6_000_000)) });
    expect(large.status).toBe(413);
    expect((await post(url)).status).toBe(200);
    await ended(runId);
  });
});

/** Makes an address, sends it to `api`, and waits there to be called; in each item where there are several. */
function sendingFlow(api: string, items?: readonly string[]) {
  const parent = items === undefined ? {} : { parent: 'each' };
  return draw(
    {
      order: { operation: 'webhook', inputs: { answer: literal('at-once') } },
      ...(items && {
        each: {
          operation: 'forEach',
          inputs: { items: literal(items), atOnce: literal(items.length), collect: ref('ask.body.item') },
        },
      }),
      make: { operation: 'callbackAddress', inputs: { step: literal('ask') }, ...parent },
      send: {
        operation: 'http',
        inputs: {
          method: literal('POST'),
          url: literal(`${api}/job`),
          body: object({ url: ref('make.url'), item: items === undefined ? literal('only') : ref('each.item') }),
        },
        ...parent,
      },
      ask: { operation: 'callback', ...parent },
    },
    items === undefined ? 'order -> make' : 'order -> each',
    'make -> send',
    'send -> ask',
  );
}

async function bodyOf(request: IncomingMessage): Promise<{ url: string; item: string }> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text);
}

describe('an address that an earlier step makes', () => {
  it('may be called before the step waits, which takes the call when it comes to that', async () => {
    const api = await startUpstreamWithBody(async ({ url }) => {
      expect((await post(here(url), { quick: true })).status).toBe(200);
    });
    const { runId } = await begun(await publish(database, sendingFlow(api.url)));
    const events = await ended(runId);
    const types = events.map(({ type }) => type);
    expect(types.indexOf('step.resumed')).toBeLessThan(types.indexOf('step.waiting'));
    expect((await post(here(patchbay.deps.addresses.callback({ runId, path: 'ask' })))).status).toBe(409);
    await api.stop();
  });

  it('names its item in a loop', async () => {
    const calls: { url: string; item: string }[] = [];
    const api = await startUpstreamWithBody(async (sent) => void calls.push(sent));
    const { runId } = await begun(await publish(database, sendingFlow(api.url, ['a', 'b', 'c'])));
    await eventually(() => (calls.length === 3 ? true : undefined));
    for (const { url, item } of calls.toReversed()) expect((await post(here(url), { item })).status).toBe(200);
    const events = await ended(runId);
    expect(events.at(-1)).toMatchObject({ outcome: 'succeeded' });
    const words = events.flatMap((e) =>
      e.type === 'step.resumed' ? [[e.path, (e.output as { body: unknown }).body]] : [],
    );
    expect(Object.fromEntries(words)).toEqual({
      'each[0]/ask': { item: 'a' },
      'each[1]/ask': { item: 'b' },
      'each[2]/ask': { item: 'c' },
    });
    await api.stop();
  });
});

/** An API that reads what it is sent, does `act`, and answers. */
async function startUpstreamWithBody(act: (sent: { url: string; item: string }) => Promise<void>) {
  const server = createServer(async (request, response) => {
    await act(await bodyOf(request));
    response.writeHead(200, json).end('{}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('the word of a callback arrives', () => {
  it('while another way of the run is under way, which goes on undisturbed', async () => {
    const release = Promise.withResolvers<void>();
    const api = await startUpstream((_, response) => {
      void release.promise.then(() => response.writeHead(200, json).end('{}'));
    });
    const document = draw(
      {
        order: { operation: 'webhook', inputs: { answer: literal('at-once') } },
        slow: { operation: 'http', inputs: { method: literal('POST'), url: literal(`${api.url}/slow`) } },
        ask: { operation: 'callback' },
        ship: { operation: 'setFields', inputs: { fields: object({ got: ref('ask.body') }) } },
      },
      'order -> slow',
      'order -> ask',
      'ask -> ship',
    );
    const { runId, url } = await begun(await publish(database, document));
    await eventually(() => api.calls[0]);
    expect((await post(url, { hi: 1 })).status).toBe(200);
    await eventually(async () => (outputIn(await eventsOf(runId), 'ship') === undefined ? undefined : true));
    expect(api.calls).toHaveLength(1);
    release.resolve();
    expect((await ended(runId)).at(-1)).toMatchObject({ outcome: 'succeeded' });
    expect(api.calls).toHaveLength(1);
    await api.stop();
  });

  it('taken by a process that does not move the run', async () => {
    const flow = await publish(database, waitingFlow());
    const other = await startRuns(database);
    const { runId } = await begun(flow);
    await parked(runId);
    const url = here(other.deps.addresses.callback({ runId, path: 'ask' }), other.url);
    expect((await post(url)).status).toBe(200);
    expect((await ended(runId)).at(-1)).toMatchObject({ outcome: 'succeeded' });
    await other.stop();
  });

  it('when the process that moved the run is killed while it waits', async () => {
    const flow = await publish(database, waitingFlow());
    const doomed = await startProcess(database.url, randomUUID());
    const { runId } = (await (await post(`${doomed.url}/hook/${flow.hookId}`)).json()) as { runId: string };
    await waiting(runId);
    await doomed.kill();
    const url = here(patchbay.deps.addresses.callback({ runId, path: 'ask' }));
    expect((await post(url, { after: 'death' })).status).toBe(200);
    const events = await ended(runId);
    expect(outputIn(events, 'ship')).toMatchObject({ got: { after: 'death' } });
  });

  it('when the process that took it is killed right after it has answered', async () => {
    const flow = await publish(database, waitingFlow());
    const { runId } = await begun(flow);
    await parked(runId);
    const doomed = await startProcess(database.url, randomUUID());
    const url = here(patchbay.deps.addresses.callback({ runId, path: 'ask' }), doomed.url);
    expect((await post(url)).status).toBe(200);
    await doomed.kill();
    expect((await ended(runId)).at(-1)).toMatchObject({ outcome: 'succeeded' });
  });

  it('at many runs at once, in the moment each begins to wait', async () => {
    const flow = await publish(database, waitingFlow());
    const runs = await Promise.all(Array.from({ length: 40 }, () => begun(flow)));
    const answers = await Promise.all(runs.map(({ url }) => post(url)));
    expect(answers.map(({ status }) => status)).toEqual(runs.map(() => 200));
    for (const { runId } of runs) expect((await ended(runId)).at(-1)).toMatchObject({ outcome: 'succeeded' });
    expect(patchbay.errors).toEqual([]);
  });
});

it('gives a try on sample data an address that says that it is a sample', async () => {
  const document = sendingFlow('http://127.0.0.1:9');
  const { workspaceId, flowId } = await publish(database, document);
  const may = access(workspaceId, 'run.try');
  const { runId } = await tryFlow({ flowId, document, mode: 'mock', payload: {} }, may, patchbay.deps);
  const events = await ended(runId);
  expect(outputIn(events, 'make')).toEqual({ url: `http://patchbay.test/callback/${SAMPLE_TOKEN}` });
  expect(events.at(-1)).toMatchObject({ outcome: 'succeeded' });
});
