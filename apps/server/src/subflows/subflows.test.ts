import { diffFlows, type FlowDocument, type Step, type StepId } from '@patchbay/flow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { draw, formula, literal, object, ref, startUpstream } from '../runs/testing.ts';
import { eventually } from '../worker/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
/** Lets the requests go that wait at `/hold`. */
let release: () => void;
let held: Promise<void>;

beforeAll(async () => {
  test = await testApp();
  upstream = await startUpstream((request, response) => {
    const answer = () => {
      response.writeHead(request.url === '/broken' ? 400 : 200, { 'content-type': 'application/json' });
      response.end('{"rate":2}');
    };
    if (request.url === '/hold') void held.then(answer);
    else answer();
  });
});
afterAll(async () => {
  await upstream.stop();
  await test.drop();
});
beforeEach(async () => {
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
  held = new Promise((resolve) => {
    release = resolve;
  });
});

async function live(document: FlowDocument, name = 'Orders'): Promise<string> {
  const { id: flowId } = await api.flow.create({ workspaceId, name, document });
  await api.flow.publish({ flowId, revision: 0, activate: true });
  return flowId;
}

/** Publishes a flow anew, drawn like this. */
async function redraw(flowId: string, document: FlowDocument): Promise<void> {
  const { draft } = await api.flow.get({ flowId });
  const diff = diffFlows(draft.document, document);
  const { revision } = await api.flow.saveDraft({ flowId, revision: draft.revision, diff, clientId: 'one' });
  await api.flow.publish({ flowId, revision });
}

const called = { operation: 'called', inputs: { example: literal({ count: 1 }) } };
const get = (path: string) => ({
  operation: 'http',
  inputs: { method: literal('GET'), url: literal(`${upstream.url}${path}`) },
});
const answerTotal = { operation: 'respond', inputs: { body: object({ total: formula('start.count * 10') }) } };

/** Answers ten times its count at once. */
const tenfold = () => draw({ start: called, answer: answerTotal }, 'start -> answer');
/** Answers after a request to `path`. */
const asking = (path: string) =>
  draw({ start: called, ask: get(path), answer: answerTotal }, 'start -> ask', 'ask -> answer');
/** Waits for an hour. */
const sleeping = () =>
  draw(
    { start: called, nap: { operation: 'wait', inputs: { amount: literal(1), unit: literal('hours') } } },
    'start -> nap',
  );

const by = { operation: 'manual', inputs: { example: literal({ count: 1 }) } };
const calling = (flow: string, inputs = {}) => ({
  operation: 'subflow',
  inputs: { flow: literal(flow), input: object({ count: ref('start.count') }), ...inputs },
});
const note = (source: string) => ({ operation: 'setFields', inputs: { fields: object({ got: formula(source) }) } });
/** Calls a flow and takes the answer on. */
const caller = (flow: string, start: typeof by = by) =>
  draw({ start, call: calling(flow), note: note('call.total + 1') }, 'start -> call', 'call -> note');

const runsOf = async (flowId: string) => (await api.run.list({ workspaceId, flowId, limit: 200 })).items;

async function ended(runId: string) {
  return eventually(async () => {
    const run = await api.run.get({ runId });
    return run.run.finishedAt === null ? undefined : run;
  });
}

async function statusOf(flowId: string, status: string) {
  return eventually(async () => (await runsOf(flowId)).find((run) => run.status === status));
}

type Detail = Awaited<ReturnType<typeof ended>>;
const given = ({ events }: Detail, path: string) =>
  events.flatMap((event) => (event.type === 'step.succeeded' && event.path === path ? [event.output] : []))[0];
const failureOf = ({ events }: Detail) =>
  events.flatMap((event) =>
    (event.type === 'step.failed' || event.type === 'step.resumed') && event.failure ? [event.failure] : [],
  )[0];

