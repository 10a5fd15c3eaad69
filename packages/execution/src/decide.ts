import { messageOf, say } from '@patchbay/words';
import type { Failure } from '@patchbay/connector';
import { inWords } from './duration.ts';
import type { RunOutcome, StepPath } from './runEvent.ts';
import type { RunState, StepState, StepStateStatus } from './runState.ts';
import { pathOf } from './stepPath.ts';

/** What a run should do next. */
export type Decision =
  | { kind: 'perform' }
  /** Calls are under way, or were when their worker died. */
  | { kind: 'wait' }
  /** `failure`: why, where it was no step that failed. */
  | { kind: 'finish'; outcome: RunOutcome; failure?: Failure }
  | { kind: 'finished'; outcome: RunOutcome }
  | { kind: 'needs-attention'; paths: StepPath[] }
  | { kind: 'sleep'; until: number }
  | { kind: 'await-reconnect' }
  | { kind: 'await-turn' };

/**
 * Decides from the state and the time alone. Branches that can go on do so before a failure elsewhere ends the run; steps
 * that only wait for a moment or a connection do not hold that up. A person's word is waited for before the run may end.
 */
export function decide(run: RunState, now: number): Decision {
  if (run.finished !== undefined) return { kind: 'finished', outcome: run.finished.outcome };
  if (run.cancelledBy !== undefined) return { kind: 'finish', outcome: 'cancelled' };
  if (awaitsTurn(run)) return { kind: 'await-turn' };
  if (run.stopped !== undefined) return { kind: 'finish', outcome: run.stopped };
  if (run.deadline <= now) return endOfTime(run);
  if (run.ready.next() !== undefined) return { kind: 'perform' };
  const until = firstMoment(run);
  if (until <= now) return { kind: 'perform' };
  if (run.inFlight.size > 0) return { kind: 'wait' };
  const unknown = parkedAs(run, 'unknown');
  if (unknown.length > 0) return needsAttention(unknown);
  if (run.top.failed > 0) return { kind: 'finish', outcome: 'failed' };
  if (run.parked.size > 0) {
    const wakeAt = Math.min(until, run.deadline);
    return wakeAt < Number.POSITIVE_INFINITY ? { kind: 'sleep', until: wakeAt } : { kind: 'await-reconnect' };
  }
  return { kind: 'finish', outcome: 'succeeded' };
}

/** Whether other runs of its flow go first: until its turn has come, nothing of it begins and no time of it passes. */
export function awaitsTurn({ plan, isAdmitted, finished }: RunState): boolean {
  return plan.plan.atOnce !== undefined && !isAdmitted && finished === undefined;
}

/** Time is up. What may have happened unseen is still shown to a person before the run is over. */
function endOfTime(run: RunState): Decision {
  const unknown = parkedAs(run, 'unknown');
  return unknown.length > 0 ? needsAttention(unknown) : { kind: 'finish', outcome: 'failed', failure: overTime(run) };
}

function overTime({ plan }: RunState): Failure {
  const limit = inWords(plan.plan.timeLimitMs ?? 0);
  const sentence = say('The run took longer than its limit of {limit}.', { limit });
  return { code: 'run_timed_out', ...messageOf(sentence), retry: 'never' };
}

function needsAttention(unknown: StepState[]): Decision {
  return { kind: 'needs-attention', paths: unknown.map(pathOf) };
}

/** When a step that is parked goes on by itself, in milliseconds since 1970; infinite where none does. */
export function firstMoment(run: RunState): number {
  return Math.min(
    ...[...run.parked].map(({ retryAt, waitsOn }) => waitsOn?.until ?? (retryAt || Number.POSITIVE_INFINITY)),
  );
}

function parkedAs(run: RunState, status: StepStateStatus): StepState[] {
  return [...run.parked].filter((state) => state.status === status);
}
