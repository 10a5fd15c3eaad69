import { type Failure, OperationError } from '@patchbay/connector';
import { flow } from '@patchbay/flow/testing';
import { describe, expect, it, vi } from 'vitest';
import type { CallRequest } from './ports.ts';
import type { RunEvent } from './runEvent.ts';
import { succeededPaths, testRun } from './testing/testRun.ts';
import { memoryJournal, plan, planOf } from './testing.ts';

const diamond = plan('start -> left', 'start -> right', 'left -> join', 'right -> join');
const branching = flow('start -> ask', 'ask -yes-> ship', 'ask -no-> refund', 'ship -> mail', 'refund -> mail');
const yes = { kind: 'literal', value: true } as const;

function failing(failure: Partial<Failure>): never {
  throw new OperationError({ code: 'x', message: 'It did not work.', retry: 'never', ...failure });
}

/** When something is given up that has to come: far more than it takes. */
const PATIENCE_MS = 60_000;

/** Calls that end when the test says so. */
function heldCalls() {
  const held = new Map<string, (output: unknown) => void>();
  const sent: string[] = [];
  const call = ({ step }: CallRequest) =>
    new Promise((resolve) => {
      sent.push(step.id);
      held.set(step.id, resolve);
    });
  const isSent = (id: string) => vi.waitFor(() => expect(sent).toContain(id), PATIENCE_MS);
  return { call, sent, isSent, end: (id: string) => held.get(id)?.(id) };
}

