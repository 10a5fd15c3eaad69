import { OperationError } from '@patchbay/connector';
import { advance, type Outcome } from '../advance.ts';
import { type LoadedPlan, loadPlan } from '../loadPlan.ts';
import type { Plan, PlannedStep } from '../plan.ts';
import { type CallRequest, type CallResult, type Journal, JournalConflict, type Operations } from '../ports.ts';
import { OUTCOME_UNKNOWN, type RunEvent } from '../runEvent.ts';
import type { StepRun } from '../runView.ts';
import { viewRun } from '../viewRun.ts';
import { memoryJournal } from './memoryJournal.ts';
import { callName, finishedCalls, pageOf } from './pages.ts';

/** What happens to one write of a worker: the power goes before or after it, or somebody else writes first. */
export type Blow = { atWrite: number; kind: 'cut' | 'cut-after' | 'conflict' | 'other-worker' | 'word' | 'cancel' };

/**
 * How the world outside behaves. Everything is drawn by the path of a step from `seed`, and by how often it has failed so
 * far, so that a run that is cut off and goes on meets the same world.
 */
export type World = { seed: number; blows: readonly Blow[]; trigger: number; isRough: boolean };

const MOST_RESTS = 600;
const MOST_LOOKS = 50_000;
const HOUR = 3_600_000;

/** One run among failing calls, people's words early, late and double, cuts and other workers, until it ends. */
export class RoughRun {
  readonly plan: Plan;
  readonly world: World;
  readonly loaded: LoadedPlan;
  readonly memory = memoryJournal();
  readonly events: RunEvent[];
  /** Rules that were broken, in words. */
  readonly broken: string[] = [];
  private now: number;
  private worker = 0;
  private reopened = 0;
  private looks = 0;
  private blows: Blow[];

  constructor(plan: Plan, { world, journal = [] }: { world: World; journal?: readonly RunEvent[] }) {
    this.plan = plan;
    this.world = world;
    this.loaded = loadPlan(plan);
    this.blows = [...world.blows];
    this.events = this.memory.eventsOf('run');
    this.events.push(...(journal.length > 0 ? journal : [startFor(plan, world)]));
    this.now = this.events.at(-1)?.at ?? 0;
  }

  /** Moves the run until it is over. Throws where it never is. */
  async end(): Promise<Outcome> {
    for (let rests = 0; rests < MOST_RESTS; rests++) {
      const outcome = await this.work().catch((error: unknown) => {
        if (!(error instanceof PowerCut)) throw error;
        return { kind: 'stopped' as const };
      });
      if (outcome.kind === 'finished' && !this.reopens(rests)) return outcome;
      if (outcome.kind === 'sleep') this.pass(outcome.until);
      else if (outcome.kind === 'needs-attention') this.decide(outcome.paths);
      else if (outcome.kind === 'await-reconnect') this.reconnect();
    }
    throw new Error('The run never ends.');
  }

  view() {
    return viewRun(this.loaded, this.events);
  }

  private async work(): Promise<Outcome> {
    const worker = ++this.worker;
    const operations: Operations = {
      call: (request) => this.call(request, worker),
      compute: ({ step, input }) => {
        if (this.world.isRough && this.drawn(step.id, 'compute') % 13 === 0) throw failure('never');
        return { outlet: 'done', output: input };
      },
    };
    return advance({
      runId: 'run',
      plan: this.loaded,
      ports: { journal: this.journal(), clock: { now: () => this.tell() }, random: () => 0.5, operations },
      observe: (events, from) => {
        const stored = this.events.slice(from, from + events.length);
        if (JSON.stringify(stored) !== JSON.stringify(events)) this.broken.push('told of events that are not there');
      },
    });
  }

  /** A worker that asks for the time again and again goes round in circles. */
  private tell(): number {
    this.looks += 1;
    if (this.looks > MOST_LOOKS) throw new Error('The worker never comes to rest.');
    return this.now;
  }

