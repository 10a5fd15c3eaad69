import type { Mapping } from '@patchbay/expression';
import { flow } from '@patchbay/flow/testing';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { foldRun } from './apply.ts';
import { loadPlan } from './loadPlan.ts';
import type { RunEvent } from './runEvent.ts';
import { startOf, testRun } from './testing/testRun.ts';
import { plan, testOperationCatalog } from './testing.ts';
import { turnKeyOf } from './turnKey.ts';
import { viewRun } from './viewRun.ts';

const limited = { ...plan('order -> a'), atOnce: 1 };
const admitted = (at = 0): RunEvent => ({ type: 'run.admitted', at });

describe('a run of a flow with a limit', () => {
  it('waits for its turn and says so, with nothing begun', async () => {
    const run = testRun(limited);
    await expect(run.go()).resolves.toEqual({ kind: 'await-turn' });
    expect(run.events).toHaveLength(1);
    expect(viewRun(loadPlan(limited), run.events)).toMatchObject({
      status: 'waiting',
      awaitsTurn: true,
      steps: [{ status: 'succeeded' }, { step: 'a', status: 'waiting', attempts: 0 }],
    });
  });

  it('goes on once it has its turn, and never asks for another', async () => {
    const run = testRun(limited);
    run.events.push(admitted());
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(viewRun(loadPlan(limited), run.events)).not.toHaveProperty('awaitsTurn');
  });

  it('has its time limit from its turn on', async () => {
    let now = 0;
    const run = testRun({ ...limited, timeLimitMs: 1_000 }, { now: () => now });
    now = 5_000;
    await expect(run.go()).resolves.toEqual({ kind: 'await-turn' });
    run.events.push(admitted(5_000));
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  });

  it('can be cancelled while it waits', async () => {
    const run = testRun(limited);
    run.events.push({ type: 'run.cancelled', at: 0, by: 'ada' });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'cancelled' });
  });

  it('waits for another turn when a person takes it up again after its end, and for none before', () => {
    const loaded = loadPlan(limited);
    const failure = { code: 'x', message: 'No.', retry: 'never' as const };
    const events: RunEvent[] = [
      startOf(limited),
      admitted(),
      { type: 'step.started', at: 0, path: 'a', attempt: 1 },
      { type: 'step.failed', at: 0, path: 'a', attempt: 1, failure },
    ];
    const retried: RunEvent = { type: 'step.retried', at: 0, path: 'a', by: 'ada' };
    const end: RunEvent = { type: 'run.finished', at: 0, outcome: 'failed' };
    expect(foldRun(loaded, [...events, retried]).isAdmitted).toBe(true);
    expect(foldRun(loaded, [...events, end, retried]).isAdmitted).toBe(false);
  });
});

describe('what runs wait for their turn by', () => {
  const keyed = (key: Mapping) => loadPlan({ ...limited, key });
  const customer = keyed({ kind: 'reference', step: 'order', path: ['body', 'customer'] });
  const keyOf = (payload: unknown, loaded = customer) => turnKeyOf(loaded, startOf(limited, payload));

  it.each([
    [{ body: { customer: 'ada' } }, 'ada'],
    [{ body: { customer: 7 } }, '7'],
    [{ body: { customer: false } }, 'false'],
    [{ body: { customer: null } }, ''],
    [{ body: {} }, ''],
    [{ body: 'no object' }, ''],
    [null, ''],
    [{ body: { customer: { b: 1, a: [2] } } }, '{"a":[2],"b":1}'],
    [{ body: { customer: { a: [2], b: 1 } } }, '{"a":[2],"b":1}'],
  ])('of %j is %j', (payload, key) => {
    expect(keyOf(payload)).toBe(key);
  });

  it('is nothing where the formula fails, and where another trigger fired', () => {
    expect(keyOf({ total: 0 }, keyed({ kind: 'formula', source: '1 / int(order.total)' }))).toBe('');
    const other = { ...startOf(limited, { body: { customer: 'ada' } }), trigger: 'timer' } as RunEvent;
    expect(turnKeyOf(customer, other)).toBe('');
  });

  it('means one at a time where the flow says no number, and stands in the plan only where it is set', () => {
    const document = flow('order -> a');
    const key: Mapping = { kind: 'reference', step: 'order', path: ['id'] };
    const planned = (settings: object) => {
      const result = compile({ ...document, settings }, testOperationCatalog);
      return result.ok ? result.plan : undefined;
    };
    expect(planned({ key })).toMatchObject({ atOnce: 1, key });
    expect(planned({ atOnce: 3 })).toMatchObject({ atOnce: 3 });
    expect(planned({})).not.toHaveProperty('atOnce');
  });
});
