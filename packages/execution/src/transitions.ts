import type { Failure } from '@patchbay/connector';
import { DONE, ERROR } from '@patchbay/flow';
import { errorOf } from './errorOf.ts';
import { failureOf } from './failureOf.ts';
import { failToFeed, feed, lastPage, stopFeeding, waitsForPage } from './feeding.ts';
import { isMet } from './isMet.ts';
import { KeptRounds } from './keptRounds.ts';
import { aroundOf, causeOf, failureIn, type LoopState, type LoopTask, loopOutput, newLoopState } from './loopState.ts';
import { makeReady, stopWaiting } from './readiness.ts';
import { type RunState, Scope, type StepState } from './runState.ts';
import {
  isFedEnough,
  keepsResults,
  lastOutput,
  mayBeginRound,
  overfed,
  unmet,
  waitingStatus,
} from './stateQuestions.ts';
import { pathOf } from './stepPath.ts';

// How a run's state changes. Every change costs what it touches, never the size of the run, so a run's cost grows with its
// steps and not with their square. A step that ends leads to the next, to its round and to its loop, which is why these stand
// together; how runs begin, steps wait and people have them go on stands in `runBegins.ts`, `waits.ts` and `secondTries.ts`.

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

function end(state: StepState): void {
  const { run } = state.scope;
  if (state.status === 'running') run.inFlight.delete(state);
  if (state.waitsOn !== undefined) stopWaiting(state);
  if (state.startedAt === 0) state.startedAt = run.at;
  state.finishedAt = run.at;
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

/** An edge that leads to it was taken, or nothing leads to it. */
function reach(state: StepState): void {
  const { passesTo } = state.step;
  if (passesTo === undefined) makeReady(state);
  else {
    state.status = 'skipped';
    settle(state, passesTo);
  }
}

/** No way leads to the step any more. */
export function skip(state: StepState): void {
  state.status = 'skipped';
  settle(state, '');
}

/** Takes over what has arrived. One after the other, not each within the one before: a flow may have thousands of steps. */
export function takeCarried(run: RunState): void {
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
  const wasStarved = loop.isStarved;
  if (step.fedBy !== undefined && waitsForPage(owner, loop)) {
    // What failed was held up by a round under way until now.
    if (loop.isStarved && !wasStarved) moveItemOn(place);
    return;
  }
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
