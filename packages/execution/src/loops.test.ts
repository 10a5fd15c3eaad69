import { type Failure, OperationError } from '@patchbay/connector';
import { flow } from '@patchbay/flow/testing';
import { describe, expect, it } from 'vitest';
import { loadPlan } from './loadPlan.ts';
import type { CallRequest } from './ports.ts';
import type { RunEvent } from './runEvent.ts';
import { succeededPaths, testRun } from './testing/testRun.ts';
import { planOf, type StepChanges } from './testing.ts';
import { viewRun } from './viewRun.ts';

const ref = (step: string, ...path: (string | number)[]) => ({ kind: 'reference' as const, step, path });
const list = (...items: (number | string | boolean)[]) => ({ items: { kind: 'literal' as const, value: items } });

function loop(changes: Record<string, StepChanges> = {}) {
  return planOf(flow('hook -> each', 'each -> after', 'each/send -> each/log'), {
    each: { inputs: list('a', 'b', 'c') },
    send: { inputs: { item: ref('each', 'item'), index: ref('each', 'index') } },
    after: { inputs: { all: ref('each') } },
    ...changes,
  });
}

function failing(failure: Partial<Failure> = {}): never {
  throw new OperationError({ code: 'x', message: 'No such list.', retry: 'never', ...failure });
}

/** Notes what calls were made, with their inputs. */
function noted(answer: (request: CallRequest) => unknown = ({ step }) => step.id) {
  const calls: [string, unknown][] = [];
  const call = (request: CallRequest) => {
    calls.push([request.idempotencyKey.slice('run:'.length), request.input]);
    return answer(request);
  };
  return { calls, call };
}

describe('a loop', () => {
  it('goes through its items in order, one after the other', async () => {
    const { calls, call } = noted();
    const { go } = testRun(loop(), { call });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(calls.map(([path]) => path)).toEqual([
      'each[0]/send',
      'each[0]/log',
      'each[1]/send',
      'each[1]/log',
      'each[2]/send',
      'each[2]/log',
      'after',
    ]);
    expect(calls[2]).toEqual(['each[1]/send', { item: 'b', index: 1 }]);
  });

  it('gives how many items there were and what the last step of each gave', async () => {
    const { calls, call } = noted(({ idempotencyKey }) => idempotencyKey);
    const { go } = testRun(loop(), { call });
    await go();
    const items = ['run:each[0]/log', 'run:each[1]/log', 'run:each[2]/log'];
    expect(calls.at(-1)).toEqual(['after', { all: { count: 3, items } }]);
  });

  it('collects what it is told to, in the item', async () => {
    const collect = { kind: 'template' as const, parts: [ref('each', 'item'), '-', ref('send')] };
    const { calls, call } = noted();
    const { go } = testRun(loop({ each: { inputs: { ...list('a', 'b'), collect } } }), { call });
    await go();
    expect(calls.at(-1)).toEqual(['after', { all: { count: 2, items: ['a-send', 'b-send'] } }]);
  });

  it.each([{ value: [] }, { value: null }])('with no items ($value) is over at once', async ({ value }) => {
    const { calls, call } = noted();
    const { go } = testRun(loop({ each: { inputs: { items: { kind: 'literal', value } } } }), { call });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(calls).toEqual([['after', { all: { count: 0, items: [] } }]]);
  });

  it('fails on what is not a list', async () => {
    const { events, go } = testRun(loop({ each: { inputs: { items: { kind: 'literal', value: 'abc' } } } }));
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(events.at(1)).toMatchObject({ path: 'each', failure: { code: 'items_not_a_list' } });
  });

  it('fails on more than 100,000 items', async () => {
    const items = { kind: 'reference' as const, step: 'hook', path: [] };
    const { events, go } = testRun(loop({ each: { inputs: { items } } }), { payload: Array(100_001).fill(0) });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(events.at(1)).toMatchObject({ path: 'each', failure: { code: 'too_many_items' } });
  });

  it('writes what computing steps give for many items as one event', async () => {
    const computing = planOf(flow('hook -> each', 'each/set -> each/ask', 'each/ask -yes-> each/keep'), {
      each: { inputs: list(true, false) },
      set: { operation: 'pure', inputs: { kept: ref('each', 'item') } },
      ask: { inputs: { condition: ref('set', 'kept') } },
      keep: { operation: 'pure' },
    });
    const { events, go } = testRun(computing);
    await go();
    expect(events.slice(1, -1)).toEqual([
      { type: 'loop.started', at: 0, path: 'each', count: 2 },
      {
        type: 'loop.progressed',
        at: 0,
        path: 'each',
        from: 0,
        items: [
          [
            ['set', 'done', { kept: true }],
            ['ask', 'yes'],
            ['keep', 'done', {}],
          ],
          [
            ['set', 'done', { kept: false }],
            ['ask', 'no'],
          ],
        ],
      },
    ]);
  });

  it('inside a loop has items of its own, and sees those around it', async () => {
    const nested = planOf(flow('hook -> outer', 'outer/inner', 'outer/inner/send'), {
      outer: { inputs: { ...list('a', 'b'), collect: ref('inner', 'items') } },
      inner: { inputs: list(1, 2) },
      send: { inputs: { outer: ref('outer', 'item'), inner: ref('inner', 'item') } },
    });
    const { calls, call } = noted(({ input }) => input);
    const { events, go } = testRun(nested, { call });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(calls).toEqual([
      ['outer[0]/inner[0]/send', { outer: 'a', inner: 1 }],
      ['outer[0]/inner[1]/send', { outer: 'a', inner: 2 }],
      ['outer[1]/inner[0]/send', { outer: 'b', inner: 1 }],
      ['outer[1]/inner[1]/send', { outer: 'b', inner: 2 }],
    ]);
    const view = viewRun(loadPlan(nested), events);
    expect(view.steps.find(({ path }) => path === 'outer')?.output).toEqual({
      count: 2,
      items: [
        [calls[0]?.[1], calls[1]?.[1]],
        [calls[2]?.[1], calls[3]?.[1]],
      ],
    });
  });
});

