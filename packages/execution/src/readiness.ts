import type { RunState, StepState } from './runState.ts';

// How a step comes into and out of the lines of a run: those that are ready, and those that wait.

/** A step may be carried out, for the first time. */
export function makeReady(state: StepState): void {
  state.scope.busy += 1;
  enqueue(state);
  if (state.scope.run.carried !== undefined) arrive(state);
}

/** What the run has come to may have been carried out in the one that it replays. */
export function arrive(state: StepState): void {
  const { run, owner } = state.scope;
  if (owner === undefined && run.carried?.has(state.step.id)) run.arrived.push(state);
}

function enqueue(state: StepState): void {
  state.status = 'ready';
  state.scope.run.ready.push(state);
}

/** A step that waited, or had failed, is ready once more. */
export function unpark(state: StepState): void {
  stopWaiting(state);
  state.retryAt = 0;
  enqueue(state);
}

/** A step waits for nothing any more. */
export function stopWaiting(state: StepState): void {
  state.waitsOn = undefined;
  state.scope.run.parked.delete(state);
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

/** The run has its whole time limit before it again. */
export function extendDeadline(run: RunState): void {
  run.deadline = run.at + (run.plan.plan.timeLimitMs ?? Number.POSITIVE_INFINITY);
}
