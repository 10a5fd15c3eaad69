import { OperationError } from '@patchbay/connector';
import { flow } from '@patchbay/flow/testing';
import { describe, expect, it } from 'vitest';
import { foldRun } from './apply.ts';
import { evaluateInputs } from './evaluateInputs.ts';
import { loadPlan } from './loadPlan.ts';
import { OUTCOME_UNKNOWN, type RunEvent } from './runEvent.ts';
import { testRun } from './testing/testRun.ts';
import { planOf } from './testing.ts';
import { viewRun } from './viewRun.ts';

const ref = (step: string, ...path: string[]) => ({ kind: 'reference' as const, step, path });

const shop = planOf(
  flow('hook -> ask', 'ask -yes-> each', 'ask -no-> refuse', 'each -> reply', 'refuse -> reply', 'each/send'),
  {
    ask: { inputs: { condition: ref('hook', 'paid') } },
    each: { inputs: { items: ref('hook', 'lines') } },
    send: { inputs: { line: ref('each', 'item') } },
    reply: { operation: 'respond', inputs: { body: ref('each', 'count') } },
  },
);
const loaded = loadPlan(shop);
const paid = { payload: { paid: true, lines: ['a', 'b'] } };

function statuses(events: readonly RunEvent[]) {
  return Object.fromEntries(viewRun(loaded, events).steps.map(({ path, status }) => [path, status]));
}

describe('viewRun', () => {
  it('shows every step where it stood, in plan order, a loop’s items after the loop', async () => {
    const { events, go } = testRun(shop, paid);
    await go();
    const view = viewRun(loaded, events);
    expect(view).toMatchObject({ status: 'succeeded', mode: 'live', trigger: 'hook', ...paid });
    expect(view.steps.map(({ path, status }) => [path, status])).toEqual([
      ['hook', 'succeeded'],
      ['ask', 'succeeded'],
      ['each', 'succeeded'],
      ['each[0]/send', 'succeeded'],
      ['each[1]/send', 'succeeded'],
      ['refuse', 'skipped'],
      ['reply', 'succeeded'],
    ]);
    expect(view.answer).toMatchObject({ status: 200, body: 2 });
  });

  it('counts the edges that carried data', async () => {
    const { events, go } = testRun(shop, paid);
    await go();
    expect(viewRun(loaded, events).edges).toEqual({ 'hook/done/ask': 1, 'ask/yes/each': 1, 'each/done/reply': 1 });
  });

  it('works out again what each step got', async () => {
    const { events, go } = testRun(shop, paid);
    await go();
    const inputs = viewRun(loaded, events).steps.map(({ path, input }) => [path, input]);
    expect(Object.fromEntries(inputs)).toEqual({
      hook: undefined,
      ask: { condition: true },
      refuse: undefined,
      each: { items: ['a', 'b'] },
      'each[0]/send': { line: 'a' },
      'each[1]/send': { line: 'b' },
      reply: { body: 2 },
    });
    const run = foldRun(loaded, events, 'all');
    expect(evaluateInputs(run, 'each[1]/send')).toEqual({ line: 'b' });
    expect(evaluateInputs(run, 'each[7]/send')).toBeUndefined();
    expect(evaluateInputs(run, 'nowhere')).toBeUndefined();
  });

  it('gives the way a branch chose as its output', async () => {
    const { events, go } = testRun(shop, { payload: { paid: false } });
    await go();
    const ask = viewRun(loaded, events).steps.find(({ path }) => path === 'ask');
    expect(ask).toMatchObject({ outlet: 'no', output: { answer: false } });
  });

  it('shows at any moment what is known by then', async () => {
    const { events, go } = testRun(shop, paid);
    await go();
    const moments = events.map((_, index) => viewRun(loaded, events.slice(0, index + 1)).status);
    expect(new Set(moments.slice(0, -1))).toEqual(new Set(['running']));
    const middle = events.findIndex((event) => event.type === 'step.succeeded' && event.path === 'each[0]/send');
    expect(statuses(events.slice(0, middle + 1))).toMatchObject({
      each: 'running',
      'each[0]/send': 'succeeded',
      'each[1]/send': 'running',
      reply: 'waiting',
    });
  });

  it.each([
    ['later', 'waiting', 'retrying'],
    ['after-reconnect', 'waiting', 'waiting'],
    ['never', 'failed', 'failed'],
  ] as const)('of a failure to retry %s: the run is %s, the step %s', async (retry, run, step) => {
    const call = () => {
      throw new OperationError({ code: 'x', message: 'It did not work.', retry });
    };
    const { events, go } = testRun(shop, { ...paid, call });
    await go();
    expect(viewRun(loaded, events).status).toBe(run);
    expect(statuses(events)['each[0]/send']).toBe(step);
  });

  it('asks for attention where a call may or may not have happened', () => {
    const failure = { code: OUTCOME_UNKNOWN, message: 'Nobody knows.', retry: 'never' } as const;
    const events = testRun(shop, paid).events;
    events.push(
      { type: 'step.succeeded', at: 1, path: 'ask', outlet: 'yes' },
      { type: 'loop.started', at: 1, path: 'each', count: 2 },
      { type: 'step.started', at: 1, path: 'each[0]/send', attempt: 1 },
      { type: 'step.failed', at: 2, path: 'each[0]/send', attempt: 1, failure },
    );
    expect(viewRun(loaded, events).status).toBe('needs_attention');
    expect(statuses(events)['each[0]/send']).toBe('unknown');
  });

  it('skips what a cancelled run did not come to', () => {
    const { events } = testRun(shop, paid);
    events.push({ type: 'run.cancelled', at: 5, by: 'ada' });
    expect(viewRun(loaded, events).status).toBe('cancelled');
    events.push({ type: 'run.finished', at: 6, outcome: 'cancelled' });
    expect(viewRun(loaded, events)).toMatchObject({ status: 'cancelled', finishedAt: 6 });
    expect(statuses(events)).toMatchObject({ ask: 'skipped', reply: 'skipped' });
  });

  it('waits before its first event', () => {
    expect(viewRun(loaded, [])).toMatchObject({ status: 'waiting', edges: {} });
  });

  it('refuses a journal that does not fit the plan', () => {
    const { events } = testRun(shop, paid);
    events.push({ type: 'step.succeeded', at: 1, path: 'elsewhere', outlet: 'done', output: 1 });
    expect(() => viewRun(loaded, events)).toThrow('elsewhere');
  });
});
