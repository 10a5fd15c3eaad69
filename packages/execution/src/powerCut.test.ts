import { OperationError } from '@patchbay/connector';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, type Outcome } from './advance.ts';
import { foldRun } from './apply.ts';
import { loadPlan } from './loadPlan.ts';
import type { Plan } from './plan.ts';
import type { CallRequest, CallResult, Journal } from './ports.ts';
import type { RunEvent, WaitReason } from './runEvent.ts';
import { randomPlan, wildPlan } from './testing/randomPlan.ts';
import { startOf } from './testing/testRun.ts';
import { callName, finishedCalls, memoryJournal, pageOf } from './testing.ts';
import { viewRun, viewState } from './viewRun.ts';

/** Where the power goes: before a write takes hold, or after it but before the worker hears of it. */
type Cut = { atWrite: number; isWritten: boolean };

/** How the outside world behaves: which steps fail, and how many turns each call takes to answer. */
type World = { failing: readonly number[]; mood: 'never' | 'once'; turns: readonly number[] };

const world: fc.Arbitrary<World> = fc.record({
  failing: fc.array(fc.nat(20), { maxLength: 4 }),
  mood: fc.constantFrom('never', 'once'),
  turns: fc.array(fc.nat(5), { minLength: 1, maxLength: 5 }),
});
const cuts: fc.Arbitrary<Cut[]> = fc.array(fc.record({ atWrite: fc.nat(12), isWritten: fc.boolean() }), {
  maxLength: 3,
});

/** A run of these plans rests less often: each of its steps in each item at most twice. */
const MOST_RESTS = 500;

/** Follows a plan to its end, with a new worker after each cut, and a person who has unknown calls run again. */
class Story {
  readonly plan: Plan;
  readonly world: World;
  readonly memory = memoryJournal();
  readonly events: RunEvent[];
  /** How often each call had its effect outside. */
  readonly effects = new Map<string, number>();
  /** The calls a person had run again. */
  readonly asked: string[] = [];
  readonly broken: string[] = [];
  private now = 0;
  private tried = new Set<string>();
  private worker = 0;

  constructor(plan: Plan, outside: World) {
    this.plan = plan;
    this.world = outside;
    this.events = this.memory.eventsOf('run');
    this.events.push(startOf(plan));
  }

  async end(cut: readonly Cut[]): Promise<Outcome> {
    for (const one of cut) await this.work(one).catch(() => undefined);
    for (let rests = 0; rests < MOST_RESTS; rests++) {
      const outcome = await this.work();
      if (outcome.kind === 'sleep') this.pass(outcome.until);
      else if (outcome.kind === 'needs-attention') this.ask(outcome.paths);
      else if (outcome.kind === 'await-reconnect') this.reconnect();
      else return outcome;
    }
    throw new Error('The run never ends.');
  }

  /** Time passes, unless somebody has a word: half of the addresses are called, half of the questions answered. */
  private pass(until: number) {
    const { steps } = viewRun(loadPlan(this.plan), this.events);
    const called = steps.filter(({ waiting, step }) => waiting !== undefined && this.isCalled(waiting.for, step));
    for (const { path, waiting } of called) {
      const outlet = waiting?.for === 'approval' ? 'approved' : 'done';
      this.events.push({ type: 'step.resumed', at: this.now, path, by: 'them', outlet, output: { said: path } });
    }
    if (called.length === 0) this.now = until;
  }

  /** A flow that was called always answers. */
  private isCalled(reason: WaitReason, step: string): boolean {
    if (reason === 'time' || reason === 'flow') return reason === 'flow';
    return this.plan.steps.findIndex(({ id }) => id === step) % 2 === 0;
  }

  private work(cut?: Cut): Promise<Outcome> {
    const worker = ++this.worker;
    return advance({
      runId: 'run',
      plan: loadPlan(this.plan),
      ports: {
        journal: cut ? cutJournal(this.memory.journal, cut) : this.memory.journal,
        clock: { now: () => this.now },
        random: () => 0.5,
        operations: {
          call: (request) => this.call(request, worker),
          compute: ({ input }) => ({ outlet: 'done', output: input }),
        },
      },
    });
  }

  private async call(request: CallRequest, worker: number): Promise<CallResult> {
    const { step, page } = request;
    const path = callName(request);
    if (worker === this.worker) this.checkMayCall(path, step.repeat === 'unsafe');
    const { failing, turns, mood } = this.world;
    for (let left = turns[this.tried.size % turns.length] ?? 0; left > 0; left--) await Promise.resolve();
    const isFirst = !this.tried.has(path);
    this.tried.add(path);
    const index = this.plan.steps.findIndex(({ id }) => id === step.id);
    const isMeant = failing.includes(index) && (page === undefined || Number(page.after ?? 0) >= index % 3);
    // What has one try and fails at it fails for good, also where the power goes before that is written and a person asks for another.
    const isFinal = mood === 'never' || (index % 2 === 0 && step.retry?.tries === 1);
    if (isMeant && (isFirst || isFinal)) {
      const retry = mood === 'never' ? 'never' : index % 2 === 0 ? 'later' : 'after-reconnect';
      throw new OperationError({ code: 'x', message: 'It did not work.', retry });
    }
    this.effects.set(path, (this.effects.get(path) ?? 0) + 1);
    if (step.callsFlow) return { outlet: '', output: null, suspend: { until: this.now + 60_000 } };
    if (step.operation === 'list') return pageOf(request);
    return { outlet: 'done', output: { did: path } };
  }

