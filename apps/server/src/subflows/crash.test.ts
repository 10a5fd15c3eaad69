import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { draw, formula, literal, object, publish, publishIn, ref, startUpstream } from '../runs/testing.ts';
import { createJournal } from '../store/journal/journal.ts';
import { testDatabase } from '../store/testing.ts';
import { eventually, killLeftProcesses, startProcess } from '../worker/testing.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
let release: () => void;
let held: Promise<void>;
beforeAll(async () => {
  database = await testDatabase();
  upstream = await startUpstream((_request, response) => {
    void held.then(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
});
afterAll(async () => {
  await upstream.stop();
  await database.drop();
});
beforeEach(() => {
  held = new Promise((resolve) => {
    release = resolve;
  });
});
afterEach(killLeftProcesses);

const rows = async <Row extends object>(text: string, values: unknown[]) =>
  (await database.pool.query<Row>(text, values)).rows;

/** A flow that doubles its count after a request, and one that calls it with what is sent to its address. */
async function callerAndCalled() {
  const start = { operation: 'called', inputs: { example: literal({ count: 1 }) } };
  const ask = { operation: 'http', inputs: { method: literal('GET'), url: literal(upstream.url) } };
  const answer = { operation: 'respond', inputs: { body: object({ twice: formula('start.count * 2') }) } };
  const document = draw({ start, ask, answer }, 'start -> ask', 'ask -> answer');
  const called = await publish(database, document);
  const call = {
    operation: 'subflow',
    inputs: { flow: literal(called.flowId), input: object({ count: ref('order.body.count') }) },
  };
  const order = { operation: 'webhook', inputs: { answer: literal('at-once') } };
  const note = { operation: 'setFields', inputs: { fields: object({ got: ref('call.twice') }) } };
  const parent = draw({ order, call, note }, 'order -> call', 'call -> note');
  return { called, caller: await publishIn(called.workspaceId, { database, document: parent, name: 'Caller' }) };
}

const post = (url: string, count: number) =>
  fetch(url, { method: 'POST', body: JSON.stringify({ count }), headers: { 'content-type': 'application/json' } });

const runsOf = (flowId: string, status: string) =>
  rows<{ id: string }>('select id from run where flow_id = $1 and status = $2', [flowId, status]);

async function got(runId: string): Promise<unknown> {
  const events = await createJournal(database.pool).read(runId);
  return events.flatMap((event) => (event.type === 'step.succeeded' && event.path === 'note' ? [event.output] : []))[0];
}

it('brings the answer of a flow whose process died before it could tell', async () => {
  const { called, caller } = await callerAndCalled();
  const first = await startProcess(database.url, 'one');
  await post(`${first.url}/hook/${caller.hookId}`, 21);
  const [parent] = await eventually(async () => {
    const waiting = await runsOf(caller.flowId, 'waiting');
    return waiting.length === 1 ? waiting : undefined;
  });
  await first.kill();
  // What the process was about to do as it died: the end is durable, and nobody has been told.
  const [child] = await runsOf(called.flowId, 'running');
  const journal = createJournal(database.pool);
  const at = Date.now();
  const answer = { status: 200, contentType: 'application/json', body: { twice: 42 } };
  await journal.append(child?.id ?? '', await journal.length(child?.id ?? ''), [
    { type: 'step.succeeded', at, path: 'ask', outlet: 'done', output: {} },
    { type: 'run.answered', at, path: 'answer', answer },
    { type: 'run.finished', at, outcome: 'succeeded', depth: 1 },
  ]);
  expect(await rows('select run_id from ended_run', [])).toEqual([{ run_id: child?.id }]);
  const second = await startProcess(database.url, 'one');
  await eventually(async () => ((await runsOf(caller.flowId, 'succeeded')).length === 1 ? true : undefined));
  expect(await got(parent?.id ?? '')).toEqual({ got: 42 });
  const isTold = async () => ((await rows('select run_id from ended_run', [])).length === 0 ? true : undefined);
  await eventually(isTold);
  // As if it had died once more, between the word and the note that it was given.
  await rows('insert into ended_run (run_id) values ($1)', [child?.id]);
  await eventually(isTold);
  const words = (await journal.read(parent?.id ?? '')).filter(({ type }) => type === 'step.resumed');
  expect(words).toHaveLength(1);
  await second.stop();
});

it('begins each called run once, though the process dies while it begins them', async () => {
  const { called, caller } = await callerAndCalled();
  const before = upstream.calls.length;
  const first = await startProcess(database.url, 'one');
  const counts = Array.from({ length: 30 }, (_, index) => index);
  await Promise.all(counts.map((count) => post(`${first.url}/hook/${caller.hookId}`, count)));
  await eventually(() => (upstream.calls.length > before ? true : undefined));
  await first.kill();
  release();
  const second = await startProcess(database.url, 'one');
  const done = await eventually(async () => {
    const runs = await runsOf(caller.flowId, 'succeeded');
    return runs.length === counts.length ? runs : undefined;
  });
  const answers = await Promise.all(done.map(({ id }) => got(id)));
  const sorted = answers.map((answer) => JSON.stringify(answer)).sort();
  expect(sorted).toEqual(counts.map((count) => JSON.stringify({ got: count * 2 })).sort());
  expect(await runsOf(called.flowId, 'succeeded')).toHaveLength(counts.length);
  await second.stop();
});
