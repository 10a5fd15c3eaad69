import type { Failure } from '@patchbay/connector';
import { DONE, ERROR } from '@patchbay/flow';
import { errorOf } from './errorOf.ts';
import { failureOf } from './failureOf.ts';
import { endList, failToFeed, feed, feedAgain, lastPage, stopFeeding, waitsForPage } from './feeding.ts';
import { isMet } from './isMet.ts';
import { KeptRounds } from './keptRounds.ts';
import { aroundOf, causeOf, failureIn, type LoopState, type LoopTask, loopOutput, newLoopState } from './loopState.ts';
import type { CarriedStep, RunMode, StepPath, WaitReason } from './runEvent.ts';
import { type Resumption, type RunState, Scope, type StepState } from './runState.ts';
import {
  isFedEnough,
  isStopped,
  isWithinReach,
  keepsResults,
  lastOutput,
  mayBeginRound,
  outletToPass,
  overfed,
  unmet,
  waitingStatus,
} from './stateQuestions.ts';
import { pathOf } from './stepPath.ts';

// How a run's state changes. Every change costs what it touches, never the size of the run, so a run's cost grows with its
// steps and not with their square.

/** The trigger has fired. Whatever only another trigger leads to is skipped. */
export function beginRun(
  run: RunState,
  started: { mode: RunMode; trigger: string; payload: unknown; depth?: number },
): void {
  const { mode, trigger, payload, depth = 0 } = started;
  run.started = { mode, trigger, payload, depth, at: run.at };
  extendDeadline(run);
  for (const state of run.top.steps) {
    if (state.step.waitsFor > 0) continue;
    if (state.step.id !== started.trigger) skip(state);
    else {
      makeReady(state);
      succeed(state, DONE, started.payload);
    }
  }
}

/** What steps gave in the run that this one replays is theirs here, as soon as the run comes to them. */
export function carryOver(
  run: RunState,
  { of, from, steps }: { of: string; from: readonly StepPath[]; steps: readonly CarriedStep[] },
): void {
  run.replay = { of, from };
  run.carried = new Map(steps.map((step) => [step.step, step]));
  for (const state of run.top.steps) if (state.status === 'ready') arrive(state);
  takeCarried(run);
}

function arrive(state: StepState): void {
  const { run, owner } = state.scope;
  if (owner === undefined && run.carried?.has(state.step.id)) run.arrived.push(state);
}

/** One after the other, not each within the one before: a flow may have thousands of steps. */
function takeCarried(run: RunState): void {
  if (run.isTaking) return;
  run.isTaking = true;
  for (let state = run.arrived.shift(); state !== undefined; state = run.arrived.shift()) take(state);
  run.isTaking = false;
}

function take(state: StepState): void {
  const carried = state.scope.run.carried?.get(state.step.id);
  if (carried === undefined) return;
  state.isCarried = true;
  if (carried.failure === undefined) succeed(state, carried.outlet, carried.output);
  else fail(state, { ...carried.failure, retry: 'never' });
}

/** Its turn has come, and its time begins. */
export function admit(run: RunState): void {
  run.isAdmitted = true;
  extendDeadline(run);
}

/** A call has been, or is about to be, sent. */
export function startCall(state: StepState, attempt: number): void {
  const { run } = state.scope;
  state.status = 'running';
  state.attempts = attempt;
  state.tries += 1;
  state.retryAt = 0;
  if (state.startedAt === 0) state.startedAt = run.at;
  // It may still be parked: that its moment had come is not in the journal.
  run.parked.delete(state);
  run.inFlight.add(state);
}

/** The step is over: what waits for its outlet may start. */
export function succeed(state: StepState, outlet: string, output: unknown): void {
  end(state);
  state.status = 'succeeded';
  state.output = state.pages === undefined ? output : lastPage(state, output);
  state.failure = undefined;
  if (state.attempts === 0) state.attempts = 1;
  state.scope.busy -= 1;
  settle(state, outlet);
  moveItemOn(state.scope);
  // Last: the loop may come to its end by it, and with it all around.
  const owner = state.step.feeds === undefined ? undefined : feed(state);
  if (owner?.loop !== undefined) beginRounds(owner, owner.loop);
}

/** The step did not finish: it waits, takes its error outlet, or stops its item or the run. */
export function fail(state: StepState, failure: Failure, retryAt?: number): void {
  const { scope } = state;
  end(state);
  state.failure = failure;
  if (state.attempts === 0) state.attempts = 1;
  if (failure.isHeldBack) state.tries = Math.max(state.tries - 1, 0);
  const isUnwanted = isFedEnough(state);
  const waits = isUnwanted ? undefined : waitingStatus(failure, retryAt);
  if (waits !== undefined) {
    state.status = waits;
    state.retryAt = retryAt ?? 0;
    scope.run.parked.add(state);
    return;
  }
  state.status = 'failed';
  scope.busy -= 1;
  if (state.step.planned.catchesError || isUnwanted) {
    state.output = errorOf(failure);
    settle(state, ERROR);
  } else scope.failed += 1;
  if (state.step.feeds !== undefined) failToFeed(state);
  moveItemOn(scope);
}

