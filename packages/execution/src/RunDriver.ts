import { messageOf, say } from '@patchbay/words';
import type { Failure } from '@patchbay/connector';
import { DONE } from '@patchbay/flow';
import type { AdvanceRequest, Outcome } from './advance.ts';
import { apply } from './apply.ts';
import { type Arrival, CallsInFlight } from './CallsInFlight.ts';
import { awaitsTurn, decide, firstMoment } from './decide.ts';
import { failureOf } from './failureOf.ts';
import { performAtOnce } from './perform.ts';
import { type CallRequest, JournalConflict } from './ports.ts';
import { reclaim, wakeDue } from './readiness.ts';
import { Recorder } from './Recorder.ts';
import { isSafeToRepeat, outcomeUnknown } from './repeat.ts';
import { waitBeforeRetry } from './retryPolicy.ts';
import type { RunEvent } from './runEvent.ts';
import type { RunState, StepState } from './runState.ts';
import { pathOf } from './stepPath.ts';

/** Steps carried out in one go before what they gave is written: bounds memory, and how long other runs wait. */
const BURST = 5_000;

/**
 * So long a run may be nowhere but in memory while its first calls, which are safe to repeat, are under way. Written with
 * their results it takes a commit less; a run that takes longer is to be seen.
 */
const UNTOLD_MS = 100;

/** Conflicts with people's events taken in one after another before letting go. */
const MOST_MERGES = 5;

/** What people, and runs that others wait for, add to the journal of a run that is under way. */
const PEOPLES: ReadonlySet<string> = new Set(['step.retried', 'step.skipped', 'step.resumed', 'run.cancelled']);

/** The way out of a wait that nobody ended in time. */
const TIMEOUT = 'timeout';

/** Flows that call flows that call flows: a flow that calls itself must come to an end. */
const MOST_DEPTH = 10;

/** A run as its journal leaves it: how many of its events are durable, and those that are not. */
export type Folded = { run: RunState; committed: number; pending: RunEvent[]; isUntold: boolean };

type PlannedCall = { state: StepState; input: Record<string, unknown> };

/** One `advance` of one run. */
export class RunDriver {
  private readonly request: AdvanceRequest;
  private readonly run: RunState;
  private readonly recorder: Recorder;
  private readonly calls: CallsInFlight;
  private outbox: PlannedCall[] = [];
  /** Calls that may not start because of the drain. */
  private isHeld = false;
  /** Events durable so far. */
  private length: number;
  private isLost = false;

  constructor(request: AdvanceRequest, { run, committed, pending, isUntold }: Folded) {
    this.request = request;
    this.run = run;
    this.length = committed;
    this.recorder = new Recorder(run, { clock: () => request.ports.clock.now(), pending, isUntold });
    this.calls = new CallsInFlight(request.ports.operations);
  }

  async drive(): Promise<Outcome> {
    this.request.abandon?.addEventListener('abort', this.calls.interrupt);
    this.request.bell?.listen(this.calls.interrupt);
    try {
      this.takeOver();
      for (;;) {
        const outcome = await this.turn();
        if (this.mustLetGo()) return { kind: 'lost' };
        if (outcome !== undefined) return outcome;
      }
    } finally {
      this.request.abandon?.removeEventListener('abort', this.calls.interrupt);
      if (this.calls.count > 0) this.calls.drop();
    }
  }

  private mustLetGo(): boolean {
    return this.isLost || (this.request.abandon?.aborted ?? false);
  }

  /** Once round: results, steps, writes, calls. Gives an outcome when the run has come to rest. */
  private async turn(): Promise<Outcome | undefined> {
    for (const arrival of this.calls.take()) this.receive(arrival);
    if (this.request.bell?.answer()) await this.takeInPeoplesEvents();
    if (!(await this.endWaits())) return undefined;
    if (this.mayGoOn()) {
      this.performReady();
      if (this.outbox.length > 0 && this.recorder.isUrgent) {
        await this.write();
        if (this.mustLetGo() || this.run.cancelledBy !== undefined) return undefined;
      }
      this.sendOutbox();
      if (this.calls.count > 0) {
        if (this.recorder.hasNews) await this.write();
        else if (!this.mustLetGo()) await this.waitForCalls();
        return undefined;
      }
    }
    return this.rest();
  }

