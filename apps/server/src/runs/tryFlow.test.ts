import { type RunView, loadPlan, viewRun } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deleteSample } from '../samples/deleteSample.ts';
import { getSample } from '../samples/getSample.ts';
import { listSamples } from '../samples/listSamples.ts';
import { setSample } from '../samples/setSample.ts';
import { testDatabase } from '../store/testing.ts';
import { getRun } from './getRun.ts';
import { startRun } from './startRun.ts';
import { access, draw, literal, object, publish, ref, startRuns, startUpstream } from './testing.ts';
import { type Tried, tryFlow } from './tryFlow.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let patchbay: Awaited<ReturnType<typeof startRuns>>;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
beforeAll(async () => {
  database = await testDatabase();
  patchbay = await startRuns(database);
  upstream = await startUpstream((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ path: request.url }));
  });
});
afterAll(async () => {
  await patchbay.stop();
  await upstream.stop();
  await database.drop();
});
beforeEach(() => {
  upstream.calls.length = 0;
});
afterEach(() => {
  if (patchbay.errors.length > 0) throw new Error(JSON.stringify(patchbay.errors.map(String)));
});

const paths = () => upstream.calls.map(({ path }) => path);

function post(path: string, from = 'order.n') {
  const inputs = {
    method: literal('POST'),
    url: literal(`${upstream.url}/${path}`),
    body: object({ n: ref(from) }),
  };
  return { operation: 'http', inputs };
}

function shop(): FlowDocument {
  return draw(
    {
      order: { operation: 'manual' },
      charge: post('charge'),
      ship: post('ship', 'charge.body.path'),
      thank: post('thank'),
    },
    'order -> charge',
    'charge -> ship',
    'ship -> thank',
    'ship -error-> thank',
  );
}

const shopOf = () => publish(database, shop());
type Flow = Awaited<ReturnType<typeof shopOf>>;

/** Tries the flow of a shop and gives how the run ended. */
async function tried({ flowId, workspaceId }: Flow, how: Partial<Tried> = {}) {
  const asked = { flowId, document: shop(), mode: 'live', payload: { n: 7 }, ...how } as const;
  const { runId } = await tryFlow(asked, access(workspaceId, 'run.try'), patchbay.deps);
  return { runId, ...(await ended(runId, workspaceId)) };
}

async function ended(runId: string, workspaceId: string): Promise<RunView & { of: Record<string, string> }> {
  return vi.waitFor(async () => {
    const { plan, events } = await getRun({ runId }, access(workspaceId, 'run.read'), patchbay.deps);
    const view = viewRun(loadPlan(plan), events);
    expect(view.finishedAt).toBeDefined();
    return { ...view, of: Object.fromEntries(view.steps.map(({ path, status }) => [path, status])) };
  }, 60_000);
}

describe('trying a part of a flow', () => {
  it('runs up to a step, and nothing after it', async () => {
    const flow = await shopOf();
    const run = await tried(flow, { part: { kind: 'upTo', step: 'ship' } });
    expect(run.of).toEqual({ order: 'succeeded', charge: 'succeeded', ship: 'succeeded' });
    expect(paths()).toEqual(['/charge', '/ship']);
  });

  it('runs from a step on, or only that one, with what an earlier run gave before it', async () => {
    const flow = await shopOf();
    const first = await tried(flow);
    expect(paths()).toEqual(['/charge', '/ship', '/thank']);
    upstream.calls.length = 0;
    const { runId } = first;
    const from = await tried(flow, { part: { kind: 'from', step: 'ship', runId } });
    expect(paths()).toEqual(['/ship', '/thank']);
    expect(from.steps.find(({ path }) => path === 'charge')).toMatchObject({ isCarried: true, status: 'succeeded' });
    expect(from.steps.find(({ path }) => path === 'ship')?.input).toMatchObject({ body: { n: '/charge' } });
    upstream.calls.length = 0;
    const only = await tried(flow, { part: { kind: 'only', step: 'ship', runId: from.runId } });
    expect(paths()).toEqual(['/ship']);
    expect(only.of).toEqual({ order: 'succeeded', charge: 'succeeded', ship: 'succeeded' });
  });

  it('takes the mode of the try, not that of the run whose data it takes', async () => {
    const flow = await shopOf();
    const { runId } = await startRun(
      { flowId: flow.flowId, payload: { n: 1 } },
      access(flow.workspaceId, 'run.start'),
      patchbay.deps,
    );
    await ended(runId, flow.workspaceId);
    upstream.calls.length = 0;
    const run = await tried(flow, { mode: 'mock', part: { kind: 'from', step: 'ship', runId } });
    expect(run).toMatchObject({ mode: 'mock', status: 'succeeded', payload: { n: 1 } });
    expect(paths()).toEqual([]);
  });

  it('refuses data of other flows, and a step that the run never came before', async () => {
    const flow = await shopOf();
    const other = await shopOf();
    const { runId } = await tried(other);
    const part = { kind: 'from', step: 'ship', runId } as const;
    await expect(tried(flow, { part })).rejects.toMatchObject({ code: 'not_found' });
    const short = await tried(flow, { part: { kind: 'upTo', step: 'charge' } });
    const late = tried(flow, { part: { kind: 'from', step: 'thank', runId: short.runId } });
    await expect(late).rejects.toMatchObject({
      code: 'run_cannot_be_replayed',
      message: expect.stringContaining('“ship” stands before “thank”'),
    });
  });
});