describe('a flow that calls another', () => {
  it('goes on with its answer', async () => {
    const flowId = await live(caller(await live(tenfold(), 'Tenfold')));
    const { runId } = await api.run.start({ flowId, payload: { count: 7 } });
    const run = await ended(runId);
    expect(run.run.status).toBe('succeeded');
    expect(given(run, 'note')).toEqual({ got: 71 });
  });

  it('knows the run it called, and that run knows its caller', async () => {
    const other = await live(tenfold(), 'Tenfold');
    const { runId } = await api.run.start({ flowId: await live(caller(other), 'Caller'), payload: { count: 7 } });
    await ended(runId);
    const [child] = await runsOf(other);
    expect(child?.parent).toEqual({ runId, path: 'call', flowName: 'Caller' });
    expect(await api.run.listCalled({ runId, path: 'call' })).toEqual([
      { path: 'call', runId: child?.id, flowName: 'Tenfold', status: 'succeeded' },
    ]);
    expect(await api.run.listCalled({ runId, path: 'note' })).toEqual([]);
    expect((await api.run.get({ runId })).run.parent).toBeNull();
  });

  it('holds nothing while it waits, and has the answer a moment after the other has ended', async () => {
    const other = await live(asking('/hold'), 'Slow');
    const flowId = await live(caller(other));
    const { runId } = await api.run.start({ flowId, payload: { count: 7 } });
    await statusOf(flowId, 'waiting');
    const [child] = await runsOf(other);
    expect(child?.status).toBe('running');
    release();
    const run = await ended(runId);
    const end = await ended(child?.id ?? '');
    expect(given(run, 'note')).toEqual({ got: 71 });
    // Nobody looks here for ends that were not told: this one was told as it was written.
    expect(Date.parse(run.run.finishedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(end.run.finishedAt ?? ''));
  });

  it('is checked against what the other takes and gives', async () => {
    const other = await live(tenfold(), 'Tenfold');
    const wrong = draw(
      {
        start: by,
        call: calling(other, { input: object({ count: literal('seven') }) }),
        note: note('call.sum'),
      },
      'start -> call',
      'call -> note',
    );
    const { id: flowId } = await api.flow.create({ workspaceId, name: 'Wrong', document: wrong });
    const found = await api.flow.check({ flowId });
    expect(found.map(({ step, field }) => [step, ...(field ?? [])])).toEqual([
      ['call', 'input', 'count'],
      ['note', 'fields', 'got'],
    ]);
  });

  it('is told in words of a flow that is another workspace’s, as if it were gone', async () => {
    const mine = { api, workspaceId };
    const foreign = await live(tenfold());
    ({ api, workspaceId } = await test.signUp('Grace Hopper'));
    const document = caller(foreign);
    const { id: flowId } = await api.flow.create({ workspaceId, name: 'Mine', document });
    expect(await api.flow.check({ flowId })).toMatchObject([
      { code: 'flow_not_callable', step: 'call', field: ['flow'] },
    ]);
    expect(await api.flow.listCallable({ workspaceId })).toEqual([]);
    const plugged = draw({ start: by, call: calling(foreign, { flow: formula(`"${foreign}"`) }) }, 'start -> call');
    const { runId } = await api.run.try({ flowId, document: plugged, mode: 'live', payload: { count: 1 } });
    expect(failureOf(await ended(runId))).toMatchObject({ code: 'flow_not_callable' });
    expect(await mine.api.run.list({ workspaceId: mine.workspaceId, flowId: foreign, limit: 5 })).toMatchObject({
      items: [],
    });
  });

  it('fails in words while the other is switched off, and when it is gone', async () => {
    const other = await live(tenfold(), 'Tenfold');
    const flowId = await live(caller(other));
    await api.flow.setActive({ flowId: other, active: false });
    const off = await api.run.start({ flowId, payload: { count: 1 } });
    expect(failureOf(await ended(off.runId))).toMatchObject({
      code: 'called_flow_off',
      message: expect.stringContaining('“Tenfold” is switched off'),
    });
    expect(await api.flow.check({ flowId })).toMatchObject([{ code: 'called_flow_off', severity: 'warning' }]);
    await api.flow.delete({ flowId: other });
    const gone = await api.run.start({ flowId, payload: { count: 1 } });
    expect(failureOf(await ended(gone.runId))).toMatchObject({ code: 'flow_not_callable' });
  });

  it('is listed where the other is about to be deleted, by its draft or its live version', async () => {
    const other = await live(tenfold());
    const published = await live(caller(other), 'B published');
    await api.flow.create({ workspaceId, name: 'A draft', document: caller(other) });
    await live(tenfold(), 'C calls nobody');
    await redraw(published, caller(other));
    expect((await api.flow.listCallers({ flowId: other })).map(({ name }) => name)).toEqual(['A draft', 'B published']);
  });

  it('goes on at once with the run it started where it does not wait', async () => {
    const other = await live(sleeping(), 'Sleeps');
    const document = draw(
      { start: by, call: calling(other, { wait: literal('started') }), note: note('call.runId') },
      'start -> call',
      'call -> note',
    );
    const flowId = await live(document);
    const { runId } = await api.run.start({ flowId, payload: { count: 1 } });
    const run = await ended(runId);
    const [child] = await runsOf(other);
    expect(given(run, 'note')).toEqual({ got: child?.id });
    expect(child?.status).toBe('waiting');
  });

  it('starts nothing in a try on sample data, and goes on with a sample', async () => {
    const other = await live(tenfold(), 'Tenfold');
    const document = caller(other);
    const { id: flowId } = await api.flow.create({ workspaceId, name: 'Tried', document });
    const { runId } = await api.run.try({ flowId, document, mode: 'mock', payload: { count: 1 } });
    expect(given(await ended(runId), 'call')).toEqual({ total: expect.any(Number) });
    expect(await runsOf(other)).toEqual([]);
  });
});

describe('a called flow that fails', () => {
  it('fails the step that called it, with its own words', async () => {
    const flowId = await live(caller(await live(asking('/broken'), 'Rates')));
    const { runId } = await api.run.start({ flowId, payload: { count: 1 } });
    const run = await ended(runId);
    expect(run.run.status).toBe('failed');
    expect(failureOf(run)).toMatchObject({ status: 400, message: expect.stringMatching(/^“Rates” failed: /) });
  });

  it('takes the error outlet', async () => {
    const document = draw(
      { start: by, call: calling(await live(asking('/broken'), 'Rates')), note: note('call.error.message') },
      'start -> call',
      'call -error-> note',
    );
    const { runId } = await api.run.start({ flowId: await live(document), payload: { count: 1 } });
    const run = await ended(runId);
    expect(run.run.status).toBe('succeeded');
    expect(given(run, 'note')).toEqual({ got: expect.stringContaining('“Rates” failed') });
  });

  it('is called anew when a person has the step tried again', async () => {
    const other = await live(asking('/broken'), 'Rates');
    const flowId = await live(caller(other));
    const { runId } = await api.run.start({ flowId, payload: { count: 7 } });
    await ended(runId);
    await redraw(other, tenfold());
    await api.run.retry({ runId, path: 'call' });
    const run = await eventually(async () => {
      const now = await api.run.get({ runId });
      return now.run.status === 'succeeded' ? now : undefined;
    });
    expect(given(run, 'note')).toEqual({ got: 71 });
    expect((await runsOf(other)).map(({ status }) => status)).toEqual(['succeeded', 'failed']);
  });
});

it('goes on in its own place where a flow with a limit calls itself, and waits for its turn behind others', async () => {
  const flowId = await live({ ...tenfold(), settings: { atOnce: 1 } }, 'Itself');
  const steps = {
    start: called,
    ask: { operation: 'branch', inputs: { condition: formula('start.count > 0') } },
    call: {
      operation: 'subflow',
      inputs: { flow: literal(flowId), input: object({ count: formula('start.count - 1') }) },
    },
    again: answerTotal,
    answer: answerTotal,
  };
  const itself = draw(steps, 'start -> ask', 'ask -yes-> call', 'call -> again', 'ask -no-> answer');
  await redraw(flowId, { ...itself, settings: { atOnce: 1 } });
  const outer = await live(caller(flowId));
  const { runId } = await api.run.start({ flowId: outer, payload: { count: 3 } });
  const run = await eventually(async () => {
    const detail = await api.run.get({ runId });
    return detail.run.finishedAt === null ? undefined : detail.run;
  });
  expect(run.status).toBe('succeeded');
  expect((await runsOf(flowId)).map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'succeeded'));
});

