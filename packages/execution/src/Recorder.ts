import type { Failure } from '@patchbay/connector';
import { DONE } from '@patchbay/flow';
import { outputOf } from './apply.ts';
import { readPage } from './feeding.ts';
import { failedIn, type LoopTask } from './loopState.ts';
import type { Answer, Erred, RunEvent, RunOutcome, StepDone, WaitReason } from './runEvent.ts';
import type { RunState, StepState } from './runState.ts';
import { pathOf } from './stepPath.ts';
import { fail, startCall, startLoop, succeed } from './transitions.ts';
import { suspend } from './waits.ts';

type LoopProgress = { loop: StepState; from: number; items: StepDone[][] };

type Beginning = { clock: () => number; pending: RunEvent[]; isUntold?: boolean };

/**
 * Turns what happens into events not yet written, and into the run's state at the same moment, by the transitions `apply`
 * uses when it reads them back.
 */
export class Recorder {
  private readonly run: RunState;
  private readonly clock: () => number;
  private events: RunEvent[];
  private progress: LoopProgress | undefined;
  /** Something must be durable before the next call leaves: an accepted event, a result, an unsafe start. */
  isUrgent: boolean;
  /** Something besides starts of calls that are safe to repeat, which are not worth a write of their own. */
  hasNews: boolean;
  /** What a sender brought who waits for the answer and has been told nothing: it goes with what comes next. */
  isUntold: boolean;

  /** `pending` has been folded into the run already, but is not durable. */
  constructor(run: RunState, { clock, pending, isUntold = false }: Beginning) {
    this.run = run;
    this.clock = clock;
    this.events = pending;
    this.isUntold = isUntold && pending.length > 0;
    this.isUrgent = pending.length > 0 && !isUntold;
    this.hasNews = this.isUrgent;
  }

  /** Writes what nobody was told of at the next occasion: what it waits for takes long. */
  waitNoLonger(): void {
    this.hasNews ||= this.isUntold;
  }

  /** The events since the last time, to be written. */
  take(): RunEvent[] {
    const { events } = this;
    this.events = [];
    this.progress = undefined;
    this.isUrgent = false;
    this.hasNews = false;
    this.isUntold = false;
    return events;
  }

  started(state: StepState, { isSafe }: { isSafe: boolean }): void {
    const attempt = state.attempts + 1;
    this.add({ type: 'step.started', at: this.now(), path: pathOf(state), attempt }, { isNews: !isSafe });
    if (!isSafe) this.isUrgent = true;
    startCall(state, attempt);
  }

  /** A result from outside: it cannot be worked out again. */
  called(state: StepState, { outlet, output, more }: { outlet: string; output: unknown; more?: unknown }): void {
    const fact = { type: 'step.succeeded', at: this.now(), path: pathOf(state), outlet, output } as const;
    if (state.step.feeds === undefined) this.add(fact);
    else {
      const number = (state.pages?.count ?? 0) + 1;
      this.add({ ...fact, page: more === undefined ? { number } : { number, more } });
      readPage(state, more, output);
    }
    this.isUrgent = true;
    succeed(state, outlet, output);
  }

  /** A result of the engine itself or a pure operation. Those of a loop's items go into one event. */
  computed(state: StepState, { outlet, output }: { outlet: string; output?: unknown }): void {
    const { owner, index } = state.scope;
    if (owner === undefined) {
      const at = this.now();
      const { id: path } = state.step;
      this.add(
        output === undefined
          ? { type: 'step.succeeded', at, path, outlet }
          : { type: 'step.succeeded', at, path, outlet, output },
      );
    } else {
      const { id } = state.step;
      this.itemProgress(owner, index).push(output === undefined ? [id, outlet] : [id, outlet, output]);
    }
    succeed(state, outlet, outputOf(state, { outlet, output }));
  }

  failed(
    state: StepState,
    { failure, retryAt, attempt }: { failure: Failure; retryAt?: number; attempt: number },
  ): void {
    const facts = { type: 'step.failed', at: this.now(), path: pathOf(state), attempt, failure } as const;
    this.add(retryAt === undefined ? facts : { ...facts, retryAt });
    if (state.step.kind === 'call') this.isUrgent = true;
    fail(state, failure, retryAt);
  }

  looped(state: StepState, task: LoopTask): void {
    this.add({ type: 'loop.started', at: this.now(), path: pathOf(state), count: task.count });
    startLoop(state, task);
  }

  answered(state: StepState, answer: Answer): void {
    this.add({ type: 'run.answered', at: this.now(), path: pathOf(state), answer });
    this.run.answer = answer;
    succeed(state, DONE, undefined);
  }

  waiting(state: StepState, waitsOn: { for: WaitReason; until: number }): void {
    this.add({ type: 'step.waiting', at: this.now(), path: pathOf(state), ...waitsOn });
    if (state.step.kind === 'call') this.isUrgent = true;
    suspend(state, waitsOn);
  }

  stopped(state: StepState, outcome: 'succeeded' | 'failed'): void {
    this.add({ type: 'run.stopped', at: this.now(), path: pathOf(state), outcome });
    this.run.stopped = outcome;
  }

  finished(outcome: RunOutcome, failure?: Failure): void {
    const end = failure === undefined ? { at: this.now(), outcome } : { at: this.now(), outcome, failure };
    const depth = this.run.started?.depth ?? 0;
    const earlier = outcome === 'failed' && failure === undefined ? this.earlierError() : undefined;
    this.add({ type: 'run.finished', ...end, ...earlier, ...(depth > 0 && { depth }) });
    this.run.finished = end;
  }

  /** What the step said that failed the run, where that is not among the events it ends with. */
  private earlierError(): { error: string; erred: Erred } | undefined {
    if (this.events.some(({ type }) => type === 'step.failed')) return undefined;
    const failed = failedIn(this.run.top);
    if (failed?.failure === undefined) return undefined;
    const { message: error, said } = failed.failure;
    return { error, erred: { step: failed.step.id, ...(said && { said }) } };
  }

  private now(): number {
    this.run.at = this.clock();
    return this.run.at;
  }

  private add(event: RunEvent, { isNews }: { isNews: boolean } = { isNews: true }): void {
    this.progress = undefined;
    this.events.push(event);
    if (isNews) this.hasNews = true;
  }

  /** Where an item's results go: into the last event where that is about the same loop, else into a new one. */
  private itemProgress(loop: StepState, index: number): StepDone[] {
    const { progress } = this;
    const place = progress?.loop === loop ? index - progress.from : -1;
    const known = progress?.items[place];
    if (known !== undefined) return known;
    const item: StepDone[] = [];
    if (progress !== undefined && place === progress.items.length) progress.items.push(item);
    else this.openProgress(loop, index, item);
    return item;
  }

  private openProgress(loop: StepState, from: number, item: StepDone[]): void {
    const items = [item];
    this.add({ type: 'loop.progressed', at: this.now(), path: pathOf(loop), from, items });
    this.progress = { loop, from, items };
  }
}