describe('what steps are told to do in a try', () => {
  it('gives what is pinned and calls nothing for it, in tries only', async () => {
    const flow = await shopOf();
    const may = access(flow.workspaceId, 'flow.update');
    const pin = { flowId: flow.flowId, stepId: 'charge', isPin: true, name: '' };
    await setSample({ ...pin, value: { body: { path: 'pinned' } } }, may, patchbay.deps);
    const run = await tried(flow);
    expect(paths()).toEqual(['/ship', '/thank']);
    expect(run.steps.find(({ path }) => path === 'ship')?.input).toMatchObject({ body: { n: 'pinned' } });
    upstream.calls.length = 0;
    const { runId } = await startRun(
      { flowId: flow.flowId, payload: { n: 1 } },
      access(flow.workspaceId, 'run.start'),
      patchbay.deps,
    );
    await ended(runId, flow.workspaceId);
    expect(paths()).toEqual(['/charge', '/ship', '/thank']);
    upstream.calls.length = 0;
    await deleteSample(pin, may, patchbay.deps);
    await tried(flow);
    expect(paths()).toEqual(['/charge', '/ship', '/thank']);
  });

  it('fails as it is told on sample data, so that the error way is seen', async () => {
    const flow = await shopOf();
    const run = await tried(flow, { mode: 'mock', fails: { ship: { status: 404 } } });
    expect(run.status).toBe('succeeded');
    const ship = run.steps.find(({ path }) => path === 'ship');
    expect(ship).toMatchObject({ status: 'failed', outlet: 'error', attempts: 1, failure: { status: 404 } });
    expect(run.of.thank).toBe('succeeded');
  });

  it('is too busy a few times and works then, within a second or two', async () => {
    const flow = await shopOf();
    const run = await tried(flow, { mode: 'mock', fails: { ship: { status: 429, times: 1 } } });
    const ship = run.steps.find(({ path }) => path === 'ship');
    expect(ship).toMatchObject({ status: 'succeeded', attempts: 2 });
  });

  it('is approved on sample data, or declined where it is told to', async () => {
    const document = draw(
      { order: { operation: 'manual' }, ask: { operation: 'approval', inputs: { question: literal('Ship it?') } } },
      'order -> ask',
    );
    const flow = await publish(database, document);
    const ask = async (leaves?: Tried['leaves']) =>
      (await tried(flow, { document, mode: 'mock', leaves })).steps.find(({ path }) => path === 'ask');
    expect(await ask()).toMatchObject({ outlet: 'approved', output: { answer: 'approved' } });
    expect(await ask({ ask: 'declined' })).toMatchObject({ outlet: 'declined', output: { answer: 'declined' } });
    expect((await ask({ ask: 'timeout' }))?.outlet).toBe('timeout');
  });

  it('finds nothing on sample data where it is told to, and never for real', async () => {
    const inputs = { url: literal(`${upstream.url}/orders`), items: literal('path') };
    const document = draw({ order: { operation: 'manual' }, list: { operation: 'httpList', inputs } }, 'order -> list');
    const flow = await publish(database, document);
    const found = async (told: Partial<Tried>) =>
      (await tried(flow, { document, ...told })).steps.find(({ path }) => path === 'list')?.output;
    const nothing = { items: [], count: 0 };
    expect(await found({ mode: 'mock', findsNothing: ['list'] })).toMatchObject(nothing);
    expect(await found({ mode: 'mock' })).not.toMatchObject(nothing);
    await found({ findsNothing: ['list'] });
    expect(paths()).toEqual(['/orders']);
  });

  it('never fails for real because it was told to', async () => {
    const flow = await shopOf();
    const run = await tried(flow, { fails: { ship: { status: 500 } } });
    expect(run.of.ship).toBe('succeeded');
    expect(paths()).toEqual(['/charge', '/ship', '/thank']);
  });
});

describe('samples of a flow', () => {
  it('keeps several by name, gives their values one by one, and refuses what has no name or is too large', async () => {
    const { flowId, workspaceId } = await shopOf();
    const may = access(workspaceId, 'flow.update');
    const read = access(workspaceId, 'run.read');
    const key = { flowId, stepId: 'order', isPin: false };
    await setSample({ ...key, name: 'Большой заказ', value: { n: 1000 } }, may, patchbay.deps);
    await setSample({ ...key, name: 'Small', value: { n: 1 } }, may, patchbay.deps);
    await setSample({ ...key, name: 'Small', value: { n: 2 } }, may, patchbay.deps);
    const listed = await listSamples(flowId, read, patchbay.deps);
    expect(listed.map(({ name, isPin }) => [name, isPin])).toEqual(
      expect.arrayContaining([
        ['Small', false],
        ['Большой заказ', false],
      ]),
    );
    expect(listed).toHaveLength(2);
    expect(await getSample({ ...key, name: 'Small' }, read, patchbay.deps)).toEqual({ value: { n: 2 } });
    await expect(getSample({ ...key, name: 'None' }, read, patchbay.deps)).rejects.toMatchObject({ code: 'not_found' });
    const nameless = setSample({ ...key, name: '', value: 1 }, may, patchbay.deps);
    await expect(nameless).rejects.toMatchObject({ code: 'sample_refused' });
    const large = setSample({ ...key, name: 'Large', value: 'x'.repeat(5_300_000) }, may, patchbay.deps);
    await expect(large).rejects.toMatchObject({ message: expect.stringContaining('5 MB') });
  });
});