  private journal(): Journal {
    const { journal } = this.memory;
    let writes = 0;
    const blow = this.blows.shift();
    return {
      read: journal.read,
      append: async (runId, length, events) => {
        if (blow === undefined || writes++ !== blow.atWrite) return journal.append(runId, length, events);
        if (blow.kind === 'cut') throw new PowerCut();
        if (blow.kind === 'conflict') throw new JournalConflict();
        if (blow.kind === 'other-worker') await this.work().catch(ignoreCut);
        if (blow.kind === 'word') this.interrupt();
        if (blow.kind === 'cancel') this.events.push({ type: 'run.cancelled', at: this.now, by: 'ada' });
        await journal.append(runId, length, events);
        if (blow.kind === 'cut-after') throw new PowerCut();
      },
    };
  }

  private async call(request: CallRequest, worker: number): Promise<CallResult> {
    const { path, step, signal } = request;
    const name = callName(request);
    if (worker === this.worker) this.checkMayCall(name, step.repeat === 'unsafe');
    for (let turns = this.drawn(name, 'turns') % 4; turns > 0; turns--) await Promise.resolve();
    if (this.world.isRough) this.now += this.drawn(name, 'time') % 40_000;
    const failures = this.events.filter((event) => event.type === 'step.failed' && event.path === path);
    const unknown = failures.filter((event) => event.type === 'step.failed' && event.failure.code === OUTCOME_UNKNOWN);
    const failed = failures.length - unknown.length;
    const mood = this.moodOf(name, step);
    if (mood === 0) throw failure('never');
    // A try that was cut off counts as one, so that a calm world leaves one to spare.
    if (mood === 1 && failed < (this.world.isRough ? 2 : 1)) throw failure('later');
    if (mood === 2 && failed === 0) throw failure('after-reconnect');
    if (mood === 3 && failures.length === 0) throw failure('later', { mayHaveHappened: true });
    if (mood === 4) throw new TypeError('a mistake of ours');
    if (mood === 5 && step.timeoutMs !== undefined && failures.length < 2) return never(signal);
    if (step.callsFlow) return { outlet: '', output: null, suspend: { until: this.now + HOUR } };
    if (step.operation === 'list') return pageOf(request);
    return { outlet: 'done', output: { did: path } };
  }

  /**
   * In a calm world either all failures pass, or none does and nobody speaks: how far a way that waits has come when
   * another fails the run is a matter of luck.
   */
  private moodOf(path: string, { retry }: PlannedStep): number {
    const mood = this.drawn(path, 'mood') % 16;
    if (this.world.isRough) return mood;
    const passes = mood > 0 && mood < 4 && retry?.tries !== 1;
    const isFatal = mood === 0 || mood === 4;
    return (this.isKind() ? passes : isFatal) ? mood : 15;
  }

  private isKind(): boolean {
    return this.world.isRough || this.world.seed % 2 === 0;
  }

  private checkMayCall(path: string, isUnsafe: boolean): void {
    if (finishedCalls(this.events).includes(path)) this.broken.push(`${path} was made again after it had finished`);
    const isRecorded = this.events.some((event) => event.type === 'step.started' && event.path === path);
    if (isUnsafe && !isRecorded) this.broken.push(`${path} was made before its start was durable`);
  }

  /** A person has a step of a run that failed tried again: seldom, and at most twice. */
  private reopens(rests: number): boolean {
    if (!this.world.isRough || this.reopened === 2 || this.drawn(String(rests), 'reopened') % 3 > 0) return false;
    const wrong = this.view().steps.filter(({ status, outlet }) => status === 'failed' && outlet === undefined);
    const one = wrong[this.drawn(String(rests), 'which') % wrong.length];
    if (one === undefined) return false;
    this.reopened += 1;
    this.events.push({ type: 'step.retried', at: this.now, path: one.path, by: 'ada' });
    return true;
  }

