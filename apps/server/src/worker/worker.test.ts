import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RunEvent } from '@patchbay/execution';
import type { RetryPolicy } from '@patchbay/flow';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cancelRun } from '../runs/cancelRun.ts';
import { getRun } from '../runs/getRun.ts';
import { listRuns } from '../runs/listRuns.ts';
import { retryStep } from '../runs/retryStep.ts';
import { skipStep } from '../runs/skipStep.ts';
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
import { watchRun } from '../runs/watchRun.ts';
import { createJournal } from '../store/journal/journal.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually, killLeftProcesses, startProcess } from './testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(killLeftProcesses);
afterAll(() => database.drop());

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const post = (url: string) =>
  fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });

/** GET, then POST, then the answer. `retry` is the policy of the GET. */
function twoCalls(api: string, retry?: RetryPolicy) {
  const document = draw(
    {
      order: { operation: 'webhook' },
      item: { operation: 'http', inputs: { url: literal(`${api}/item`) } },
      send: {
        operation: 'http',
        inputs: { method: literal('POST'), url: literal(`${api}/sink`), body: ref('item.body') },
      },
      answer: { operation: 'respond', inputs: { body: object({ receipt: ref('send.body.receipt') }) } },
    },
    'order -> item',
    'item -> send',
    'send -> answer',
  );
  const item = document.steps.item;
  if (retry !== undefined && item !== undefined) item.retry = retry;
  return document;
}

const runOf = async ({ flowId }: Published) =>
  (await database.prisma.run.findFirst({ where: { flowId }, orderBy: { id: 'desc' } })) ?? undefined;
const ended = async (flow: Published) => {
  const run = await runOf(flow);
  return run !== undefined && run.finishedAt !== null ? run : undefined;
};
const journalOf = async (flow: Published): Promise<RunEvent[]> =>
  createJournal(database.pool).read((await runOf(flow))?.id ?? randomUUID());

