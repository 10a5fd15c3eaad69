import { readFileSync } from 'node:fs';
import { OperationError } from '@patchbay/connector';
import type { Json, Mapping } from '@patchbay/expression';
import { flow } from '@patchbay/flow/testing';
import { expect, it } from 'vitest';
import { foldRun } from './apply.ts';
import { Bell } from './Bell.ts';
import { loadPlan } from './loadPlan.ts';
import type { Plan } from './plan.ts';
import type { CallRequest } from './ports.ts';
import { planReplay } from './replay.ts';
import type { RunEvent } from './runEvent.ts';
import { later, page, testRun } from './testing/testRun.ts';
import { plan, planOf } from './testing.ts';
import { viewRun } from './viewRun.ts';

// One test for each rule of docs/semantics.md, by its words.

const literal = (value: Json): Mapping => ({ kind: 'literal', value });
const ref = (step: string, ...path: (string | number)[]): Mapping => ({ kind: 'reference', step, path });
const finished = (outcome: string) => ({ kind: 'finished', outcome });
const word = (path: string, body: string): RunEvent => ({
  type: 'step.resumed',
  at: 0,
  path,
  by: 'them',
  outlet: 'done',
  output: { body },
});

/** A run whose calls at some paths fail; notes the calls made. */
function drawn(plan: Plan, { failing = [], ...kit }: Parameters<typeof testRun>[1] & { failing?: string[] } = {}) {
  const made: string[] = [];
  const inputs: unknown[] = [];
  const call = (request: CallRequest) => {
    const path = request.idempotencyKey.slice('run:'.length);
    made.push(path);
    inputs.push(request.input);
    if (failing.includes(path)) throw new OperationError({ code: 'x', message: 'No.', retry: 'never' });
    return kit.call === undefined ? path : kit.call(request);
  };
  const run = testRun(plan, { ...kit, call });
  const statusOf = (path: string) => stepAt(path)?.status;
  const stepAt = (path: string) => viewRun(loadPlan(plan), run.events).steps.find((step) => step.path === path);
  return { ...run, made, inputs, statusOf, stepAt };
}

it('A join waits for every wire to be settled, and runs if one was taken.', async () => {
  const joined = planOf(flow('order -> ask', 'ask -yes-> ship', 'ask -no-> hold', 'ship -> tell', 'hold -> tell'), {
    ask: { inputs: { condition: literal(true) } },
  });
  const run = drawn(joined);
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.made).toEqual(['ship', 'tell']);
  expect(run.statusOf('hold')).toBe('skipped');
});

it('What no taken wire leads to is skipped, and so is all behind it.', async () => {
  const run = drawn(plan('order -> ask', 'ask -yes-> a', 'a -> b', 'b -> c'));
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(['a', 'b', 'c'].map(run.statusOf)).toEqual(['skipped', 'skipped', 'skipped']);
});

it('A join that goes on with any starts once, at the first wire taken.', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const any = planOf(flow('order -> slow', 'order -> quick', 'slow -> any', 'quick -> any', 'any -> ship'), {
    any: { operation: 'join', inputs: { wait: literal('any') } },
  });
  const call = async ({ step }: CallRequest) => (step.id === 'ship' ? resolve() : step.id === 'slow' && promise);
  const run = drawn(any, { call });
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.made).toEqual(['quick', 'slow', 'ship']);
});

it('A failure lets the other ways go on as far as they can, then fails the run.', async () => {
  const parallel = planOf(flow('order -> charge', 'order -> pick', 'pick -> pack', 'order -> wait'), {
    wait: { operation: 'wait' },
  });
  const run = drawn(parallel, { failing: ['charge'] });
  await expect(run.go()).resolves.toEqual(finished('failed'));
  expect(run.made).toEqual(['charge', 'pick', 'pack']);
});

it('An error way catches the failure of its step, whose value behind it is the error.', async () => {
  const caught = planOf(flow('order -> charge', 'charge -error-> tell'), { tell: { inputs: { what: ref('charge') } } });
  const run = drawn(caught, { failing: ['charge'] });
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.inputs.at(-1)).toEqual({ what: { error: { code: 'x', message: 'No.' } } });
});

