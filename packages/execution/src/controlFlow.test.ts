import { OperationError } from '@patchbay/connector';
import type { FlowDocument } from '@patchbay/flow';
import { flow } from '@patchbay/flow/testing';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { loadPlan } from './loadPlan.ts';
import type { CallRequest } from './ports.ts';
import { testRun } from './testing/testRun.ts';
import { planOf, testOperationCatalog } from './testing.ts';
import { viewRun } from './viewRun.ts';

const literal = (value: string | number | boolean) => ({ kind: 'literal' as const, value });
const any = { operation: 'join', inputs: { wait: literal('any') } };

/** Calls that answer when they are told to. */
function slowly() {
  const waiting = new Map<string, (output: unknown) => void>();
  const made: string[] = [];
  const call = ({ step }: CallRequest) => {
    made.push(step.id);
    return new Promise((resolve) => waiting.set(step.id, resolve));
  };
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const answer = async (step: string) => {
    await settle();
    waiting.get(step)?.(step);
    await settle();
  };
  return { call, answer, made };
}

const statuses = (run: ReturnType<typeof testRun>) =>
  Object.fromEntries(viewRun(loadPlan(run.kit.plan), run.events).steps.map(({ path, status }) => [path, status]));

describe('a join', () => {
  const drawing = ['hook -> a', 'hook -> b', 'a -> both', 'b -> both', 'both -> after'];

  it('waits for all the ways into it', async () => {
    const { call, answer, made } = slowly();
    const run = testRun(planOf(flow(...drawing), { both: { operation: 'join' } }), { call });
    const end = run.go();
    await answer('a');
    expect(made).toEqual(['a', 'b']);
    await answer('b');
    await answer('after');
    await expect(end).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  });

  it('that goes on with any starts once, with the first way to arrive', async () => {
    const { call, answer, made } = slowly();
    const run = testRun(planOf(flow(...drawing), { both: any }), { call });
    const end = run.go();
    await answer('a');
    expect(made).toEqual(['a', 'b', 'after']);
    await answer('b');
    await answer('after');
    await expect(end).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(statuses(run)).toEqual({
      hook: 'succeeded',
      a: 'succeeded',
      b: 'succeeded',
      both: 'succeeded',
      after: 'succeeded',
    });
  });

  it('is skipped when none of its ways is taken', async () => {
    const run = testRun(planOf(flow('hook -> a', 'a -error-> both', 'both -> after'), { both: any }));
    await run.go();
    expect(statuses(run)).toMatchObject({ both: 'skipped', after: 'skipped' });
  });
});

describe('a stop', () => {
  const stop = (outcome: string, message = '') => ({
    operation: 'stop',
    inputs: { outcome: literal(outcome), message: literal(message) },
  });

  it('fails the run with its message', async () => {
    const run = testRun(planOf(flow('hook -> end', 'hook -> call'), { end: stop('failed', 'No lines.'), call: {} }));
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    const view = viewRun(loadPlan(run.kit.plan), run.events);
    expect(view.steps.find(({ path }) => path === 'end')?.failure).toEqual({
      code: 'stopped',
      message: 'No lines.',
      retry: 'never',
    });
    expect(view.status).toBe('failed');
  });

  it('ends the run well, and lets a call under way finish', async () => {
    const { call, answer, made } = slowly();
    const run = testRun(planOf(flow('hook -> a', 'a -> never', 'hook -> end'), { end: stop('succeeded') }), { call });
    const ended = run.go();
    await answer('a');
    await expect(ended).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(made).toEqual(['a']);
    expect(statuses(run)).toEqual({ hook: 'succeeded', a: 'succeeded', never: 'skipped', end: 'succeeded' });
  });

  it('in a loop ends the whole run', async () => {
    const made: string[] = [];
    const plan = planOf(flow('hook -> each', 'each -error-> tell', 'each/end', 'each -> after'), {
      each: { inputs: { items: { kind: 'literal', value: [1, 2] } } },
      end: stop('failed'),
    });
    const run = testRun(plan, { call: ({ step }) => made.push(step.id) });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(made).toEqual([]);
    expect(statuses(run)).toMatchObject({ each: 'failed', 'each[0]/end': 'failed', tell: 'skipped' });
  });

  it('is gone on from when a person skips it', async () => {
    const run = testRun(planOf(flow('hook -> end', 'hook -> a', 'a -> b'), { end: stop('failed') }));
    await run.go();
    run.events.push({ type: 'step.skipped', at: 0, path: 'end', by: 'ada' });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  });

  it('holds when the worker dies before the run’s end is written', async () => {
    const plan = planOf(flow('hook -> a', 'hook -> b', 'hook -> end'), {
      b: { operation: 'unsafe' },
      end: stop('succeeded'),
    });
    const run = testRun(plan, { call: () => new Promise(() => undefined) });
    void run.go();
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    expect(run.events.at(-1)).toMatchObject({ type: 'run.stopped' });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(statuses(run)).toMatchObject({ a: 'unknown', b: 'unknown', end: 'succeeded' });
  });

  it('has nothing after it', () => {
    const document = flow('hook -> end', 'end -> after');
    expect(() => planOf(document, { end: stop('failed') })).toThrow('Nothing comes after it.');
    expect(() => planOf(flow('hook -> end', 'end -error-> after'), { end: stop('failed') })).toThrow('unknown_outlet');
  });
});