describe('a process that is killed', () => {
  it.each(['started again', 'gone for good'])(
    'between GET and POST, and %s, loses no run and repeats no GET',
    async (fate) => {
      const api = await startUpstream((request, response) => {
        if (request.method === 'GET') json(response, { id: 7 });
        else if (api.calls.filter(({ path }) => path === '/sink').length > 1) json(response, { receipt: 'r-7' });
      });
      const flow = await publish(database, safePost(api.url));
      const instance = randomUUID();
      const first = await startProcess(database.url, instance);
      const sent = post(`${first.url}/hook/${flow.hookId}`).catch(() => 'cut off');
      await eventually(() => api.calls.find(({ path }) => path === '/sink'));
      await first.kill();
      expect(await sent).toBe('cut off');

      const second = await startProcess(database.url, fate === 'started again' ? instance : randomUUID());
      const run = await eventually(() => ended(flow));
      expect(run.status).toBe('succeeded');
      expect(api.calls.filter(({ method }) => method === 'GET')).toHaveLength(1);
      await second.stop();
      await api.stop();
    },
  );

  it('in the middle of a POST that must not be repeated asks, and goes on without it when a person says so', async () => {
    const api = await startUpstream((request, response) => {
      if (request.method === 'GET') json(response, { id: 7 });
    });
    const flow = await publish(database, twoCalls(api.url));
    const instance = randomUUID();
    const first = await startProcess(database.url, instance);
    void post(`${first.url}/hook/${flow.hookId}`).catch(() => undefined);
    await eventually(() => api.calls.find(({ path }) => path === '/sink'));
    await first.kill();
    const second = await startProcess(database.url, instance);
    const run = await eventually(async () => {
      const found = await runOf(flow);
      return found?.status === 'needs_attention' ? found : undefined;
    });
    const other = await startRuns(database);
    const may = access(flow.workspaceId, 'run.retry');
    await expect(skipStep({ runId: run.id, path: 'item' }, may, other.deps)).rejects.toMatchObject({
      code: 'not_found',
    });
    await skipStep({ runId: run.id, path: 'send' }, may, other.deps);
    expect(await eventually(() => ended(flow))).toMatchObject({ status: 'succeeded' });
    expect(await journalOf(flow)).toContainEqual(
      expect.objectContaining({ type: 'step.skipped', path: 'send', by: 'ada' }),
    );
    expect(api.calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
    await other.stop();
    await second.stop();
    await api.stop();
  });

  it('while it was only frozen writes nothing over what others did meanwhile', async () => {
    const api = await startUpstream((request, response) => {
      if (request.method !== 'GET') return json(response, { receipt: 'r-7' });
      if (api.calls.length > 1) return json(response, { id: 7 });
      return undefined;
    });
    const flow = await publish(database, twoCalls(api.url));
    const frozen = await startProcess(database.url, randomUUID());
    void post(`${frozen.url}/hook/${flow.hookId}`).catch(() => undefined);
    await eventually(() => api.calls[0]);
    // What nobody was told of is written once its first call takes long.
    await eventually(() => runOf(flow));
    frozen.freeze();
    const other = await startProcess(database.url, randomUUID());
    await eventually(() => ended(flow));
    const before = await journalOf(flow);
    frozen.thaw();
    await api.stop();
    await eventually(async () => {
      const { rows } = await database.pool.query<{ n: number }>('select count(*)::int as n from worker');
      return rows[0]?.n === 2 ? true : undefined;
    });
    expect(await journalOf(flow)).toEqual(before);
    await Promise.all([frozen.stop(), other.stop()]);
  });
});

describe('a worker', () => {
  let patchbay: Awaited<ReturnType<typeof startRuns>>;
  beforeAll(async () => {
    patchbay = await startRuns(database);
  });
  afterAll(() => patchbay.stop());

  it('tries again later what failed for a moment, and the sender still gets the answer', async () => {
    const api = await startUpstream((request, response) => {
      if (request.method !== 'GET') json(response, { receipt: 'r-1' });
      else json(response, { id: 1 }, api.calls.length === 1 ? 503 : 200);
    });
    const flow = await publish(database, twoCalls(api.url, { tries: 3, firstWaitMs: 50 }));
    const response = await post(patchbay.hook(flow));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ receipt: 'r-1' });
    expect((await journalOf(flow)).filter(({ type }) => type === 'step.failed')).toHaveLength(1);
    await api.stop();
  });

  it('cancels a run that waits for an answer, and sends nothing after it', async () => {
    const api = await startUpstream((request, response) => {
      if (request.method !== 'GET') json(response, {});
    });
    const flow = await publish(database, twoCalls(api.url));
    const waiting = post(patchbay.hook(flow));
    await eventually(() => api.calls[0]);
    const run = await eventually(() => runOf(flow));
    await cancelRun(run.id, access(flow.workspaceId, 'run.cancel'), patchbay.deps);
    const response = await waiting;
    expect(await response.json()).toMatchObject({ status: 502, code: 'run_cancelled', runId: run.id });
    expect(await ended(flow)).toMatchObject({ status: 'cancelled' });
    expect(api.calls).toHaveLength(1);
    await api.stop();
  });

  it('goes on from the failed step when a person tries it again', async () => {
    const api = await startUpstream((request, response) => {
      if (request.method !== 'GET') json(response, { receipt: 'r-2' });
      else if (api.calls.length === 1) json(response, {}, 404);
      // Long enough to hear what this very process announced.
      else setTimeout(() => json(response, { id: 1 }), 200);
    });
    const flow = await publish(database, twoCalls(api.url));
    expect((await post(patchbay.hook(flow))).status).toBe(502);
    const run = await eventually(() => ended(flow));
    expect(run).toMatchObject({ status: 'failed', error: expect.any(String) });
    await retryStep({ runId: run.id, path: 'item' }, access(flow.workspaceId, 'run.retry'), patchbay.deps);
    await eventually(async () => ((await ended(flow))?.status === 'succeeded' ? true : undefined));
    expect(api.calls.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
    await api.stop();
  });

  it('moves a run to where it was tried again, when a person cannot wait for the next try', async () => {
    const api = await startUpstream((request, response) => {
      if (request.method !== 'GET') json(response, { receipt: 'r-2' });
      else json(response, { id: 1 }, api.calls.length === 1 ? 503 : 200);
    });
    const flow = await publish(database, twoCalls(api.url, { tries: 3, firstWaitMs: 8_000 }));
    const waiting = post(patchbay.hook(flow));
    const run = await eventually(async () => {
      const found = await runOf(flow);
      return found?.status === 'waiting' ? found : undefined;
    });
    const other = await startRuns(database);
    await retryStep({ runId: run.id, path: 'item' }, access(flow.workspaceId, 'run.retry'), other.deps);
    expect(await (await waiting).json()).toEqual({ receipt: 'r-2' });
    await other.stop();
    await api.stop();
  });

  it('sends nothing in a try with samples, and everything else is as it would be', async () => {
    const api = await startUpstream((_request, response) => json(response, {}));
    const document = twoCalls(api.url);
    const flow = await publish(database, document);
    const tried = { flowId: flow.flowId, document, mode: 'mock', payload: { id: 1 } } as const;
    const { runId } = await tryFlow(tried, access(flow.workspaceId, 'run.try'), patchbay.deps);
    const seen: RunEvent[] = [];
    for await (const { from, events } of watchRun({ runId, from: 0 }, new AbortController().signal, patchbay.deps)) {
      expect(from).toBe(seen.length);
      seen.push(...events);
    }
    expect(seen.at(-1)).toMatchObject({ type: 'run.finished', outcome: 'succeeded' });
    expect(seen[0]).toMatchObject({ payload: { body: { id: 1 }, method: 'POST' }, mode: 'mock' });
    expect(api.calls).toEqual([]);
    const detail = await getRun({ runId }, access(flow.workspaceId, 'run.read'), patchbay.deps);
    expect(detail).toMatchObject({ run: { version: null, mode: 'mock', flowName: 'Orders' }, document, events: seen });
    await api.stop();
  });

  it('hides the runs of other workspaces as if they were not there', async () => {
    const flow = await publish(database, draw({ order: { operation: 'webhook' } }));
    const { runId } = await (await post(patchbay.hook(flow))).json();
    const stranger = access(randomUUID(), 'run.read');
    await expect(getRun({ runId }, stranger, patchbay.deps)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listRuns({ limit: 10 }, stranger, patchbay.deps)).toEqual({ items: [], nextCursor: null });
  });

  it('lists runs newest first, a page at a time, each once', async () => {
    const flow = await publish(database, draw({ order: { operation: 'webhook' } }));
    for (let i = 0; i < 5; i += 1) await post(patchbay.hook(flow));
    const reader = access(flow.workspaceId, 'run.read');
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listRuns({ limit: 2, ...(cursor && { cursor }) }, reader, patchbay.deps);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(5);
    expect(seen).toEqual(seen.toSorted().toReversed());
  });

  it('finishes calls under way when it is stopped, and leaves the rest to the next', async () => {
    let release: () => void = () => undefined;
    const api = await startUpstream(async (request, response) => {
      if (request.method !== 'GET') return json(response, { receipt: 'r-3' });
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return json(response, { id: 3 });
    });
    const flow = await publish(database, twoCalls(api.url));
    const stopping = await startRuns(database);
    void post(stopping.hook(flow)).catch(() => undefined);
    await eventually(() => api.calls[0]);
    const stopped = stopping.stop(10_000);
    release();
    await stopped;
    await eventually(() => ended(flow));
    expect(api.calls.map(({ method }) => method)).toEqual(['GET', 'POST']);
    await api.stop();
  });
});

/** The same with a POST that may be repeated: a PUT. */
function safePost(api: string) {
  const document = twoCalls(api);
  const send = document.steps.send;
  if (send !== undefined) send.inputs.method = literal('PUT');
  return document;
}
