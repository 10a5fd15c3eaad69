import { OperationError } from '@patchbay/connector';
import type { Json, Mapping } from '@patchbay/expression';
import { flow } from '@patchbay/flow/testing';
import { describe, expect, it } from 'vitest';
import { foldRun } from './apply.ts';
import { loadPlan } from './loadPlan.ts';
import type { CallRequest } from './ports.ts';
import { testRun } from './testing/testRun.ts';
import { planOf, type StepChanges } from './testing.ts';
import { viewRun, viewState } from './viewRun.ts';

const literal = (value: Json): Mapping => ({ kind: 'literal', value });
const ref = (step: string, ...path: (string | number)[]): Mapping => ({ kind: 'reference', step, path });
const formula = (source: string): Mapping => ({ kind: 'formula', source });

function outputOf(run: ReturnType<typeof testRun>, path: string): unknown {
  return viewRun(loadPlan(run.kit.plan), run.events).steps.find((step) => step.path === path)?.output;
}

function failing(message: string): never {
  throw new OperationError({ code: 'x', message, retry: 'never', status: 404 });
}

const loop = (inputs: Record<string, Mapping>, further: Record<string, StepChanges> = {}) =>
  planOf(flow('hook -> each', 'each -> after', 'each/send -> each/log'), {
    each: { inputs: { items: literal(['a', 'b', 'c', 'd', 'e']), ...inputs } },
    send: { inputs: { item: ref('each', 'item') } },
    ...further,
  });

/** Counts how many calls are under way; each takes as many turns as its item says, the first ones longest. */
function crowded() {
  let now = 0;
  let most = 0;
  const call = async ({ step, idempotencyKey }: CallRequest) => {
    if (step.id === 'after') return 'after';
    now += 1;
    most = Math.max(most, now);
    const index = Number(/\d+/.exec(idempotencyKey)?.[0]);
    for (let turn = 20 - index * 4; turn > 0; turn--) await Promise.resolve();
    now -= 1;
    return `${step.id} ${index}`;
  };
  return { call, most: () => most };
}

describe('a loop with several items at once', () => {
  it.each([1, 2, 3, 100])('works on no more than %i, and keeps what they give in order', async (atOnce) => {
    const { call, most } = crowded();
    const run = testRun(loop({ atOnce: literal(atOnce) }), { call });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(most()).toBe(Math.min(atOnce, 5));
    expect(outputOf(run, 'each')).toEqual({ count: 5, items: ['log 0', 'log 1', 'log 2', 'log 3', 'log 4'] });
  });

  it('begins no further item after a failure, and lets those under way end', async () => {
    const made: string[] = [];
    const call = ({ idempotencyKey }: CallRequest) => {
      made.push(idempotencyKey.slice('run:'.length));
      return idempotencyKey === 'run:each[1]/send' ? failing('No.') : 0;
    };
    const run = testRun(loop({ atOnce: literal(2) }), { call });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(made).toEqual(['each[0]/send', 'each[1]/send', 'each[0]/log']);
    run.events.push({ type: 'step.retried', at: 0, path: 'each[1]/send', by: 'ada' });
    run.kit.call = () => 0;
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(outputOf(run, 'each')).toEqual({ count: 5, items: [0, 0, 0, 0, 0] });
  });

  it.each([0, 101, 1.5, 'two'])('is refused for %j at once', async (atOnce) => {
    const run = testRun(loop({ atOnce: literal(atOnce) }));
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(run.events.at(1)).toMatchObject({ failure: { code: 'loop_input_not_valid' } });
  });
});

describe('an item that fails', () => {
  const call = ({ idempotencyKey, step }: CallRequest) =>
    /\[[13]\]\/send/.test(idempotencyKey) ? failing('Gone.') : step.id;

  it.each([1, 3])('is left out where the loop skips it, %i at once', async (atOnce) => {
    const run = testRun(loop({ onError: literal('skip'), atOnce: literal(atOnce) }), { call });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(outputOf(run, 'each')).toEqual({ count: 5, items: ['log', 'log', 'log'], failed: 2 });
    const view = viewRun(loadPlan(run.kit.plan), run.events);
    expect(view.steps.find(({ path }) => path === 'each')?.items).toEqual({ count: 5, succeeded: 3, failed: 2 });
    expect(view.steps.find(({ path }) => path === 'each[1]/log')?.status).toBe('skipped');
  });

  it('is listed with its error where the loop collects them', async () => {
    const run = testRun(loop({ onError: literal('collect'), atOnce: literal(2) }), { call });
    await run.go();
    const error = { code: 'x', message: 'Gone.', status: 404 };
    expect(outputOf(run, 'each')).toEqual({
      count: 5,
      items: ['log', 'log', 'log'],
      failed: 2,
      errors: [
        { index: 1, item: 'b', error },
        { index: 3, item: 'd', error },
      ],
    });
  });

  it('is one of which nothing can be kept, too', async () => {
    const plan = planOf(flow('hook -> each', 'each/send'), {
      each: { inputs: { items: ref('hook'), onError: literal('skip'), collect: formula('each.item + 1') } },
    });
    const run = testRun(plan, { payload: [1, [], 3] });
    await run.go();
    expect(outputOf(run, 'each')).toEqual({ count: 3, items: [2, 4], failed: 1 });
  });
});