describe('a failure inside a loop', () => {
  const second = ({ idempotencyKey, step }: CallRequest) =>
    idempotencyKey === 'run:each[1]/send' ? failing() : step.id;

  it('fails the loop, and no further item is begun', async () => {
    const { calls, call } = noted(second);
    const { events, go } = testRun(loop(), { call });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(calls.map(([path]) => path)).toEqual(['each[0]/send', 'each[0]/log', 'each[1]/send']);
    const each = viewRun(loadPlan(loop()), events).steps.find(({ path }) => path === 'each');
    expect(each).toMatchObject({ status: 'failed', failure: { message: 'In item 2: No such list.' } });
    expect(each?.items).toEqual({ count: 3, succeeded: 1, failed: 1 });
  });

  it('stays inside when the item catches it', async () => {
    const caught = planOf(flow('hook -> each', 'each -> after', 'each/send -error-> each/tell'), {
      each: { inputs: list('a', 'b', 'c') },
    });
    const { calls, call } = noted(second);
    const { go } = testRun(caught, { call });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(calls.map(([path]) => path)).toEqual([
      'each[0]/send',
      'each[1]/send',
      'each[1]/tell',
      'each[2]/send',
      'after',
    ]);
  });

  it('goes the way of the loop’s error outlet', async () => {
    const caught = planOf(flow('hook -> each', 'each -> after', 'each -error-> tell', 'each/send'), {
      each: { inputs: list('a', 'b', 'c') },
      tell: { inputs: { what: ref('each') } },
    });
    const { calls, call } = noted(second);
    const { go } = testRun(caught, { call });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    const error = { code: 'x', message: 'In item 2: No such list.' };
    expect(calls.at(-1)).toEqual(['tell', { what: { error } }]);
  });

  it('waits for the rest of the item before it fails the loop', async () => {
    const forked = planOf(flow('hook -> each', 'each -error-> tell', 'each/send', 'each/other -> each/more'), {
      each: { inputs: list('a', 'b') },
    });
    const { calls, call } = noted(({ step }) => (step.id === 'send' ? failing() : step.id));
    const { go } = testRun(forked, { call });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(calls.map(([path]) => path).slice(2)).toEqual(['each[0]/more', 'tell']);
  });

  it.each(['each[1]/send', 'each'])('is gone on from in the same item when %s is retried', async (path) => {
    let isBroken = true;
    const { calls, call } = noted((request) => (isBroken ? second(request) : request.step.id));
    const { events, go } = testRun(loop(), { call });
    await go();
    isBroken = false;
    events.push({ type: 'step.retried', at: 0, path, by: 'ada' });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(calls.map(([made]) => made)).toEqual([
      'each[0]/send',
      'each[0]/log',
      'each[1]/send',
      'each[1]/send',
      'each[1]/log',
      'each[2]/send',
      'each[2]/log',
      'after',
    ]);
  });

  it('that may pass makes the run sleep in the item', async () => {
    let now = 0;
    let isBusy = true;
    const { call } = noted((request) =>
      isBusy && request.idempotencyKey === 'run:each[1]/send' ? failing({ retry: 'later' }) : 0,
    );
    const { events, go } = testRun(loop(), { call, now: () => now });
    await expect(go()).resolves.toEqual({ kind: 'sleep', until: 5_000 });
    now = 5_000;
    isBusy = false;
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(succeededPaths(events)).toHaveLength(7);
  });

  it('of what an item should give fails the loop', async () => {
    const collect = { kind: 'formula' as const, source: 'each.item + 1' };
    const { events, go } = testRun(loop({ each: { inputs: { items: ref('hook'), collect } } }), { payload: [[]] });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    const each = viewRun(loadPlan(loop({ each: { inputs: { items: ref('hook'), collect } } })), events).steps[1];
    expect(each).toMatchObject({ status: 'failed', failure: { code: 'input_not_filled' } });
  });
});

it('takes up a loop of 12,000 items where its worker died, in the middle of an item', async () => {
  const computing = planOf(flow('hook -> each', 'each/set -> each/ask', 'each/ask -yes-> each/keep'), {
    each: { inputs: { items: ref('hook') } },
    set: { operation: 'pure', inputs: { kept: ref('each', 'item') } },
    ask: { inputs: { condition: ref('set', 'kept') } },
    keep: { operation: 'pure' },
  });
  const payload = Array.from({ length: 12_000 }, (_, index) => index % 3 === 0);
  const whole = testRun(computing, { payload });
  await whole.go();
  const expected = succeededPaths(whole.events);
  expect(expected).toHaveLength(28_000);
  const written = whole.events.filter(({ type }) => type === 'loop.progressed');
  expect(written.length).toBeGreaterThan(2);

  const cut = testRun(computing, { payload });
  const kept: RunEvent[] = whole.events.slice(0, 3);
  cut.events.splice(0, 1, ...kept);
  await expect(cut.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  expect(succeededPaths(cut.events)).toEqual(expected);
});
