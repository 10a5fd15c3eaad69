import { flow } from '@patchbay/flow/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldRun } from './apply.ts';
import { loadPlan } from './loadPlan.ts';
import type { Plan } from './plan.ts';
import { planReplay, type ReplayFrom } from './replay.ts';
import type { RunEvent } from './runEvent.ts';
import { plan, planOf } from './testing/plan.ts';
import { limitedPlan, randomPlan } from './testing/randomPlan.ts';
import { RoughRun, type World } from './testing/rough.ts';
import { testRun } from './testing/testRun.ts';
import { viewRun } from './viewRun.ts';

const FLOWS = Number(process.env.PATCHBAY_FLOWS ?? 500);
const LONGEST_MS = 120_000 + FLOWS * 60;

const worlds = (isRough: boolean): fc.Arbitrary<World> =>
  fc.record({
    seed: fc.integer(),
    trigger: fc.nat(1),
    isRough: fc.constant(isRough),
    blows: isRough
      ? fc.array(
          fc.record({
            atWrite: fc.nat(8),
            kind: fc.constantFrom('cut', 'cut-after', 'conflict', 'other-worker', 'word', 'cancel'),
          }),
          { maxLength: 4 },
        )
      : fc.constant([]),
  });

type Ended = { plan: Plan; events: readonly RunEvent[] };

function replayed({ plan: before, events }: Ended, from: ReplayFrom, now: Plan = before) {
  const loaded = loadPlan(before);
  const target = now === before ? loaded : loadPlan(now);
  return planReplay({ old: foldRun(loaded, events), runId: 'old', target, from, at: 1 });
}

/** Any step at the top of a plan, the trigger too. */
function anyStep({ steps }: Plan, pick: number): string {
  const top = steps.filter(({ parent }) => parent === undefined);
  return top[pick % top.length]?.id ?? '';
}

const FAILED = { kind: 'failed' } as const;
const from = (step: string) => ({ kind: 'step', step }) as const;

describe('a replay of any run', () => {
  it(
    'ends, and never carries out again what it has carried over',
    async () => {
      let count = 0;
      await fc.assert(
        fc.asyncProperty(limitedPlan, worlds(true), fc.nat(20), async (drawn, world, pick) => {
          const whole = new RoughRun(drawn, { world });
          await whole.end();
          const wish = pick === 0 ? FAILED : from(anyStep(drawn, pick));
          const { events, problems } = replayed(whole, wish);
          if (problems.length > 0) return;
          count += 1;
          const again = new RoughRun(drawn, { world, journal: events });
          expect(await again.end()).toMatchObject({ kind: 'finished' });
          expect(again.broken).toEqual([]);
          const carried = new Set(events[1].steps.map(({ step }) => step));
          const touched = again.events.slice(2).flatMap((event) => ('path' in event ? [event.path] : []));
          const spoken = again.events.flatMap((event) => (event.type === 'step.resumed' ? [event.path] : []));
          const byWords = new Set(spoken);
          expect(touched.filter((path) => carried.has(path) && !byWords.has(path))).toEqual([]);
        }),
        { numRuns: FLOWS },
      );
      expect(count).toBeGreaterThan(FLOWS / 10);
    },
    LONGEST_MS,
  );

  it(
    'gives what the run gave, where the world has not changed',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomPlan, worlds(false), fc.nat(20), async (drawn, world, pick) => {
          const whole = new RoughRun(drawn, { world });
          const outcome = await whole.end();
          const { events, problems } = replayed(whole, from(anyStep(drawn, pick)));
          if (problems.length > 0) return;
          const again = new RoughRun(drawn, { world, journal: events });
          expect(await again.end()).toEqual(outcome);
          // What failed beside the step fails the replay at once, which then waits for nothing that the run came to see end.
          const isEarly = whole.view().status === 'failed';
          expect(isEarly ? inBoth(again, whole) : given(again)).toEqual(isEarly ? inBoth(whole, again) : given(whole));
        }),
        { numRuns: FLOWS },
      );
    },
    LONGEST_MS,
  );
});

