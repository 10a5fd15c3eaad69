import type { Json, Mapping } from '@patchbay/expression';
import { flow } from '@patchbay/flow/testing';
import { describe, expect, it } from 'vitest';
import { Bell } from './Bell.ts';
import { loadPlan } from './loadPlan.ts';
import type { Trial } from './plan.ts';
import type { CallRequest } from './ports.ts';
import type { RunEvent } from './runEvent.ts';
import { later, testRun } from './testing/testRun.ts';
import { planOf, type StepChanges } from './testing.ts';
import { viewRun } from './viewRun.ts';

const literal = (value: Json): Mapping => ({ kind: 'literal', value });
const ref = (step: string, ...path: (string | number)[]): Mapping => ({ kind: 'reference', step, path });
const MINUTE = 60_000;

const waiting = (inputs: Record<string, Json>): Record<string, StepChanges> => ({
  wait: {
    operation: 'wait',
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, literal(value)])),
  },
});
const stepOf = (run: ReturnType<typeof testRun>, path: string) =>
  viewRun(loadPlan(run.kit.plan), run.events).steps.find((step) => step.path === path);
const word = (path: string, further: Partial<Extract<RunEvent, { type: 'step.resumed' }>> = {}): RunEvent => ({
  type: 'step.resumed',
  at: 0,
  path,
  by: 'them',
  outlet: 'done',
  output: { body: 'hi' },
  ...further,
});

