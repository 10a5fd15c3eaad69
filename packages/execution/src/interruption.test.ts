import { OperationError } from '@patchbay/connector';
import { flow } from '@patchbay/flow/testing';
import { describe, expect, it } from 'vitest';
import type { CallRequest } from './ports.ts';
import { OUTCOME_UNKNOWN } from './runEvent.ts';
import { succeededPaths, testRun } from './testing/testRun.ts';
import { planOf } from './testing.ts';

const order = flow('hook -> get', 'get -> post');
const getThenPost = planOf(order, { post: { operation: 'unsafe' } });

/** A call that never comes back: its worker dies while it is under way. */
const forever = () => new Promise<never>(() => undefined);

/** Lets a worker go until the call of a step has left, then forgets the worker. */
async function dieDuring(id: string, run: ReturnType<typeof testRun>) {
  const { call } = run.kit;
  const hasLeft = new Promise<void>((resolve) => {
    run.kit.call = (request) => {
      if (request.step.id !== id) return call(request);
      resolve();
      return forever();
    };
  });
  void run.go();
  await hasLeft;
  run.kit.call = call;
}

describe('a worker that dies', () => {
  it('between two calls: the first is not made again', async () => {
    const calls: string[] = [];
    const call = ({ step }: CallRequest) => calls.push(step.id);
    const run = testRun(planOf(order), { call });
    await dieDuring('post', run);
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(calls).toEqual(['get', 'post']);
  });

  it('during a call that is safe to repeat: it is made again, with the same idempotency key', async () => {
    const keys: string[] = [];
    const run = testRun(planOf(order, { post: { operation: 'keyed' } }), {
      call: ({ idempotencyKey }) => keys.push(idempotencyKey),
    });
    await dieDuring('post', run);
    await run.go();
    expect(keys).toEqual(['run:get', 'run:post']);
  });

  it('during an unsafe call: the call is not repeated, and a person is asked', async () => {
    const calls: string[] = [];
    const run = testRun(getThenPost, { call: ({ step }) => calls.push(step.id) });
    await dieDuring('post', run);
    await expect(run.go()).resolves.toEqual({ kind: 'needs-attention', paths: ['post'] });
    await expect(run.go()).resolves.toEqual({ kind: 'needs-attention', paths: ['post'] });
    expect(calls).toEqual(['get']);
    expect(run.events.at(-1)).toMatchObject({ type: 'step.failed', path: 'post', failure: { code: OUTCOME_UNKNOWN } });
  });

  it('during an unsafe call: a person may have it run again', async () => {
    const run = testRun(getThenPost);
    await dieDuring('post', run);
    await run.go();
    run.events.push({ type: 'step.retried', at: 0, path: 'post', by: 'ada' });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(succeededPaths(run.events)).toEqual(['get', 'post']);
  });

  it('during an unsafe call: a person may go on without it', async () => {
    const run = testRun(getThenPost);
    await dieDuring('post', run);
    await run.go();
    run.events.push({ type: 'step.skipped', at: 0, path: 'post', by: 'ada' });
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(succeededPaths(run.events)).toEqual(['get']);
  });

  it.each([
    ['get', 'finished'],
    ['PUT', 'finished'],
    ['POST', 'needs-attention'],
    ['PATCH', 'needs-attention'],
    [null, 'needs-attention'],
  ])('during a request with the method %j: %s', async (method, kind) => {
    const request = planOf(order, {
      post: { operation: 'byMethod', inputs: { method: { kind: 'literal', value: method } } },
    });
    const run = testRun(request);
    await dieDuring('post', run);
    await expect(run.go()).resolves.toMatchObject({ kind });
  });
});

it('makes the result of a call durable before the next call leaves, however safe that is', async () => {
  const known: string[][] = [];
  const run = testRun(planOf(order), { call: () => known.push(succeededPaths(run.events)) });
  await run.go();
  expect(known).toEqual([[], ['get']]);
});