/** The step waits for something that nobody works on here. */
export function suspend(state: StepState, waitsOn: { for: WaitReason; until: number }): void {
  const { run } = state.scope;
  run.inFlight.delete(state);
  state.status = 'suspended';
  state.waitsOn = waitsOn;
  if (state.attempts === 0) state.attempts = 1;
  if (state.startedAt === 0) state.startedAt = run.at;
  run.parked.add(state);
  if (run.early !== undefined) takeEarly(state, run.early);
}

/** What it waits for may have happened before it began to wait. */
function takeEarly(state: StepState, early: Map<StepPath, Resumption>): void {
  const path = pathOf(state);
  const word = early.get(path);
  if (word === undefined) return;
  early.delete(path);
  resume(state, word);
}

/** What a step waits for has happened. Changes nothing where it no longer waits or the run is over. */
export function resume(state: StepState, { outlet, output, failure }: Resumption): void {
  const { run } = state.scope;
  if (state.status !== 'suspended' || run.cancelledBy !== undefined || run.finished !== undefined) return;
  if (failure === undefined) succeed(state, outlet, output);
  else fail(state, { ...failure, retry: 'never' });
}

/** A loop knows what it has to do: its first rounds begin. */
export function startLoop(state: StepState, task: LoopTask): void {
  state.status = 'running';
  state.attempts = 1;
  if (state.startedAt === 0) state.startedAt = state.scope.run.at;
  state.loop = newLoopState(task, keptRoundsOf(state, task));
  state.loop.keeps = keepsResults(state, task);
  beginRounds(state, state.loop);
}

function keptRoundsOf(state: StepState, { count }: LoopTask): KeptRounds | undefined {
  const { keeping } = state.scope.run;
  if (keeping === 'none') return undefined;
  const asked = keeping === 'all' ? undefined : keeping.get(pathOf(state));
  return new KeptRounds(count, { keepsAll: keeping === 'all', asked });
}

/** Steps whose moment has come are ready again. Not an event: it follows from the time. */
export function wakeDue(run: RunState, now: number): void {
  for (const state of run.parked) {
    if (state.status === 'retrying' && state.retryAt <= now) unpark(state);
  }
}

/** A call that is safe to repeat was cut off: it is ready again, with nothing of it recorded. */
export function reclaim(state: StepState): void {
  state.scope.run.inFlight.delete(state);
  enqueue(state);
}

/**
 * A step that waits or failed gets another try, and its loops and its run go on. Gives false, and changes nothing, where
 * the run has gone past it: its failure was caught, its item is over, the run was cancelled.
 */
export function retry(state: StepState): boolean {
  const { run } = state.scope;
  if (run.cancelledBy !== undefined || !isWithinReach(state)) return false;
  if (state.loop !== undefined && state.loop.active.length > 0) return retryRounds(state.loop);
  // A loop that was fed does not have its first items any more.
  if (!isStopped(state) || (state.loop !== undefined && state.step.fedBy !== undefined)) return false;
  if (state.status === 'failed') reopen(state);
  reopenRun(run);
  state.tries = 0;
  unpark(state);
  return true;
}

/** The run goes on without a step that waits or failed. Refused where `retry` is. */
export function passOver(state: StepState): boolean {
  const { run } = state.scope;
  if (run.cancelledBy !== undefined || !isWithinReach(state) || !isStopped(state)) return false;
  if (state.status === 'failed') reopen(state);
  reopenRun(run);
  run.parked.delete(state);
  endList(state);
  succeed(state, outletToPass(state), undefined);
  return true;
}

/**
 * What a person asks for is done whatever has ended the run, and has the whole time limit for itself. A run that had ended
 * has given up its place, and waits for another.
 */
function reopenRun(run: RunState): void {
  if (run.finished !== undefined) run.isAdmitted = false;
  run.finished = undefined;
  run.stopped = undefined;
  extendDeadline(run);
}

function extendDeadline(run: RunState): void {
  run.deadline = run.at + (run.plan.plan.timeLimitMs ?? Number.POSITIVE_INFINITY);
}

function end(state: StepState): void {
  const { run } = state.scope;
  if (state.status === 'running') run.inFlight.delete(state);
  if (state.waitsOn !== undefined) stopWaiting(state);
  if (state.startedAt === 0) state.startedAt = run.at;
  state.finishedAt = run.at;
}

function stopWaiting(state: StepState): void {
  state.waitsOn = undefined;
  state.scope.run.parked.delete(state);
}

function skip(state: StepState): void {
  state.status = 'skipped';
  settle(state, '');
}

/** An edge that leads to it was taken, or nothing leads to it. */
function reach(state: StepState): void {
  const { passesTo } = state.step;
  if (passesTo === undefined) makeReady(state);
  else {
    state.status = 'skipped';
    settle(state, passesTo);
  }
}