describe('a wait for a time', () => {
  it('sleeps, and goes on when its time has come', async () => {
    let now = 1_000;
    const run = testRun(planOf(flow('hook -> wait', 'wait -> after'), waiting({ amount: 5 })), { now: () => now });
    await expect(run.go()).resolves.toEqual({ kind: 'sleep', until: 1_000 + 5 * MINUTE });
    expect(stepOf(run, 'wait')).toMatchObject({ status: 'waiting', waiting: { for: 'time', until: 301_000 } });
    expect(viewRun(loadPlan(run.kit.plan), run.events).status).toBe('waiting');
    now = 301_000;
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(stepOf(run, 'wait')).toMatchObject({ status: 'succeeded', finishedAt: 301_000 });
  });

  it.each<[Record<string, Json>, number]>([
    [{ amount: 90, unit: 'seconds' }, 90_000],
    [{ amount: 1.5, unit: 'hours' }, 90 * MINUTE],
    [{ how: 'moment', until: '1970-01-02' }, 24 * 60 * MINUTE],
    [{ how: 'moment', until: '1970-01-02T01:00:00+01:00' }, 24 * 60 * MINUTE],
    [{ how: 'moment', until: '1970-01-01 00:30Z' }, 30 * MINUTE],
  ])('takes %j', async (inputs, until) => {
    const run = testRun(planOf(flow('hook -> wait'), waiting(inputs)));
    await expect(run.go()).resolves.toEqual({ kind: 'sleep', until });
  });

  it('goes on at once when its moment has passed', async () => {
    const plan = planOf(flow('hook -> wait'), waiting({ how: 'moment', until: '1969-12-31T23:00:00Z' }));
    await expect(testRun(plan).go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  });

  it.each<[Record<string, Json>, string]>([
    [{ how: 'moment', until: '1970-02-31' }, 'moment_not_valid'],
    [{ how: 'moment', until: '1970-01-01T09:00:00' }, 'moment_not_valid'],
    [{ how: 'moment', until: '1970-01-01T09:00:00 Europe/Atlantis' }, 'moment_not_valid'],
    [{ how: 'moment', until: 'soon' }, 'moment_not_valid'],
    [{ how: 'moment' }, 'moment_not_valid'],
    [{ how: 'moment', until: '1971-01-01' }, 'wait_too_long'],
    [{ amount: 31, unit: 'days' }, 'wait_too_long'],
    [{ amount: -1 }, 'duration_not_valid'],
    [{ amount: 'long' }, 'duration_not_valid'],
    [{ amount: 1, unit: 'moons' }, 'duration_not_valid'],
  ])('refuses %j', async (inputs, code) => {
    const run = testRun(planOf(flow('hook -> wait'), waiting(inputs)));
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(stepOf(run, 'wait')?.failure).toMatchObject({ code });
  });

  it('is over in time while a call takes longer', async () => {
    const start = Date.now();
    const made: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const call = async ({ step }: CallRequest) => {
      made.push(step.id);
      if (step.id === 'after') resolve();
      else await promise;
    };
    const plan = planOf(
      flow('hook -> wait', 'wait -> after', 'hook -> slow'),
      waiting({ amount: 0.05, unit: 'seconds' }),
    );
    const run = testRun(plan, { call, now: () => Date.now() - start });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(made).toEqual(['slow', 'after']);
  });

  it('is left out by a person who will not wait, and when a flow is only tried', async () => {
    const plan = planOf(flow('hook -> wait', 'wait -> after'), waiting({ amount: 5 }));
    const run = testRun(plan);
    await run.go();
    run.events.push({ type: 'step.skipped', at: 0, path: 'wait', by: 'ada' });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    const tried = testRun(plan, { start: { mode: 'mock' } });
    await expect(tried.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  });
});

describe('a wait for a word', () => {
  const plan = planOf(flow('hook -> first', 'first -> ask', 'ask -done-> ship', 'ask -timeout-> hold'), {
    ask: { operation: 'callback', inputs: { amount: literal(2), unit: literal('hours') } },
    ship: { inputs: { what: ref('ask', 'body') } },
  });
  const started = (kit: Parameters<typeof testRun>[1] = {}) => {
    const made: [string, unknown][] = [];
    const call = ({ step, input }: CallRequest) => made.push([step.id, input]);
    return { run: testRun(plan, { call, ...kit }), made };
  };
  const until = 120 * MINUTE;
  const late: Trial = { kind: 'leaves', outlet: 'timeout' };

  it('ends by the way it was told when a flow is only tried, so that each way can be seen', async () => {
    const told = { ...plan, steps: plan.steps.map((step) => (step.id === 'ask' ? { ...step, trial: late } : step)) };
    const tried = testRun(told, { start: { mode: 'mock' } });
    await expect(tried.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(stepOf(tried, 'ask')).toMatchObject({ outlet: 'timeout' });
    expect(stepOf(tried, 'ship')).toMatchObject({ status: 'skipped' });
    const live = testRun(told);
    await expect(live.go()).resolves.toEqual({ kind: 'sleep', until });
  });

  it('goes on with what was said', async () => {
    const { run, made } = started();
    await expect(run.go()).resolves.toEqual({ kind: 'sleep', until });
    run.events.push(word('ask'));
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(made.at(-1)).toEqual(['ship', { what: 'hi' }]);
  });

  it('takes the first of two words', async () => {
    const { run, made } = started();
    await run.go();
    run.events.push(word('ask'), word('ask', { output: { body: 'again' } }), word('ask', { outlet: 'timeout' }));
    await run.go();
    expect(made.slice(1)).toEqual([['ship', { what: 'hi' }]]);
  });

  it('goes its other way when nobody says anything in time, and takes no word after that', async () => {
    let now = 0;
    const { run, made } = started({ now: () => now });
    await run.go();
    now = until;
    await run.go();
    run.events.push(word('ask'));
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(made.slice(1)).toEqual([['hold', {}]]);
  });

  it('takes a word that came before it began to wait', async () => {
    const { run, made } = started();
    run.events.push(word('ask'));
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(made.at(-1)).toEqual(['ship', { what: 'hi' }]);
  });

  it('takes a word that comes in the moment it begins to wait, and remembers it that way', async () => {
    const { run, made } = started();
    const { append } = run.journal;
    run.kit.journal = {
      read: run.journal.read,
      append: async (runId, length, events) => {
        if (
          events.some(({ type }) => type === 'step.waiting') &&
          run.events.every(({ type }) => type !== 'step.resumed')
        ) {
          run.events.push(word('ask'));
        }
        await append(runId, length, events);
      },
    };
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(made.at(-1)).toEqual(['ship', { what: 'hi' }]);
    expect(run.events.map(({ type }) => type)).toContain('step.waiting');
    expect(viewRun(loadPlan(plan), run.events).status).toBe('succeeded');
  });

  it('lets a word count that is written in the moment its time is over', async () => {
    let now = 0;
    const { run, made } = started({ now: () => now });
    await run.go();
    const { append } = run.journal;
    run.kit.journal = {
      read: run.journal.read,
      append: async (runId, length, events) => {
        if (run.events.every(({ type }) => type !== 'step.resumed')) run.events.push(word('ask'));
        await append(runId, length, events);
      },
    };
    now = until;
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(made.slice(1)).toEqual([['ship', { what: 'hi' }]]);
    expect(stepOf(run, 'ask')).toMatchObject({ outlet: 'done' });
    expect(stepOf(run, 'hold')).toMatchObject({ status: 'skipped' });
  });

  it('takes no word once the run is cancelled', async () => {
    const { run, made } = started();
    await run.go();
    run.events.push({ type: 'run.cancelled', at: 0, by: 'ada' }, word('ask'));
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'cancelled' });
    expect(made).toHaveLength(1);
    expect(stepOf(run, 'ask')?.status).toBe('skipped');
  });

  it('is missed in an item of a loop as a fact of its own', async () => {
    let now = 0;
    const looped = planOf(flow('hook -> each', 'each/ask -timeout-> each/hold'), {
      each: { inputs: { items: literal([1, 2]), atOnce: literal(2) } },
      ask: { operation: 'callback', inputs: { amount: literal(1) } },
    });
    const run = testRun(looped, { now: () => now });
    await run.go();
    run.events.push(word('each[1]/ask'));
    now = 24 * 60 * MINUTE;
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(run.events).toContainEqual({ type: 'step.succeeded', at: now, path: 'each[0]/ask', outlet: 'timeout' });
  });

  it('is waited for in each item of a loop by itself', async () => {
    const looped = planOf(flow('hook -> each', 'each/ask -done-> each/ship', 'each -> after'), {
      each: { inputs: { items: literal([1, 2, 3]), atOnce: literal(3) } },
      ask: { operation: 'callback', inputs: { amount: literal(1) } },
      ship: { inputs: { what: ref('ask', 'body') } },
      after: { inputs: { all: ref('each', 'items') } },
    });
    const run = testRun(looped, { call: ({ input }) => input });
    await expect(run.go()).resolves.toMatchObject({ kind: 'sleep' });
    run.events.push(word('each[2]/ask', { output: { body: 'c' } }), word('each[0]/ask', { output: { body: 'a' } }));
    await expect(run.go()).resolves.toMatchObject({ kind: 'sleep' });
    run.events.push(word('each[1]/ask', { output: { body: 'b' } }));
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(stepOf(run, 'after')?.output).toEqual({ all: [{ what: 'a' }, { what: 'b' }, { what: 'c' }] });
  });
});

describe('a word for a run that is under way', () => {
  const plan = planOf(flow('hook -> ask', 'ask -> after', 'hook -> slow'), {
    ask: { operation: 'callback', inputs: { amount: literal(1) } },
  });

  it('is taken in at once when the bell rings, and calls under way go on', async () => {
    const bell = new Bell();
    const slow = Promise.withResolvers<void>();
    const made: string[] = [];
    const call = async ({ step }: CallRequest) => {
      made.push(step.id);
      if (step.id === 'after') slow.resolve();
      else await slow.promise;
    };
    const run = testRun(plan, { call });
    const observe = (events: readonly RunEvent[]) => {
      if (!events.some(({ type }) => type === 'step.waiting')) return;
      run.events.push(word('ask'));
      bell.ring();
    };
    await expect(run.go({ bell, observe })).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(made).toEqual(['slow', 'after']);
    expect(run.events.filter(({ type }) => type === 'step.resumed')).toHaveLength(1);
  });

  it('that comes as the run lies down wakes it again', async () => {
    const bell = new Bell();
    const alone = planOf(flow('hook -> ask', 'ask -> after'), {
      ask: { operation: 'callback', inputs: { amount: literal(1) } },
    });
    const run = testRun(alone);
    const observe = (events: readonly RunEvent[]) => {
      if (!events.some(({ type }) => type === 'step.waiting')) return;
      run.events.push(word('ask'));
      bell.ring();
    };
    await expect(run.go({ bell, observe })).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  });
});

describe('a sub-flow', () => {
  const plan = planOf(flow('hook -> sub', 'sub -> after', 'sub -error-> tell'), {
    sub: { operation: 'subflow', inputs: { flow: literal('f1') } },
    after: { inputs: { got: ref('sub') } },
  });
  const calling = (kit: Parameters<typeof testRun>[1] = {}) => {
    const asked: { key: string; depth: number | undefined }[] = [];
    const call = ({ step, idempotencyKey: key, depth, input }: CallRequest) => {
      if (step.id !== 'sub') return input;
      asked.push({ key, depth });
      return later(5 * MINUTE);
    };
    return { run: testRun(plan, { call, ...kit }), asked };
  };

  it('is waited for without anybody working on the run', async () => {
    const { run, asked } = calling();
    await expect(run.go()).resolves.toEqual({ kind: 'sleep', until: 5 * MINUTE });
    expect(stepOf(run, 'sub')).toMatchObject({ status: 'waiting', waiting: { for: 'flow', until: 5 * MINUTE } });
    run.events.push(word('sub', { output: 42 }));
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(stepOf(run, 'after')?.output).toEqual({ got: 42 });
    expect(asked).toEqual([{ key: 'run:sub', depth: 0 }]);
  });

  it('that fails fails its step, which may catch it', async () => {
    const { run } = calling();
    await run.go();
    const failure = { code: 'subflow_failed', message: 'Refund failed.', retry: 'later' as const };
    run.events.push(word('sub', { outlet: 'error', failure }));
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(stepOf(run, 'tell')?.status).toBe('succeeded');
  });

  it('may have ended before this run hears that it began', async () => {
    const { run } = calling();
    const { call } = run.kit;
    run.kit.call = (request) => {
      if (request.step.id === 'sub') run.events.push(word('sub', { output: 'quick' }));
      return call(request);
    };
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(stepOf(run, 'after')?.output).toEqual({ got: 'quick' });
  });

  it('that does not end in time fails its step', async () => {
    let now = 0;
    const { run } = calling({ now: () => now });
    await run.go();
    now = 5 * MINUTE;
    await run.go();
    expect(stepOf(run, 'sub')?.failure).toMatchObject({ code: 'timed_out' });
  });

  it('is refused where flows have called each other ten deep', async () => {
    const { run, asked } = calling({ start: { depth: 10 } });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(stepOf(run, 'sub')?.failure).toMatchObject({ code: 'subflows_too_deep' });
    expect(asked).toEqual([]);
    const { run: nine, asked: once } = calling({ start: { depth: 9 } });
    await nine.go();
    expect(once).toEqual([{ key: 'run:sub', depth: 9 }]);
  });
});