describe('what ends a run', () => {
  it('ends the runs it called, three levels down', async () => {
    const third = await live(sleeping(), 'Third');
    const second = await live(caller(third, called), 'Second');
    const first = await live(caller(second, called), 'First');
    const flowId = await live(caller(first));
    const { runId } = await api.run.start({ flowId, payload: { count: 1 } });
    await statusOf(third, 'waiting');
    await api.run.cancel({ runId });
    for (const each of [first, second, third]) await statusOf(each, 'cancelled');
    expect((await api.run.get({ runId })).run.status).toBe('cancelled');
  });

  it('ends them when its time is up, too', async () => {
    const other = await live(sleeping(), 'Sleeps');
    const flowId = await live({ ...caller(other), settings: { timeLimitMs: 1_000 } });
    const { runId } = await api.run.start({ flowId, payload: { count: 1 } });
    expect((await ended(runId)).run).toMatchObject({ status: 'failed' });
    await statusOf(other, 'cancelled');
  });
});

it('ends a called run that its step no longer waits for', async () => {
  const other = await live(sleeping(), 'Sleeps');
  const document = caller(other);
  const call = { ...document.steps['call' as StepId], timeoutMs: 1_000 } as Step;
  const flowId = await live({ ...document, steps: { ...document.steps, [call.id]: call } });
  const { runId } = await api.run.start({ flowId, payload: { count: 1 } });
  expect(failureOf(await ended(runId))).toMatchObject({ code: 'timed_out' });
  await statusOf(other, 'cancelled');
});