  private async waitForCalls(): Promise<void> {
    const { recorder, calls } = this;
    await calls.next(recorder.isUntold ? Math.min(UNTOLD_MS, this.untilNextMoment()) : this.untilNextMoment());
    if (calls.areAllUnderWay) recorder.waitNoLonger();
  }

  private mayGoOn(): boolean {
    const { cancelledBy, finished, deadline, parked } = this.run;
    if (cancelledBy !== undefined || finished !== undefined || awaitsTurn(this.run)) return false;
    if (parked.size === 0 && deadline === Number.POSITIVE_INFINITY) return true;
    const now = this.request.ports.clock.now();
    wakeDue(this.run, now);
    return deadline > now;
  }

  /**
   * Ends the waits whose time is over. That a wait is over is a fact of its own, which is durable before anything follows
   * from it: the word that the step waits for may be written at the same moment, and then that one counts. False when
   * something was taken in instead.
   */
  private async endWaits(): Promise<boolean> {
    const { parked, cancelledBy, finished, stopped, deadline } = this.run;
    if (parked.size === 0 || (cancelledBy ?? finished ?? stopped) !== undefined) return true;
    if (awaitsTurn(this.run)) return true;
    const now = this.request.ports.clock.now();
    const events = deadline <= now ? [] : [...parked].flatMap((state) => endOf(state, now));
    if (events.length === 0) return true;
    if (!(await this.write())) return false;
    try {
      await this.request.ports.journal.append(this.request.runId, this.length, events);
    } catch (error) {
      if (!(error instanceof JournalConflict)) throw error;
      this.isLost = !(await this.takeInPeoplesEvents());
      return false;
    }
    for (const event of events) apply(this.run, event);
    this.written(events);
    return true;
  }

  /** Milliseconds until something happens by itself while calls are under way. */
  private untilNextMoment(): number {
    const { deadline, parked } = this.run;
    if (parked.size === 0 && deadline === Number.POSITIVE_INFINITY) return deadline;
    return Math.min(deadline, firstMoment(this.run)) - this.request.ports.clock.now();
  }

  /** Nothing is under way: goes on if it can, else writes the rest and says why the run rests. */
  private async rest(): Promise<Outcome | undefined> {
    const now = this.request.ports.clock.now();
    const decision = this.isHeld ? ({ kind: 'stopped' } as const) : decide(this.run, now);
    if (decision.kind === 'finish') this.recorder.finished(decision.outcome, decision.failure);
    const isUndisturbed = await this.write();
    if (!isUndisturbed || decision.kind === 'perform' || this.request.bell?.isRung) return undefined;
    if (decision.kind === 'wait') throw new Error('The run waits for a call that nobody makes.');
    return decision.kind === 'finish' ? { kind: 'finished', outcome: decision.outcome } : decision;
  }

  /** Calls that were under way when the last worker died: the safe ones are made again, the others wait for a person. */
  private takeOver(): void {
    if (this.run.cancelledBy !== undefined) return;
    for (const state of this.run.inFlight) {
      if (isSafeToRepeat(state)) reclaim(state);
      else this.recorder.failed(state, { failure: outcomeUnknown(), attempt: state.attempts });
    }
  }

  private performReady(): void {
    const { recorder } = this;
    const { operations } = this.request.ports;
    const tools = { recorder, operations, now: this.request.ports.clock.now() };
    const isDraining = this.request.signal?.aborted ?? false;
    for (let left = BURST; left > 0; left--) {
      const state = this.run.ready.next();
      if (state === undefined || this.run.stopped !== undefined) return;
      if (state.step.kind !== 'call') performAtOnce(state, tools);
      else if (isDraining) this.hold(state);
      else this.planCall(state);
    }
  }

  /** Leaves the step as it is in the journal; this state of the run is given up anyway. */
  private hold(state: StepState): void {
    state.status = 'waiting';
    this.isHeld = true;
  }

  private planCall(state: StepState): void {
    const { attempts } = state;
    if (state.step.callsFlow && (this.run.started?.depth ?? 0) >= MOST_DEPTH) {
      this.recorder.failed(state, { failure: tooDeep(), attempt: attempts + 1 });
      return;
    }
    try {
      const input = state.step.evaluate(state.scope);
      this.recorder.started(state, { isSafe: isSafeToRepeat(state, input) });
      this.outbox.push({ state, input });
    } catch (error) {
      this.recorder.failed(state, { failure: failureOf(error), attempt: attempts + 1 });
    }
  }

