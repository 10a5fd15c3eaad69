import type { Failure } from '@patchbay/connector';
import { DONE, ERROR } from '@patchbay/flow';
import { failureOf } from './failureOf.ts';
import { OUTCOME_UNKNOWN, type RunMode } from './runEvent.ts';
import { type RunState, Scope, type StepState } from './runState.ts';

// How a run's state changes. Every change costs what it touches, never the size of the run, so a run's cost grows with its
// steps and not with their square.

/** The trigger has fired. Whatever only another trigger leads to is skipped. */
export function beginRun(run: RunState, started: { mode: RunMode; trigger: string; payload: unknown }): void {
  run.started = { ...started, at: run.at };
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
  state.output = output;
  state.failure = undefined;
  if (state.attempts === 0) state.attempts = 1;
  state.scope.busy -= 1;
  settle(state, outlet);
  moveItemOn(state.scope);
}

/** The step did not finish: it waits, takes its error outlet, or stops its item or the run. */
export function fail(state: StepState, failure: Failure, retryAt?: number): void {
  const { scope } = state;
  end(state);
  state.failure = failure;
  if (state.attempts === 0) state.attempts = 1;
  const waits = waitingStatus(failure, retryAt);
  if (waits !== undefined) {
    state.status = waits;
    state.retryAt = retryAt ?? 0;
    scope.run.parked.add(state);
    return;
  }
  state.status = 'failed';
  scope.busy -= 1;
  if (state.step.planned.catchesError) {
    const { code, message, status } = failure;
    state.output = { error: status === undefined ? { code, message } : { code, message, status } };
    settle(state, ERROR);
  } else scope.failed += 1;
  moveItemOn(scope);
}

/** A loop knows its items: the first one begins. */
export function startLoop(state: StepState, { items, count }: { items: readonly unknown[]; count: number }): void {
  state.status = 'running';
  state.attempts = 1;
  if (state.startedAt === 0) state.startedAt = state.scope.run.at;
  state.loop = { items, count, collected: [], current: undefined, kept: [] };
  openNextItem(state, 0);
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
  if (state.loop?.current !== undefined) return retryItem(state.loop.current);
  if (!isStopped(state)) return false;
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
  succeed(state, outletToPass(state), undefined);
  return true;
}

/** What a person asks for is done whatever has ended the run, and has the whole time limit for itself. */
function reopenRun(run: RunState): void {
  run.finished = undefined;
  run.stopped = undefined;
  extendDeadline(run);
}

function extendDeadline(run: RunState): void {
  run.deadline = run.at + (run.plan.plan.timeLimitMs ?? Number.POSITIVE_INFINITY);
}

function waitingStatus(failure: Failure, retryAt: number | undefined) {
  if (failure.code === OUTCOME_UNKNOWN) return 'unknown';
  if (retryAt !== undefined) return 'retrying';
  return failure.retry === 'after-reconnect' ? 'broken' : undefined;
}

function end(state: StepState): void {
  const { run } = state.scope;
  if (state.status === 'running') run.inFlight.delete(state);
  if (state.startedAt === 0) state.startedAt = run.at;
  state.finishedAt = run.at;
}

function skip(state: StepState): void {
  state.status = 'skipped';
  settle(state, '');
}

/** An edge that leads to it was taken, or nothing leads to it. */
function reach(state: StepState): void {
  const { passesTo } = state.step.planned;
  if (passesTo === undefined) makeReady(state);
  else {
    state.status = 'skipped';
    settle(state, passesTo);
  }
}

function makeReady(state: StepState): void {
  state.scope.busy += 1;
  enqueue(state);
}

function enqueue(state: StepState): void {
  state.status = 'ready';
  state.scope.run.ready.push(state);
}

function unpark(state: StepState): void {
  state.scope.run.parked.delete(state);
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
}

/**
 * An item whose steps are all settled makes room for the next one. One with a failure that nothing catches fails its loop,
 * once nothing else of it can go on.
 */
function moveItemOn(scope: Scope): void {
  const { owner } = scope;
  if (owner === undefined || scope.busy > 0) return;
  if (scope.open === 0) {
    if (collect(scope, owner)) openNextItem(owner, scope.index + 1);
    return;
  }
  const cause = scope.steps.find(isUncaught)?.failure;
  if (cause === undefined) return;
  fail(owner, { ...cause, retry: 'never', message: `In item ${scope.index + 1}: ${cause.message}` });
}

/** Keeps what an item gives. False when that cannot be worked out: then the loop has failed. */
function collect(scope: Scope, owner: StepState): boolean {
  try {
    owner.loop?.collected.push(owner.step.collect ? owner.step.collect(scope) : lastOutput(scope));
    return true;
  } catch (error) {
    fail(owner, failureOf(error));
    return false;
  }
}

function lastOutput(scope: Scope): unknown {
  for (let slot = scope.steps.length - 1; slot >= 0; slot--) {
    const state = scope.steps[slot];
    if (state?.status === 'succeeded') return state.output;
  }
  return undefined;
}

function openNextItem(owner: StepState, from: number): void {
  const { loop, step, scope: around } = owner;
  if (loop === undefined || step.body === undefined) return;
  for (let index = from; index < loop.count; index++) {
    const scope = new Scope(around.run, step.body, { owner, index, value: loop.items[index] });
    loop.current = scope;
    if (around.run.keepsItems) loop.kept.push(scope);
    for (const state of scope.steps) if (state.step.waitsFor === 0) reach(state);
    if (scope.open > 0) return;
    if (!collect(scope, owner)) return;
  }
  loop.current = undefined;
  succeed(owner, DONE, { count: loop.count, items: loop.collected });
}

/** Whether the run still works on the item a step stands in. */
function isWithinReach({ scope }: StepState): boolean {
  for (let inner = scope; inner.owner !== undefined; inner = inner.owner.scope) {
    const isOpen = inner.owner.status === 'running' || isUncaught(inner.owner);
    if (!isOpen || inner.owner.loop?.current !== inner) return false;
  }
  return true;
}

function isStopped(state: StepState): boolean {
  return isUncaught(state) || state.status === 'retrying' || state.status === 'broken' || state.status === 'unknown';
}

function isUncaught(state: StepState): boolean {
  return state.status === 'failed' && state.outlet === '';
}

/** Takes back a failure, and with it that of the loops around that failed because of it. */
function reopen(state: StepState): void {
  const { scope } = state;
  scope.failed -= 1;
  scope.busy += 1;
  const { owner } = scope;
  if (owner?.status !== 'failed') return;
  owner.status = 'running';
  owner.failure = undefined;
  reopen(owner);
}

function retryItem(scope: Scope): boolean {
  return scope.steps.map(retry).includes(true);
}

/** `done`, or the first way on of a step that has no such outlet. */
function outletToPass({ step }: StepState): string {
  const ways = step.outgoing.map(({ outlet }) => outlet).filter((outlet) => outlet !== ERROR);
  return ways.includes(DONE) ? DONE : (ways[0] ?? DONE);
}