it('A group catches for all its steps, once the others inside have come to their ends.', async () => {
  const group = planOf(flow('order -> group', 'group -error-> refund', 'group/charge', 'group/pick -> group/pack'), {
    group: { operation: 'group' },
  });
  const run = drawn(group, { failing: ['group[0]/charge'] });
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.made).toEqual(['group[0]/charge', 'group[0]/pick', 'group[0]/pack', 'refund']);
});

it('Stop ends the whole run, from inside loops too.', async () => {
  const stopping = planOf(flow('order -> each', 'each/stop', 'each -> after', 'order -> call', 'call -> more'), {
    each: { inputs: { items: literal([1, 2]) } },
    stop: { operation: 'stop', inputs: { outcome: literal('succeeded') } },
  });
  const run = drawn(stopping);
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.made.filter((path) => path !== 'call')).toEqual([]);
  expect(run.statusOf('each[0]/stop')).toBe('succeeded');
});

it('A loop in a loop is begun anew for each item around it, and sees both items.', async () => {
  const nested = planOf(flow('order -> each', 'each/line -> each/total', 'each/line/send'), {
    each: { inputs: { items: literal(['a', 'b']) } },
    line: { inputs: { items: literal([1, 2]) } },
    send: { inputs: { order: ref('each', 'item'), line: ref('line', 'item') } },
  });
  const run = drawn(nested);
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  const round = (index: number) => [
    `each[${index}]/line[0]/send`,
    `each[${index}]/line[1]/send`,
    `each[${index}]/total`,
  ];
  expect(run.made).toEqual([...round(0), ...round(1)]);
  expect(run.inputs[4]).toEqual({ order: 'b', line: 2 });
});

it('A failed item stops its loop, is left out, or is listed.', async () => {
  const outcomes = ['stop', 'skip', 'collect'].map(async (onError) => {
    const looped = planOf(flow('order -> each', 'each -error-> tell', 'each/send'), {
      each: { inputs: { items: literal(['a', 'b', 'c']), onError: literal(onError) } },
    });
    const run = drawn(looped, { failing: ['each[1]/send'], call: () => 'ok' });
    await run.go();
    return run.stepAt('each');
  });
  const [stopped, skipped, collected] = await Promise.all(outcomes);
  expect(stopped).toMatchObject({ status: 'failed', failure: { message: 'In item 2: No.' } });
  expect(skipped?.output).toEqual({ count: 3, items: ['ok', 'ok'], failed: 1 });
  const errors = [{ index: 1, item: 'b', error: { code: 'x', message: 'No.' } }];
  expect(collected?.output).toEqual({ count: 3, items: ['ok', 'ok'], failed: 1, errors });
});

it('A loop straight behind a call that reads all of a list page by page begins with its first page, and a next page is asked for when a round could begin and no item is left.', async () => {
  const fed = planOf(flow('order -> list', 'list -> each', 'each/send'), {
    list: { operation: 'list', inputs: { pages: literal({ take: 'all' }) } },
    each: { operation: 'forEach', inputs: { items: ref('list', 'items') } },
  });
  const call = ({ step, page: asked }: CallRequest) =>
    step.id !== 'list' ? null : asked?.after === 2 ? page(['c']) : page(['a', 'b'], 2);
  const run = drawn(fed, { call });
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.made).toEqual(['list', 'each[0]/send', 'each[1]/send', 'list', 'each[2]/send']);
});

it('A repetition asks after each round, and fails at its limit.', async () => {
  const pages = (limit: number) =>
    planOf(flow('order -> repeat', 'repeat/get'), {
      repeat: {
        operation: 'repeat',
        inputs: { until: { kind: 'formula', source: 'repeat.index == 2' }, limit: literal(limit) },
      },
    });
  const run = drawn(pages(3));
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.stepAt('repeat')?.output).toEqual({ count: 3, last: 'repeat[2]/get' });
  await expect(drawn(pages(2)).go()).resolves.toEqual(finished('failed'));
});