  private sendOutbox(): void {
    const { runId } = this.request;
    for (const { state, input } of this.outbox) {
      const request: Omit<CallRequest, 'signal'> = {
        runId,
        step: state.step.planned,
        input,
        mode: this.run.started?.mode ?? 'live',
        startedAt: this.run.started?.at ?? 0,
        attempt: state.attempts,
        path: pathOf(state),
        idempotencyKey: `${runId}:${pathOf(state)}`,
        depth: this.run.started?.depth ?? 0,
      };
      if (state.step.feeds !== undefined) request.page = { after: state.pages?.more };
      this.calls.send(state, request);
    }
    this.outbox = [];
  }

  private receive(arrival: Arrival): void {
    const { state } = arrival;
    if ('result' in arrival && arrival.result.suspend !== undefined) {
      this.recorder.waiting(state, { for: 'flow', until: arrival.result.suspend.until });
    } else if ('result' in arrival) this.recorder.called(state, arrival.result);
    else this.receiveFailure(state, arrival.failure);
  }

  private receiveFailure(state: StepState, failure: Failure): void {
    const { attempts: attempt, tries, step } = state;
    if (failure.mayHaveHappened && !isSafeToRepeat(state)) {
      this.recorder.failed(state, { failure: outcomeUnknown(failure), attempt });
      return;
    }
    const { clock, random } = this.request.ports;
    const wait = waitBeforeRetry(failure, { tries, policy: step.planned.retry, random: random() });
    const retryAt = wait === undefined ? undefined : clock.now() + wait;
    this.recorder.failed(state, { failure, attempt, retryAt });
  }

  /** Makes the events durable. False when something a person did in the meantime was taken in. */
  private async write(): Promise<boolean> {
    let events = this.recorder.take();
    if (events.length === 0) return true;
    for (let merges = 0; ; merges++) {
      try {
        await this.request.ports.journal.append(this.request.runId, this.length, events);
        this.written(events);
        return merges === 0;
      } catch (error) {
        if (!(error instanceof JournalConflict)) throw error;
        if (merges === MOST_MERGES || !(await this.takeInPeoplesEvents())) {
          this.isLost = true;
          return false;
        }
        events = this.withoutEnd(events);
        if (events.length === 0) return false;
      }
    }
  }

  private written(events: readonly RunEvent[]): void {
    const from = this.length;
    this.length += events.length;
    this.request.observe?.(events, from);
  }

  /**
   * A conflict need not be another worker: people add their word to a run that is under way. Takes it in when there is
   * nothing else, so that the result of a call made meanwhile is not thrown away.
   */
  private async takeInPeoplesEvents(): Promise<boolean> {
    const { runId, ports } = this.request;
    const added =
      (await ports.journal.readFrom?.(runId, this.length)) ?? (await ports.journal.read(runId)).slice(this.length);
    if (added.length === 0 || !added.every(isFromPerson)) return false;
    for (const event of added) apply(this.run, event);
    this.written(added);
    return true;
  }

  /** The run's end is decided again after what people said. */
  private withoutEnd(events: RunEvent[]): RunEvent[] {
    if (events.at(-1)?.type !== 'run.finished') return events;
    this.run.finished = undefined;
    return events.slice(0, -1);
  }
}

function isFromPerson({ type }: RunEvent): boolean {
  return PEOPLES.has(type);
}

/** What is written when nobody has ended a wait in time. */
function endOf(state: StepState, at: number): RunEvent[] {
  const { waitsOn, attempts: attempt } = state;
  if (waitsOn === undefined || waitsOn.until > at) return [];
  const path = pathOf(state);
  if (waitsOn.for === 'flow') return [{ type: 'step.failed', at, path, attempt, failure: overdueFlow() }];
  return [{ type: 'step.succeeded', at, path, outlet: waitsOn.for === 'time' ? DONE : TIMEOUT }];
}

function overdueFlow(): Failure {
  const message = 'The flow it called did not end in time.';
  return { code: 'timed_out', message, retry: 'never' };
}

function tooDeep(): Failure {
  const sentence = say('Flows have called each other {depth} deep. Does one of them call itself without end?', {
    depth: MOST_DEPTH,
  });
  return { code: 'subflows_too_deep', ...messageOf(sentence), retry: 'never' };
}