it('keeps no more than the items under way of a loop over 100,000', async () => {
  const plan = planOf(flow('hook -> each', 'each/set'), {
    each: { inputs: { items: ref('hook'), atOnce: literal(10), collect: literal(0) } },
    set: { operation: 'pure', inputs: { item: ref('each', 'item') } },
  });
  const run = testRun(plan, { payload: Array(100_000).fill('x') });
  await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  const middle = foldRun(loadPlan(plan), run.events.slice(0, -3));
  expect(viewState(middle).steps.length).toBeLessThan(3 + 10);
});

describe('steps that are repeated', () => {
  const pages = (inputs: Record<string, Mapping>) =>
    planOf(flow('hook -> pages', 'pages -> after', 'pages -error-> tell', 'pages/get'), {
      pages: { operation: 'repeat', inputs },
      get: { inputs: { cursor: ref('pages', 'previous', 'next') } },
      after: { inputs: { all: ref('pages') } },
    });
  const until = formula('get.next == null');

  it('hand on what they gave, until the condition is met', async () => {
    const asked: unknown[] = [];
    const call = ({ step, input }: CallRequest) => {
      asked.push(input);
      return step.id === 'get' ? { next: asked.length < 3 ? asked.length : null } : 0;
    };
    const run = testRun(pages({ until, first: literal({ next: 'start' }) }), { call });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    const all = { count: 3, last: { next: null } };
    expect(asked).toEqual([{ cursor: 'start' }, { cursor: 1 }, { cursor: 2 }, { all }]);
    const view = viewRun(loadPlan(run.kit.plan), run.events);
    expect(view.steps.find(({ path }) => path === 'pages')?.items).toEqual({ count: 3, succeeded: 3, failed: 0 });
  });

  it('fail when the condition is never met', async () => {
    const run = testRun(pages({ until: literal(false), limit: literal(4) }));
    await expect(run.go()).resolves.toMatchObject({ kind: 'finished', outcome: 'succeeded' });
    const { steps } = viewRun(loadPlan(run.kit.plan), run.events);
    expect(steps.find(({ path }) => path === 'pages')?.failure).toMatchObject({
      code: 'repeat_limit_reached',
      message: 'The steps were repeated 4 times, and the condition to end was never met.',
      retry: 'never',
    });
    expect(steps.filter(({ step }) => step === 'get')).toHaveLength(4);
    expect(steps.find(({ step }) => step === 'tell')?.status).toBe('succeeded');
  });

  it('fail on a condition that is no yes or no', async () => {
    const run = testRun(pages({ until: literal('soon') }));
    await run.go();
    const { steps } = viewRun(loadPlan(run.kit.plan), run.events);
    expect(steps.find(({ path }) => path === 'pages')?.failure).toMatchObject({ code: 'condition_not_boolean' });
  });
});

describe('a group', () => {
  const drawing = [
    'hook -> group',
    'group -> after',
    'group -error-> tell',
    'group/charge -> group/ship',
    'group/note',
  ];
  const group = planOf(flow(...drawing), {
    group: { operation: 'group' },
    tell: { inputs: { what: ref('group') } },
    after: { inputs: { got: ref('group') } },
  });

  it('gives what its last step gave', async () => {
    const inputs: unknown[] = [];
    const run = testRun(group, { call: ({ step, input }) => inputs.push(input) && step.id });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(inputs.at(-1)).toEqual({ got: 'note' });
  });

  it('is left by its error way when one of its steps fails, once the others have come to their end', async () => {
    const made: string[] = [];
    const call = ({ step, input }: CallRequest) => {
      made.push(step.id);
      if (step.id === 'charge') failing('The card was refused.');
      return input;
    };
    const run = testRun(group, { call });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(made).toEqual(['charge', 'note', 'tell']);
    const what = { error: { code: 'x', message: 'The card was refused.', status: 404 } };
    expect(outputOf(run, 'tell')).toEqual({ what });
  });
});