  /** Somebody may have a word for a step that waits; else time passes. */
  private pass(until: number): void {
    const spoken = this.view().steps.filter((step) => this.hears(step));
    for (const step of spoken) this.say(step);
    if (spoken.length === 0) this.now = Math.max(this.now, until);
    if (!this.world.isRough) return;
    // A word too late, and one for nobody, change nothing.
    const over = this.view().steps.find(
      ({ path, status }) => status === 'succeeded' && this.drawn(path, 'late') % 3 === 0,
    );
    if (over !== undefined) this.resume(over.path, 'done');
    this.resume('nobody', 'done');
  }

  private hears({ path, waiting }: StepRun): boolean {
    if (waiting === undefined || !this.isKind()) return false;
    if (waiting.for === 'flow' && !this.world.isRough) return true;
    if (waiting.for === 'time') return this.world.isRough && this.drawn(path, 'heard') % 5 === 0;
    return this.drawn(path, 'heard') % 3 > 0;
  }

  private say({ path, waiting }: StepRun): void {
    const drawn = this.drawn(path, 'said') % 6;
    if (waiting?.for === 'time') this.events.push({ type: 'step.skipped', at: this.now, path, by: 'ada' });
    else if (waiting?.for === 'approval') this.resume(path, drawn < 3 ? 'approved' : 'declined');
    else
      this.resume(
        path,
        'done',
        this.world.isRough && waiting?.for === 'flow' && drawn < 2 ? 'It did not work there.' : undefined,
      );
    if (drawn === 5) this.resume(path, 'timeout');
  }

  /** People speak while a worker writes: before a step waits, of a step under way, for steps that there are not. */
  private interrupt(): void {
    const { steps } = this.view();
    const one = steps[this.drawn(String(this.events.length), 'which') % steps.length];
    if (one !== undefined) this.resume(one.path, 'done');
    this.resume(`${this.plan.steps.at(-1)?.id}`, 'done');
  }

  private resume(path: string, outlet: string, failed?: string): void {
    const word = { type: 'step.resumed', at: this.now, path, by: 'them', outlet, output: { said: path } } as const;
    const failure = { code: 'subflow_failed', message: failed ?? '', retry: 'never' } as const;
    this.events.push(failed === undefined ? word : { ...word, failure });
  }

  private decide(paths: readonly string[]): void {
    for (const path of paths) {
      const isSkipped = this.world.isRough && this.drawn(path, 'decided') % 3 === 0;
      const type = isSkipped ? 'step.skipped' : 'step.retried';
      this.events.push({ type, at: this.now, path, by: 'ada' });
    }
  }

  private reconnect(): void {
    for (const { path, failure: why } of this.view().steps) {
      if (why?.retry === 'after-reconnect')
        this.events.push({ type: 'step.retried', at: this.now, path, by: 'the connection' });
    }
  }

  /** A number that is the same for a path whenever it is asked. */
  private drawn(path: string, about: string): number {
    let hash = this.world.seed | 0;
    for (const letter of `${about}:${path}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x5bd1e995) ^ (hash >>> 13);
    return (hash ^ (hash >>> 15)) >>> 0;
  }
}

class PowerCut extends Error {}

function ignoreCut(error: unknown): undefined {
  if (!(error instanceof PowerCut)) throw error;
  return undefined;
}

function startFor(plan: Plan, { trigger }: World): RunEvent {
  const triggers = plan.steps.filter(({ kind }) => kind === 'trigger');
  const fired = triggers[trigger % triggers.length];
  if (fired === undefined) throw new Error('The plan has no trigger.');
  return { type: 'run.started', at: 1, trigger: fired.id, payload: null, mode: 'live' };
}

function failure(retry: 'never' | 'later' | 'after-reconnect', more: { mayHaveHappened?: true } = {}): OperationError {
  return new OperationError({ code: 'x', message: 'It did not work.', retry, ...more });
}

/** A call that nobody answers. */
function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('Nobody waits any more.')));
  });
}