it('tells a failure of a flow nobody waits for to whom it may concern, and of one somebody waits for only once', async () => {
  const watch = draw(
    { alarm: { operation: 'failure', inputs: { of: literal('workspace') } }, note: note('alarm.flow.name') },
    'alarm -> note',
  );
  const alarm = await live(watch, 'Alarm');
  const broken = await live(asking('/broken'), 'Broken');
  const waits = draw({ start: by, call: calling(broken), end: note('1') }, 'start -> call', 'call -error-> end');
  const starts = draw({ start: by, call: calling(broken, { wait: literal('started') }) }, 'start -> call');
  for (const document of [waits, starts]) {
    const { runId } = await api.run.start({ flowId: await live(document), payload: { count: 1 } });
    await ended(runId);
  }
  await eventually(async () => ((await runsOf(broken)).every(({ status }) => status === 'failed') ? true : undefined));
  await test.clockwork.startDue();
  const told = await eventually(async () => {
    const runs = await runsOf(alarm);
    return runs.length > 0 && runs.every(({ finishedAt }) => finishedAt !== null) ? runs : undefined;
  });
  expect(told).toHaveLength(1);
});

it('comes to an end where a flow calls itself', async () => {
  const flowId = await live(tenfold(), 'Mirror');
  await redraw(flowId, caller(flowId, called));
  const top = await live(caller(flowId));
  const { runId } = await api.run.start({ flowId: top, payload: { count: 1 } });
  const run = await ended(runId);
  expect(failureOf(run)).toMatchObject({ code: 'subflows_too_deep' });
  expect(await runsOf(flowId)).toHaveLength(10);
});

it('calls a flow for each of 1,000 items, ten at once', async () => {
  const other = await live(asking('/fast'), 'Each');
  const items = formula('start.list');
  const document = draw(
    {
      start: { operation: 'manual', inputs: { example: literal({ list: [1] }) } },
      each: { operation: 'forEach', inputs: { items, atOnce: literal(10) } },
      call: {
        operation: 'subflow',
        inputs: { flow: literal(other), input: object({ count: ref('each.item') }) },
        parent: 'each',
      },
      note: note('size(each.items)'),
    },
    'start -> each',
    'each -> note',
  );
  const flowId = await live(document);
  const list = Array.from({ length: 1_000 }, (_, index) => index);
  const { runId } = await api.run.start({ flowId, payload: { list } });
  const run = await ended(runId);
  expect(run.run.status).toBe('succeeded');
  expect(given(run, 'note')).toEqual({ got: 1_000 });
});

it('has let nothing go wrong unseen', () => {
  expect(test.errors).toEqual([]);
});