/** What the steps at the top gave. */
function given(run: RoughRun) {
  return run
    .view()
    .steps.filter(({ path, status }) => !path.includes('[') && status === 'succeeded')
    .map(({ path, outlet, output }) => ({ path, outlet, output }));
}

/** Of what the steps at the top gave, what those gave that gave something in the other too. */
function inBoth(run: RoughRun, other: RoughRun) {
  const too = new Set(given(other).map(({ path }) => path));
  return given(run).filter(({ path }) => too.has(path));
}

/** A run of a plan in which these steps fail. */
async function ended(drawn: Plan, fails: readonly string[] = []): Promise<Ended> {
  const run = testRun(drawn, {
    call: ({ step }) => {
      if (fails.includes(step.id)) throw new TypeError('down');
      return { by: step.id };
    },
  });
  await run.go();
  return { plan: drawn, events: run.events };
}

/** The calls that a replay makes, in order. */
async function callsOf({ events }: ReturnType<typeof replayed>, drawn: Plan): Promise<string[]> {
  const calls: string[] = [];
  const run = testRun(drawn, { call: ({ step }) => calls.push(step.id) && step.id });
  run.events.splice(0, 1, ...events);
  await run.go();
  return calls;
}

const chain = plan('order -> fetch', 'fetch -> send', 'send -> tell');

describe('a replay', () => {
  it('goes on from what failed, and says which run it replays', async () => {
    const old = await ended(chain, ['send']);
    const replay = replayed(old, FAILED);
    expect(await callsOf(replay, chain)).toEqual(['send', 'tell']);
    const view = viewRun(loadPlan(chain), replay.events);
    expect(view.replay).toEqual({ of: 'old', from: ['send'] });
    expect(view.steps.find(({ path }) => path === 'fetch')).toMatchObject({ isCarried: true, output: { by: 'fetch' } });
    expect(replay.ahead.map(({ id }) => id)).toEqual(['send', 'tell']);
  });

  it('goes from any step of a run that went well, and from its start', async () => {
    const old = await ended(chain);
    expect(await callsOf(replayed(old, from('fetch')), chain)).toEqual(['fetch', 'send', 'tell']);
    expect(await callsOf(replayed(old, { kind: 'start' }), chain)).toEqual(['fetch', 'send', 'tell']);
    expect(replayed(old, FAILED).problems).toEqual([{ code: 'nothing_failed' }]);
  });

  it('repeats nothing that stands beside a step, and what a way took after it', async () => {
    const drawn = plan('order -> a', 'order -> b', 'a -> a2', 'b -> b2', 'a2 -> both', 'b2 -> both');
    const old = await ended(drawn);
    expect((await callsOf(replayed(old, from('a')), drawn)).toSorted()).toEqual(['a', 'a2', 'both']);
  });

  it('begins a loop with its first item', async () => {
    const drawn = planOf(flow('order -> each', 'each/send'), {
      each: { inputs: { items: { kind: 'literal', value: [1, 2] } } },
    });
    let sent = 0;
    const run = testRun(drawn, {
      call: () => {
        sent += 1;
        if (sent === 2) throw new TypeError('down');
        return 'sent';
      },
    });
    await run.go();
    const replay = replayed({ plan: drawn, events: run.events }, FAILED);
    expect(replay.restarted).toEqual(['each']);
    expect(await callsOf(replay, drawn)).toEqual(['send', 'send']);
  });

  it('does not start behind what has not ended, nor where the run does not come by', async () => {
    const old = await ended(chain, ['fetch']);
    expect(replayed(old, from('tell')).problems).toEqual([
      { code: 'step_not_reached', step: 'tell', before: 'send' },
      { code: 'step_not_reached', step: 'tell', before: 'fetch' },
    ]);
    const fork = planOf(flow('order -> ask', 'ask -yes-> ship', 'ask -no-> keep'), {
      ask: { inputs: { condition: { kind: 'literal', value: true } } },
    });
    expect(replayed(await ended(fork), from('keep')).problems).toEqual([{ code: 'step_aside', step: 'keep' }]);
    expect(replayed(old, from('nothing')).problems).toEqual([{ code: 'step_gone', step: 'nothing' }]);
  });
});