it('A wait in a loop holds its own item, and those that wait for their turn.', async () => {
  const asking = (atOnce: number) =>
    planOf(flow('order -> each', 'each/ask -> each/ship'), {
      each: { inputs: { items: literal(['a', 'b']), atOnce: literal(atOnce) } },
      ask: { operation: 'callback' },
    });
  const one = drawn(asking(1));
  await one.go();
  expect([one.statusOf('each[0]/ask'), one.statusOf('each[1]/ask')]).toEqual(['waiting', undefined]);
  one.events.push(word('each[0]/ask', 'yes'));
  await one.go();
  expect(one.made).toEqual(['each[0]/ship']);
  const both = drawn(asking(2));
  await both.go();
  both.events.push(word('each[1]/ask', 'yes'));
  await both.go();
  expect(both.made).toEqual(['each[1]/ship']);
});

it('The first word counts: one too early is kept, one too late changes nothing.', async () => {
  const asking = planOf(flow('order -> first', 'first -> ask', 'ask -done-> ship', 'ask -timeout-> hold'), {
    ask: { operation: 'callback' },
    ship: { inputs: { said: ref('ask', 'body') } },
  });
  const run = drawn(asking);
  run.events.push(word('ask', 'early'), word('ask', 'late'));
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.inputs.at(-1)).toEqual({ said: 'early' });
  let now = 0;
  const silent = drawn(asking, { now: () => now });
  await silent.go();
  now = 30 * 86_400_000;
  await silent.go();
  silent.events.push(word('ask', 'too late'));
  await silent.go();
  expect(silent.made).toEqual(['first', 'hold']);
});

it('A word goes on at once, and disturbs nothing else that is under way.', async () => {
  const bell = new Bell();
  const slow = Promise.withResolvers<void>();
  const made: string[] = [];
  const plan = planOf(flow('order -> slow', 'slow -> bill', 'order -> ask', 'ask -> ship'), {
    ask: { operation: 'callback' },
  });
  const run = testRun(plan, {
    call: async ({ step }) => {
      made.push(step.id);
      if (step.id === 'ship') slow.resolve();
      if (step.id === 'slow') await slow.promise;
    },
  });
  const observe = (events: readonly RunEvent[]) => {
    if (!events.some(({ type }) => type === 'step.waiting')) return;
    run.events.push(word('ask', 'now'));
    bell.ring();
  };
  await expect(run.go({ bell, observe })).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  expect(made).toEqual(['slow', 'ship', 'bill']);
});

it('Cancel ends a run in whatever state it is, also while it waits for another flow, whose word then changes nothing.', async () => {
  const calling = planOf(flow('order -> sub', 'sub -> ship'), { sub: { operation: 'subflow' } });
  const run = drawn(calling, { call: () => later(60_000) });
  await expect(run.go()).resolves.toMatchObject({ kind: 'sleep' });
  run.events.push({ type: 'run.cancelled', at: 0, by: 'ada' }, word('sub', 'done'));
  await expect(run.go()).resolves.toEqual(finished('cancelled'));
  expect(run.made).toEqual(['sub']);
  expect(run.statusOf('ship')).toBe('skipped');
});

it('A called flow gives its answer once it has ended, or its failure, which its step’s error way catches.', async () => {
  const calling = planOf(flow('order -> sub', 'sub -> ship', 'sub -error-> refund'), { sub: { operation: 'subflow' } });
  const answered = drawn(calling, { call: ({ step }) => (step.callsFlow ? later(60_000) : 0) });
  await expect(answered.go()).resolves.toMatchObject({ kind: 'sleep' });
  answered.events.push(word('sub', 'answer'));
  await expect(answered.go()).resolves.toEqual(finished('succeeded'));
  expect(answered.made).toEqual(['sub', 'ship']);
  const failed = drawn(calling, { call: ({ step }) => (step.callsFlow ? later(60_000) : 0) });
  await expect(failed.go()).resolves.toMatchObject({ kind: 'sleep' });
  const failure = { code: 'x', message: 'No.', retry: 'later' } as const;
  failed.events.push({ type: 'step.resumed', at: 0, path: 'sub', by: 'run', outlet: 'done', failure });
  await expect(failed.go()).resolves.toEqual(finished('succeeded'));
  expect(failed.made).toEqual(['sub', 'refund']);
});