  private checkMayCall(path: string, isUnsafe: boolean) {
    if (finishedCalls(this.events).includes(path)) this.broken.push(`${path} was made again after it had finished`);
    const isRecorded = this.events.some((event) => event.type === 'step.started' && event.path === path);
    if (isUnsafe && !isRecorded) this.broken.push(`${path} was made before its start was durable`);
  }

  private ask(paths: readonly string[]) {
    for (const path of paths) {
      this.asked.push(path);
      this.events.push({ type: 'step.retried', at: this.now, path, by: 'ada' });
    }
  }

  private reconnect() {
    const { steps } = viewRun(loadPlan(this.plan), this.events);
    for (const { path, failure } of steps) {
      if (failure?.retry !== 'after-reconnect') continue;
      this.events.push({ type: 'step.retried', at: this.now, path, by: 'the connection' });
    }
  }

  /** What a reader of the finished run sees, but for times and attempts. */
  result() {
    const { status, steps, edges } = viewRun(loadPlan(this.plan), this.events);
    return {
      status,
      edges,
      steps: steps.map(({ path, status: was, outlet, output }) => ({ path, was, outlet, output })),
    };
  }
}

function cutJournal(journal: Journal, { atWrite, isWritten }: Cut): Journal {
  let writes = 0;
  return {
    read: journal.read,
    append: async (runId, length, events) => {
      writes += 1;
      if (writes > atWrite) {
        if (isWritten && writes === atWrite + 1) await journal.append(runId, length, events);
        throw new Error('The power is cut.');
      }
      await journal.append(runId, length, events);
    },
  };
}

describe('a power cut at any moment', () => {
  it('changes nothing of how a run ends', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, world, cuts, async (plan, outside, cut) => {
        const whole = new Story(plan, outside);
        const interrupted = new Story(plan, outside);
        expect(await interrupted.end(cut)).toEqual(await whole.end([]));
        expect(interrupted.result()).toEqual(whole.result());
        expect([...interrupted.effects.keys()].toSorted()).toEqual([...whole.effects.keys()].toSorted());
      }),
      { numRuns: 400 },
    );
  });

  it('repeats no finished call, and no unsafe one unless a person asks', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, world, cuts, async (plan, outside, cut) => {
        const story = new Story(plan, outside);
        await story.end(cut);
        expect(story.broken).toEqual([]);
        const unsafe = new Set<string>(plan.steps.filter(({ repeat }) => repeat === 'unsafe').map(({ id }) => id));
        const timesAsked = (path: string) => story.asked.filter((one) => one === path).length;
        const repeated = [...story.effects].filter(
          ([path, times]) => unsafe.has(path.split('/').at(-1) ?? '') && times > 1 + timesAsked(path),
        );
        expect(repeated).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

it('ends every run of every plan, without a cut with each call made once', async () => {
  await fc.assert(
    fc.asyncProperty(randomPlan, async (plan) => {
      const story = new Story(plan, { failing: [], mood: 'never', turns: [1, 3, 0] });
      await expect(story.end([])).resolves.toEqual({ kind: 'finished', outcome: 'succeeded' });
      expect([...story.effects.values()].every((times) => times === 1)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it('ends every run of every plan with a state for each step, also where steps stop it', async () => {
  await fc.assert(
    fc.asyncProperty(wildPlan, world, cuts, async (plan, outside, cut) => {
      const story = new Story(plan, outside);
      expect((await story.end(cut)).kind).toBe('finished');
      expect(story.broken).toEqual([]);
      const { steps, status } = viewRun(loadPlan(plan), story.events);
      expect(['succeeded', 'failed']).toContain(status);
      const open = steps.filter((step) => ['waiting', 'running', 'retrying'].includes(step.status));
      expect(open).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

it('folds a journal one event at a time to what the whole gives, items kept or not', async () => {
  await fc.assert(
    fc.asyncProperty(randomPlan, world, async (plan, outside) => {
      const story = new Story(plan, outside);
      await story.end([]);
      const loaded = loadPlan(plan);
      const state = foldRun(loaded, story.events);
      const kept = viewRun(loaded, story.events);
      const top = (view: typeof kept) =>
        view.steps.filter(({ path }) => !path.includes('[')).map((step) => ({ ...step, rounds: undefined }));
      expect(top(viewState(state))).toEqual(top(kept));
      expect(viewState(state).status).toBe(kept.status);
    }),
    { numRuns: 200 },
  );
});