describe('a replay on another version', () => {
  it('carries over what is still the same, and carries out what only reads and is new', async () => {
    const old = await ended(chain, ['send']);
    const now = plan('order -> fetch', 'fetch -> look', 'look -> send', 'send -> tell');
    expect(await callsOf(replayed(old, FAILED, now), now)).toEqual(['look', 'send', 'tell']);
  });

  it('comes to a carried step after one that is new', async () => {
    const old = await ended(chain, ['send']);
    const now = plan('order -> look', 'look -> fetch', 'fetch -> send', 'send -> tell');
    expect(await callsOf(replayed(old, FAILED, now), now)).toEqual(['look', 'send', 'tell']);
  });

  it('does not send what is new before it without being asked', async () => {
    const old = await ended(chain, ['send']);
    const now = planOf(flow('order -> fetch', 'fetch -> post', 'post -> send'), { post: { operation: 'unsafe' } });
    expect(replayed(old, FAILED, now).problems).toEqual([{ code: 'step_new', step: 'send', before: 'post' }]);
    const other = planOf(flow('order -> fetch', 'fetch -> send'), { fetch: { operation: 'unsafe' } });
    expect(replayed(old, FAILED, other).problems).toEqual([{ code: 'step_new', step: 'send', before: 'fetch' }]);
  });

  it('says which field of which step it would miss', async () => {
    const old = await ended(chain, ['send']);
    const now = planOf(flow('order -> fetch', 'fetch -> send'), {
      send: { inputs: { to: { kind: 'reference', step: 'fetch', path: ['customer', 'email'] } } },
    });
    expect(replayed(old, FAILED, now).problems).toEqual([
      { code: 'field_missing', step: 'send', field: 'to', source: 'fetch', path: 'customer.email' },
    ]);
  });

  it('says where its step or its trigger is gone', async () => {
    const old = await ended(chain, ['send']);
    expect(replayed(old, FAILED, plan('order -> fetch')).problems).toEqual([{ code: 'step_gone', step: 'send' }]);
    expect(replayed(old, FAILED, plan('mail -> send')).problems).toEqual([{ code: 'step_gone', step: 'order' }]);
  });

  it('passes a step that is switched off since', async () => {
    const old = await ended(chain, ['send']);
    const now = planOf(flow('order -> fetch', 'fetch -> send', 'send -> tell'), { send: { disabled: true } });
    const replay = replayed(old, FAILED, now);
    expect(replay.problems).toEqual([]);
    expect(await callsOf(replay, now)).toEqual(['tell']);
  });
});

it('carries over a chain of hundreds of steps', async () => {
  const names = Array.from({ length: 900 }, (_, index) => `s${index}`);
  const long = plan('order -> s0', ...names.slice(1).map((name, index) => `s${index} -> ${name}`));
  const old = await ended(long, ['s899']);
  expect(await callsOf(replayed(old, FAILED), long)).toEqual(['s899']);
});

it('says in the end of a run what failed long before', async () => {
  const drawn = plan('order -> a', 'order -> b');
  let release: () => void = () => undefined;
  const run = testRun(drawn, {
    call: ({ step }) => {
      if (step.id === 'a') throw new TypeError('down');
      return new Promise((resolve) => {
        release = () => resolve('b');
      });
    },
  });
  const going = run.go();
  while (!run.events.some(({ type }) => type === 'step.failed')) await Promise.resolve();
  release();
  await going;
  expect(run.events.at(-1)).toMatchObject({ type: 'run.finished', outcome: 'failed', error: expect.any(String) });
});