function makeReady(state: StepState): void {
  state.scope.busy += 1;
  enqueue(state);
  if (state.scope.run.carried !== undefined) arrive(state);
}

function enqueue(state: StepState): void {
  state.status = 'ready';
  state.scope.run.ready.push(state);
}

function unpark(state: StepState): void {
  stopWaiting(state);
  state.retryAt = 0;
  enqueue(state);
}

/** Tells the steps after this one, then its item whether that was its last step. */
function settle(state: StepState, outlet: string): void {
  const { scope } = state;
  state.outlet = outlet;
  for (const edge of state.step.outgoing) {
    const next = scope.steps[edge.to];
    if (next === undefined) continue;
    next.waitsFor -= 1;
    if (edge.outlet === outlet) next.isReached = true;
    if (next.status !== 'waiting') continue;
    if (next.waitsFor > 0 && !(next.isReached && next.step.startsWithAny)) continue;
    if (next.isReached) reach(next);
    else skip(next);
  }
  scope.open -= 1;
  if (scope.run.carried !== undefined) takeCarried(scope.run);
}

/**
 * A round whose steps are all settled makes room for the next one. One with a failure that nothing catches fails, once
 * nothing else of it can go on.
 */
function moveItemOn(scope: Scope): void {
  const { owner } = scope;
  if (owner?.loop === undefined || scope.busy > 0) return;
  if (scope.open === 0) closeRound(scope, owner);
  else {
    const failure = failureIn(scope);
    if (failure === undefined) return;
    failRound(scope, owner.loop, failure);
  }
  beginRounds(owner, owner.loop);
}

/** Begins as many rounds as may be under way, and ends the loop when there are none. */
function beginRounds(owner: StepState, loop: LoopState): void {
  const { step, scope: place } = owner;
  if (step.body === undefined) return;
  while (mayBeginRound(loop)) {
    const index = loop.next++;
    const around = aroundOf(step, loop, index);
    const scope = new Scope(place.run, step.body, { owner, index, around });
    loop.active.push(scope);
    loop.kept?.begun(scope);
    for (const state of scope.steps) if (state.step.waitsFor === 0) reach(state);
    if (scope.open === 0) closeRound(scope, owner);
  }
  if (step.fedBy !== undefined && waitsForPage(owner, loop)) return;
  if (loop.active.length > loop.stuck) return;
  const cause = loop.stuck > 0 ? causeOf(owner) : (unmet(owner, loop) ?? overfed(owner, loop));
  if (step.fedBy !== undefined) stopFeeding(owner);
  if (cause === undefined) succeed(owner, DONE, loopOutput(step, loop));
  else fail(owner, cause);
}

/** Keeps what a round gives. A round of which that cannot be worked out has failed. */
function closeRound(scope: Scope, { step, loop }: StepState): void {
  if (loop === undefined) return;
  try {
    const given = step.collect ? step.collect(scope) : lastOutput(scope);
    if (step.frame !== undefined) {
      loop.isMet = step.until !== undefined && isMet(step.until(scope));
      loop.previous = given;
    } else if (loop.keeps) loop.collected[scope.index] = given;
    loop.succeeded += 1;
    loop.kept?.ended(scope);
    release(loop, scope);
  } catch (error) {
    failRound(scope, loop, failureOf(error));
  }
}

/** Mostly it is the only one, and `splice` makes a list of what it takes out. */
function release({ active }: LoopState, scope: Scope): void {
  if (active.length === 1) active.pop();
  else active.splice(active.indexOf(scope), 1);
}

function failRound(scope: Scope, loop: LoopState, failure: Failure): void {
  loop.kept?.failed(scope);
  if (loop.onError === 'stop') {
    if (scope.stuckBy === undefined) loop.stuck += 1;
    scope.stuckBy = failure;
    return;
  }
  release(loop, scope);
  loop.failed += 1;
  if (loop.keeps) {
    const { item } = scope.around as { item: unknown };
    loop.passed.push({ index: scope.index, item, failure });
  }
  for (const state of scope.steps) if (state.status === 'waiting') state.status = 'skipped';
}

/** Takes back a failure, and with it that of the loops around that failed because of it. */
function reopen(state: StepState): void {
  const { scope } = state;
  scope.failed -= 1;
  scope.busy += 1;
  if (state.step.feeds !== undefined) feedAgain(state);
  const { owner } = scope;
  if (scope.stuckBy !== undefined && owner?.loop !== undefined) {
    scope.stuckBy = undefined;
    owner.loop.stuck -= 1;
    owner.loop.kept?.reopened(scope);
  }
  if (owner?.status !== 'failed') return;
  owner.status = 'running';
  owner.failure = undefined;
  reopen(owner);
}

function retryRounds(loop: LoopState): boolean {
  const steps = loop.active.flatMap((scope) => scope.steps);
  return steps.map(retry).includes(true);
}