describe('advance', () => {
  it('runs parallel branches, then the step that joins them', async () => {
    const { events, go } = testRun(diamond);
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(succeededPaths(events).toSorted()).toEqual(['join', 'left', 'right']);
    expect(succeededPaths(events).at(-1)).toBe('join');
    expect(events.at(-1)).toMatchObject({ type: 'run.finished', outcome: 'succeeded' });
  });

  it('starts a step as soon as what it waits for is settled, whatever else is under way', async () => {
    const { call, sent, isSent, end } = heldCalls();
    const { go } = testRun(plan('start -> slow', 'start -> quick', 'quick -> next', 'slow -> join', 'next -> join'), {
      call,
    });
    const outcome = go();
    await isSent('quick');
    end('quick');
    await isSent('next');
    expect(sent).not.toContain('join');
    end('next');
    end('slow');
    await isSent('join');
    end('join');
    await expect(outcome).resolves.toMatchObject({ kind: 'finished' });
  });

  it('makes a finished call durable while another is under way', async () => {
    const { call, isSent, end } = heldCalls();
    const { events, go } = testRun(diamond, { call });
    const outcome = go();
    await isSent('right');
    end('left');
    await vi.waitFor(() => expect(succeededPaths(events)).toEqual(['left']), PATIENCE_MS);
    end('right');
    await isSent('join');
    end('join');
    await outcome;
  });

  it('skips the branch that was not chosen, and still joins', async () => {
    const { events, go } = testRun(planOf(branching, { ask: { inputs: { condition: yes } } }));
    await go();
    expect(succeededPaths(events)).toEqual(['ask', 'ship', 'mail']);
  });

  it('takes no answer to a condition for a no', async () => {
    const { events, go } = testRun(planOf(branching));
    await go();
    expect(succeededPaths(events)).toEqual(['ask', 'refund', 'mail']);
  });

  it('fails a branch whose condition is neither yes nor no', async () => {
    const asked = planOf(branching, { ask: { inputs: { condition: { kind: 'literal', value: 'maybe' } } } });
    const { events, go } = testRun(asked);
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(events.at(1)).toMatchObject({ type: 'step.failed', failure: { code: 'condition_not_boolean' } });
  });

  it('runs only what the trigger that fired leads to', async () => {
    const { events, go } = testRun(plan('asked -> one', 'timer -> two', 'one -> both', 'two -> both'));
    await go();
    expect(succeededPaths(events)).toEqual(['one', 'both']);
  });

  it('writes a flow that calls nothing with one write', async () => {
    const memory = memoryJournal();
    const replying = planOf(flow('hook -> set', 'set -> reply'), {
      set: { operation: 'pure', inputs: { fields: { kind: 'literal', value: { a: 1 } } } },
      reply: { operation: 'respond', inputs: { body: { kind: 'reference', step: 'set', path: ['fields'] } } },
    });
    const { events, go } = testRun(replying, { journal: memory.journal });
    await go({ history: { events, committed: 0 } });
    expect(memory.writes()).toBe(1);
    expect(memory.eventsOf('run').map(({ type }) => type)).toEqual([
      'run.started',
      'step.succeeded',
      'run.answered',
      'run.finished',
    ]);
  });

  describe('of which nobody has been told yet', () => {
    const called = planOf(flow('hook -> look', 'look -> send'), { send: { operation: 'unsafe' } });

    /** The run, with what its journal held when each call left. */
    function untold(calls: Record<string, () => unknown> = {}) {
      const memory = memoryJournal();
      const durable: Record<string, string[]> = {};
      const { events, go } = testRun(called, {
        journal: memory.journal,
        call: ({ step }) => {
          durable[step.id] = memory.eventsOf('run').map(({ type }) => type);
          return calls[step.id]?.();
        },
      });
      return { memory, durable, go: () => go({ history: { events, committed: 0, isUntold: true } }) };
    }

    it('is written before a call leaves that must not be repeated, with what the others gave', async () => {
      const { memory, durable, go } = untold();
      await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
      const before = ['run.started', 'step.started', 'step.succeeded', 'step.started'];
      expect(durable).toEqual({ look: [], send: before });
      expect(memory.writes()).toBe(2);
    });

    it('is written when a call takes long', async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const { memory, go } = untold({ look: () => promise });
      const outcome = go();
      await vi.waitFor(() => expect(memory.eventsOf('run')).toMatchObject([{ type: 'run.started' }, {}]), PATIENCE_MS);
      resolve();
      await expect(outcome).resolves.toMatchObject({ kind: 'finished' });
    });

    it('is written with what went wrong', async () => {
      const { memory, go } = untold({ look: () => failing({}) });
      await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
      expect(memory.eventsOf('run').map(({ type }) => type)).toEqual([
        'run.started',
        'step.started',
        'step.failed',
        'run.finished',
      ]);
    });
  });

  it('tells of events once they are durable, with where they stand', async () => {
    const seen: { from: number; durable: number; events: readonly RunEvent[] }[] = [];
    const { events, go } = testRun(diamond);
    await go({ observe: (added, from) => seen.push({ from, durable: events.length, events: added }) });
    expect(seen.every((one) => one.durable === one.from + one.events.length)).toBe(true);
    expect(seen.flatMap((one) => one.events)).toEqual(events.slice(1));
  });

  it('does nothing to a finished run', async () => {
    const { events, go } = testRun(diamond);
    await go();
    const { length } = events;
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(events).toHaveLength(length);
  });

  it('lets go of a run that is not there', async () => {
    const { go } = testRun(diamond);
    await expect(go({ runId: 'another' })).resolves.toEqual({ kind: 'lost' });
  });

  it('lets go when another worker has moved the run', async () => {
    const { events, go } = testRun(diamond, {
      call: ({ step }) => {
        if (events.length < 3) events.push({ type: 'step.started', at: 0, path: 'right', attempt: 1 });
        return step.id;
      },
    });
    await expect(go()).resolves.toEqual({ kind: 'lost' });
    expect(succeededPaths(events)).toEqual([]);
  });

  it('rejects when the journal cannot be written', async () => {
    const { journal } = memoryJournal({ diesAfter: 0 });
    const { events, go } = testRun(diamond, { journal });
    await expect(go({ history: { events, committed: 0 } })).rejects.toThrow('The power is cut.');
  });

  it('stops at a mapping that cannot be worked out, and says which field', async () => {
    const broken = planOf(flow('hook -> send'), {
      send: { inputs: { sum: { kind: 'formula', source: 'hook.a + 1' } } },
    });
    const { events, go } = testRun(broken, { payload: { a: [] } });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(events.at(1)).toMatchObject({ type: 'step.failed', path: 'send', failure: { code: 'input_not_filled' } });
    expect(events.at(1)).toHaveProperty('failure.message', expect.stringContaining('"sum"'));
  });
});