describe('a step that is switched off', () => {
  it('is passed by', async () => {
    const made: string[] = [];
    const plan = planOf(flow('hook -> a', 'a -> b', 'b -error-> tell', 'b -> c'), {
      a: { disabled: true },
      b: { disabled: true },
    });
    const run = testRun(plan, { call: ({ step }) => made.push(step.id) });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(made).toEqual(['c']);
    expect(statuses(run)).toMatchObject({ a: 'skipped', b: 'skipped', tell: 'skipped', c: 'succeeded' });
  });

  it('is passed by its first way, with all that is inside it', async () => {
    const made: string[] = [];
    const plan = planOf(
      flow('hook -> ask', 'ask -no-> no', 'ask -yes-> each', 'each/send', 'each -> after', 'hook -> loop', 'loop/x'),
      {
        ask: { disabled: true },
        each: { disabled: true },
        x: { disabled: true },
        loop: { inputs: { items: { kind: 'literal', value: [1] } } },
      },
    );
    const run = testRun(plan, { call: ({ step }) => made.push(step.id) });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(made).toEqual(['after']);
  });
});

describe('a time limit', () => {
  it('gives a call up that takes too long, and tries again', async () => {
    let tries = 0;
    const aborted: boolean[] = [];
    const call = ({ signal }: CallRequest) => {
      tries += 1;
      signal.addEventListener('abort', () => aborted.push(true));
      return tries === 1 ? new Promise(() => undefined) : 'late';
    };
    let now = 0;
    const run = testRun(planOf(flow('hook -> a'), { a: { timeoutMs: 100 } }), { call, now: () => now });
    await expect(run.go()).resolves.toEqual({ kind: 'sleep', until: 5_000 });
    expect(aborted).toEqual([true]);
    expect(run.events.at(-1)).toMatchObject({
      failure: { code: 'timed_out', message: "It took longer than the step's limit of 100 milliseconds." },
    });
    now = 5_000;
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  });

  it('asks a person about an unsafe call that took too long', async () => {
    const plan = planOf(flow('hook -> a'), { a: { operation: 'unsafe', timeoutMs: 100 } });
    const run = testRun(plan, { call: () => new Promise(() => undefined) });
    await expect(run.go()).resolves.toEqual({ kind: 'needs-attention', paths: ['a'] });
  });

  const limited = (document: FlowDocument) => {
    const result = compile({ ...document, settings: { timeLimitMs: 2_000 } }, testOperationCatalog);
    if (!result.ok) throw new Error('It does not compile.');
    return result.plan;
  };

  it('of the flow ends a run that sleeps, and not one that is done in time', async () => {
    let now = 0;
    const call = () => {
      throw new OperationError({ code: 'busy', message: 'Busy.', retry: 'later' });
    };
    const run = testRun(limited(flow('hook -> a')), { call, now: () => now });
    await expect(run.go()).resolves.toEqual({ kind: 'sleep', until: 2_000 });
    now = 2_000;
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(viewRun(loadPlan(run.kit.plan), run.events).failure).toMatchObject({
      code: 'run_timed_out',
      message: 'The run took longer than its limit of 2 seconds.',
      retry: 'never',
    });
    const quick = testRun(limited(flow('hook -> a')));
    await expect(quick.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  });

  it('of the flow gives up a call that is under way', async () => {
    // However long it takes until the call is made, it is made in time.
    let calledAt: number | undefined;
    const signals: AbortSignal[] = [];
    const call = ({ signal }: CallRequest) => {
      calledAt = Date.now();
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const run = testRun(limited(flow('hook -> a')), {
      call,
      now: () => 1_950 + (calledAt === undefined ? 0 : Date.now() - calledAt),
    });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(statuses(run)).toMatchObject({ a: 'unknown' });
  });

  it('of the flow starts again when a person has a step tried again', async () => {
    let now = 0;
    let isBusy = true;
    const call = () => {
      if (isBusy) throw new OperationError({ code: 'busy', message: 'Busy.', retry: 'later' });
    };
    const run = testRun(limited(flow('hook -> a')), { call, now: () => now });
    await run.go();
    now = 9_000;
    await run.go();
    isBusy = false;
    run.events.push({ type: 'step.retried', at: 9_000, path: 'a', by: 'ada' });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  });
});