describe('an unsafe call', () => {
  it('is recorded before it leaves', async () => {
    const known: boolean[] = [];
    const run = testRun(getThenPost, {
      call: ({ step }) =>
        known.push(run.events.some((event) => event.type === 'step.started' && event.path === step.id)),
    });
    await run.go();
    expect(known.at(-1)).toBe(true);
  });

  it('that may have happened without an answer is not tried again', async () => {
    const cut = { code: 'timed_out', message: 'No answer came within 60 seconds.', retry: 'later' } as const;
    const { events, go } = testRun(getThenPost, {
      call: ({ step }) => {
        if (step.id === 'post') throw new OperationError({ ...cut, mayHaveHappened: true });
      },
    });
    await expect(go()).resolves.toEqual({ kind: 'needs-attention', paths: ['post'] });
    expect(events.at(-1)).toHaveProperty('failure.message', expect.stringContaining('No answer came'));
  });

  it('that was refused without happening is tried again later', async () => {
    const { go } = testRun(getThenPost, {
      call: ({ step }) => {
        if (step.id === 'post') throw new OperationError({ code: 'refused', message: 'Refused.', retry: 'later' });
      },
    });
    await expect(go()).resolves.toEqual({ kind: 'sleep', until: 5_000 });
  });
});

describe('draining', () => {
  it('lets the call under way end, writes its result, and starts no other', async () => {
    const drain = new AbortController();
    const calls: string[] = [];
    const { events, go } = testRun(getThenPost, {
      call: ({ step }) => {
        calls.push(step.id);
        drain.abort();
      },
    });
    await expect(go({ signal: drain.signal })).resolves.toEqual({ kind: 'stopped' });
    expect(calls).toEqual(['get']);
    expect(succeededPaths(events)).toEqual(['get']);
    expect(events.some((event) => event.type === 'step.started' && event.path === 'post')).toBe(false);
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(calls).toEqual(['get', 'post']);
  });

  it('lets a run end that needs no further call', async () => {
    const { go } = testRun(planOf(flow('hook -> reply'), { reply: { operation: 'respond' } }));
    await expect(go({ signal: AbortSignal.abort() })).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
  });
});

describe('a person’s word while a run is under way', () => {
  it('cancels it: the call under way is aborted and no other is made', async () => {
    const calls: string[] = [];
    let signal: AbortSignal | undefined;
    const { events, go } = testRun(getThenPost, {
      call: (request) => {
        calls.push(request.step.id);
        signal = request.signal;
        events.push({ type: 'run.cancelled', at: 0, by: 'ada' });
      },
    });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'cancelled' });
    expect(calls).toEqual(['get']);
    expect(signal).toBeDefined();
    expect(events.at(-1)).toMatchObject({ type: 'run.finished', outcome: 'cancelled' });
  });

  it('keeps the result of the call that was under way', async () => {
    const { events, go } = testRun(planOf(flow('hook -> get')), {
      call: ({ step }) => {
        if (step.id === 'get') events.push({ type: 'step.retried', at: 0, path: 'get', by: 'ada' });
        return 'the item';
      },
    });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(events.map(({ type }) => type)).toEqual([
      'run.started',
      'step.retried',
      'step.started',
      'step.succeeded',
      'run.finished',
    ]);
  });

  it('is heard before the run’s end is written', async () => {
    let isBroken = true;
    const run = testRun(planOf(flow('hook -> get', 'get -> thank')));
    const { append } = run.journal;
    run.journal.append = async (runId, length, events) => {
      if (isBroken && events.some(({ type }) => type === 'run.finished')) {
        isBroken = false;
        run.events.push({ type: 'step.retried', at: 0, path: 'get', by: 'ada' });
      }
      await append(runId, length, events);
    };
    run.kit.call = () => {
      if (isBroken) throw new OperationError({ code: 'x', message: 'It did not work.', retry: 'never' });
    };
    await expect(run.go()).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
    expect(run.events.filter(({ type }) => type === 'run.finished')).toHaveLength(1);
  });

  it('lets go at once when told to, with nothing more written', async () => {
    const abandon = new AbortController();
    let aborted = false;
    const { events, go } = testRun(getThenPost, {
      call: ({ signal }) => {
        signal.addEventListener('abort', () => {
          aborted = true;
        });
        abandon.abort();
        return forever();
      },
    });
    await expect(go({ abandon: abandon.signal })).resolves.toEqual({ kind: 'lost' });
    expect(aborted).toBe(true);
    expect(succeededPaths(events)).toEqual([]);
  });

  it('does not revive a cancelled run', async () => {
    const { events, go } = testRun(getThenPost);
    events.push({ type: 'run.cancelled', at: 0, by: 'ada' });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'cancelled' });
    events.push({ type: 'step.retried', at: 0, path: 'get', by: 'ada' });
    await expect(go()).resolves.toEqual({ kind: 'finished', outcome: 'cancelled' });
  });
});
