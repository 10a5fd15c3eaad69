import { endList, feedAgain } from './feeding.ts';
import type { LoopState } from './loopState.ts';
import { extendDeadline, unpark } from './readiness.ts';
import type { RunState, StepState } from './runState.ts';
import { isStopped, isWithinReach, outletToPass } from './stateQuestions.ts';
import { succeed } from './transitions.ts';

// How a person has a run go on that waits or has failed.

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