describe('a failure', () => {
  it('goes the way of the error outlet, with what went wrong', async () => {
    const caught = planOf(flow('start -> send', 'send -error-> tell', 'send -> thank'), {
      tell: { inputs: { why: { kind: 'reference', step: 'send', path: ['error', 'message'] } } },
    });
    const inputs: unknown[] = [];
    const { events, go } = testRun(caught, {
      call: ({ step, input }) => (step.id === 'send' ? failing({ message: 'No such list.' }) : inputs.push(input)),
    });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(succeededPaths(events)).toEqual(['tell']);
    expect(inputs).toEqual([{ why: 'No such list.' }]);
  });

  it('ends the run once the other branches have gone as far as they can', async () => {
    const { events, go } = testRun(plan('start -> bad', 'start -> good', 'good -> better'), {
      call: ({ step }) => (step.id === 'bad' ? failing({}) : step.id),
    });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(succeededPaths(events)).toEqual(['good', 'better']);
  });

  it('does not wait for the retries of another branch before it ends the run', async () => {
    const { go } = testRun(diamond, {
      call: ({ step }) => failing({ retry: step.id === 'left' ? 'never' : 'later' }),
    });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
  });

  it('that may pass is tried again later, with the same idempotency key, until the tries are used up', async () => {
    let now = 0;
    const keys: string[] = [];
    const waits: number[] = [];
    const { events, go } = testRun(plan('start -> send'), {
      now: () => now,
      call: ({ idempotencyKey, attempt }) => {
        keys.push(`${idempotencyKey} ${attempt}`);
        return failing({ retry: 'later' });
      },
    });
    let outcome = await go();
    while (outcome.kind === 'sleep') {
      waits.push(outcome.until - now);
      now = outcome.until;
      outcome = await go();
    }
    expect(outcome).toEqual({ kind: 'finished', outcome: 'failed' });
    expect(waits).toEqual([5_000, 30_000, 120_000, 600_000, 1_800_000]);
    expect(keys).toEqual([1, 2, 3, 4, 5, 6].map((attempt) => `run:send ${attempt}`));
    expect(events.filter(({ type }) => type === 'step.failed')).toHaveLength(6);
  });

  it('of a call that was held back does not count among the tries, also where another process goes on', async () => {
    let now = 0;
    let calls = 0;
    const { go } = testRun(plan('start -> send'), {
      now: () => now,
      call: () => {
        calls += 1;
        if (calls <= 8) return failing({ retry: 'later', retryAfterMs: 1_000, isHeldBack: true });
        return calls <= 11 ? failing({ retry: 'later' }) : 'sent';
      },
    });
    const waits: number[] = [];
    let outcome = await go();
    while (outcome.kind === 'sleep') {
      waits.push(outcome.until - now);
      now = outcome.until;
      outcome = await go();
    }
    expect(outcome).toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(waits).toEqual([...Array(8).fill(1_000), 5_000, 30_000, 120_000]);
  });

  it('does not call again before its moment has come', async () => {
    let calls = 0;
    const { go } = testRun(plan('start -> send'), {
      call: () => {
        calls += 1;
        return failing({ retry: 'later' });
      },
    });
    await go();
    await expect(go()).resolves.toEqual({ kind: 'sleep', until: 5_000 });
    expect(calls).toBe(1);
  });

  it('of a connection keeps the run waiting, instead of failing it', async () => {
    const { events, go } = testRun(diamond, { call: () => failing({ retry: 'after-reconnect' }) });
    await expect(go()).resolves.toEqual({ kind: 'await-reconnect' });
    expect(events.some(({ type }) => type === 'run.finished')).toBe(false);
  });

  it.each(['never', 'after-reconnect'] as const)('is gone on from when its step is retried (%s)', async (retry) => {
    let isBroken = true;
    const { events, go } = testRun(diamond, {
      call: ({ step }) => (isBroken && step.id === 'left' ? failing({ retry }) : step.id),
    });
    await go();
    isBroken = false;
    events.push({ type: 'step.retried', at: 0, path: 'left', by: 'ada' });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(succeededPaths(events)).toEqual(['right', 'left', 'join']);
  });

  it('is passed over when a person says so', async () => {
    const { events, go } = testRun(diamond, { call: ({ step }) => (step.id === 'left' ? failing({}) : step.id) });
    await go();
    events.push({ type: 'step.skipped', at: 0, path: 'left', by: 'ada' });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(succeededPaths(events)).toEqual(['right', 'join']);
  });
});

describe('a respond step', () => {
  const replying = (inputs: Record<string, unknown>) =>
    planOf(flow('hook -> reply', 'reply -> log', 'log -> again'), {
      reply: { operation: 'respond', inputs: { all: { kind: 'literal', value: null }, ...literals(inputs) } },
      again: { operation: 'respond', inputs: literals({ body: 'too late' }) },
    });

  it('answers, and later steps go on', async () => {
    const { events, go } = testRun(replying({ status: 202, body: { ok: false }, headers: { 'X-Reason': 'closed' } }));
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(events.filter(({ type }) => type === 'run.answered')).toEqual([
      {
        type: 'run.answered',
        at: 0,
        path: 'reply',
        answer: {
          status: 202,
          contentType: 'application/json; charset=utf-8',
          headers: { 'x-reason': 'closed' },
          body: { ok: false },
        },
      },
    ]);
    expect(succeededPaths(events)).toEqual(['reply', 'log', 'again']);
  });

  it('makes its answer durable before a later call ends', async () => {
    const { call, isSent, end } = heldCalls();
    const { events, go } = testRun(replying({ body: 'thanks' }), { call });
    const outcome = go();
    await isSent('log');
    await vi.waitFor(() => expect(events.some(({ type }) => type === 'run.answered')).toBe(true), PATIENCE_MS);
    end('log');
    await outcome;
  });

  it.each([42, 'fine', 200.5])('fails at the status %j', async (status) => {
    const { events, go } = testRun(replying({ status }));
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'failed' });
    expect(events.at(1)).toMatchObject({ failure: { code: 'status_not_valid' } });
  });
});

function literals(values: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { kind: 'literal' as const, value: value as never }]),
  );
}
