import type { Failure } from '@patchbay/connector';
import { messageOf, say, saidOf } from '@patchbay/words';
import { OUTCOME_UNKNOWN } from './runEvent.ts';
import type { StepState } from './runState.ts';

/** The methods whose repetition changes nothing. */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);

/** The Failure of an unsafe call of which nobody knows whether it happened: cut off with its worker, or left unanswered. */
export function outcomeUnknown(cause?: Failure): Failure {
  const problem = saidOf(cause ?? { message: 'Patchbay was cut off while this step ran.' });
  const sentence = say(
    '{problem} It may or may not have happened: look in the other system, then run the step again or skip it.',
    { problem },
  );
  return { ...cause, code: OUTCOME_UNKNOWN, ...messageOf(sentence), retry: 'never' };
}

/**
 * Whether a call may be made again when nobody knows whether it happened. An operation `by-method` is judged by what its
 * input `method` is in this run; without a method it counts as unsafe.
 */
export function isSafeToRepeat(state: StepState, input?: Record<string, unknown>): boolean {
  const { repeat } = state.step.planned;
  if (repeat !== 'by-method') return repeat !== 'unsafe';
  const method = input ? input.method : methodOf(state);
  return typeof method === 'string' && SAFE_METHODS.has(method.toUpperCase());
}

function methodOf(state: StepState): unknown {
  try {
    return state.step.evaluate(state.scope).method;
  } catch {
    // It could be worked out when the call was made, with an earlier version of a formula's function. Nobody knows then.
    return undefined;
  }
}