it('With several triggers, only what the one that fired leads to runs.', async () => {
  const two = plan('timer -> b', 'hook -> a', 'a -> b');
  const run = drawn(two, { start: { trigger: two.steps.find(({ id }) => id === 'timer')?.id } });
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.made).toEqual(['b']);
});

it('A flow with a limit lets its runs wait for their turn, in the order they came.', async () => {
  const run = drawn({ ...plan('order -> pay', 'pay -> ship'), atOnce: 1 });
  await expect(run.go()).resolves.toEqual({ kind: 'await-turn' });
  expect(run.made).toEqual([]);
  run.events.push({ type: 'run.admitted', at: 0 });
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.made).toEqual(['pay', 'ship']);
});

it('A replay is a new run that takes over what steps gave.', async () => {
  const shipping = plan('order -> pay', 'pay -> ship');
  const old = drawn(shipping, { failing: ['ship'] });
  await expect(old.go()).resolves.toEqual(finished('failed'));
  const target = loadPlan(shipping);
  const replay = { old: foldRun(target, old.events), runId: 'old', target, from: { kind: 'failed' as const }, at: 1 };
  const run = drawn(shipping);
  run.events.splice(0, 1, ...planReplay(replay).events);
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.made).toEqual(['ship']);
});

it('A step that is switched off is passed by, by its first way, with all that is inside it.', async () => {
  const off = planOf(flow('order -> ask', 'ask -yes-> each', 'ask -no-> hold', 'each/send', 'each -> ship'), {
    ask: { disabled: true },
    each: { disabled: true },
  });
  const run = drawn(off);
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.made).toEqual(['ship']);
});

it('An answer is sent at once, and the run goes on.', async () => {
  const answering = planOf(flow('order -> answer', 'answer -> slow', 'slow -> again'), {
    answer: { operation: 'respond', inputs: { body: literal('first') } },
    again: { operation: 'respond', inputs: { body: literal('second') } },
  });
  const { promise: isAnswered, resolve } = Promise.withResolvers<void>();
  const run = drawn(answering, { call: () => isAnswered });
  const observe = (events: readonly RunEvent[]) => events.some(({ type }) => type === 'run.answered') && resolve();
  await expect(run.go({ observe })).resolves.toEqual(finished('succeeded'));
  expect(run.events.filter(({ type }) => type === 'run.answered')).toHaveLength(1);
});

it('A time limit ends a call that takes too long, and a run, waits included.', async () => {
  const slow = planOf(flow('order -> call', 'call -error-> tell'), {
    call: { timeoutMs: 100, retry: { tries: 1, firstWaitMs: 0 } },
  });
  const run = drawn(slow, { call: ({ step }) => (step.id === 'call' ? new Promise(() => undefined) : 0) });
  await expect(run.go()).resolves.toEqual(finished('succeeded'));
  expect(run.stepAt('call')?.failure).toMatchObject({ code: 'timed_out' });
  let now = 0;
  const waiting = { ...planOf(flow('order -> wait'), { wait: { operation: 'wait' } }), timeLimitMs: 30_000 };
  const limited = drawn(waiting, { now: () => now });
  await expect(limited.go()).resolves.toEqual({ kind: 'sleep', until: 30_000 });
  now = 30_000;
  await expect(limited.go()).resolves.toEqual(finished('failed'));
});

it('has a test for each rule of the page, and a rule for each test', () => {
  const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
  const rules = [...read('../../../docs/semantics.md').matchAll(/^\*\*(.+?)\*\*/gms)].map(([, rule = '']) =>
    rule.replaceAll(/\s+/g, ' '),
  );
  const tests = [...read('./semantics.test.ts').matchAll(/^it\('([A-Z].+?)', async/gm)].map(([, name]) => name);
  expect(rules.length).toBeGreaterThan(15);
  expect(tests).toEqual(rules);
});
