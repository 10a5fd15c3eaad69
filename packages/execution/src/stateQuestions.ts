import { messageOf, say } from '@patchbay/words';
import type { Failure } from '@patchbay/connector';
import { DONE, ERROR } from '@patchbay/flow';
import type { LoopState } from './loopState.ts';
import { OUTCOME_UNKNOWN } from './runEvent.ts';
import type { Scope, StepState } from './runState.ts';

// What the transitions ask of a state before they change it. Nothing here changes anything.

/** How a step waits that has failed and may go on; undefined where it does not. */
export function waitingStatus(failure: Failure, retryAt: number | undefined) {
  if (failure.code === OUTCOME_UNKNOWN) return 'unknown';
  if (retryAt !== undefined) return 'retrying';
  return failure.retry === 'after-reconnect' ? 'broken' : undefined;
}

/** Whether a loop has a round to begin, and room for it. */
export function mayBeginRound({ stuck, isMet, next, count, active, atOnce }: LoopState): boolean {
  return stuck === 0 && !isMet && next < count && active.length < atOnce;
}

/** The call that feeds a loop with further pages; undefined where none does, or all of the list is here. */
export function feederOf({ step, scope }: StepState): StepState | undefined {
  const feeder = step.fedBy === undefined ? undefined : scope.steps[step.fedBy];
  const isRead = feeder?.status === 'succeeded' && feeder.pages?.more === undefined;
  return isRead ? undefined : feeder;
}

/** Whether the loop that a call feeds is over, however it ended, so that no page is wanted any more. */
export function isFedEnough({ step, scope }: StepState): boolean {
  const loop = step.feeds === undefined ? undefined : scope.steps[step.feeds];
  return loop?.loop !== undefined && loop.outlet !== '';
}

/** The most items of which what they gave is kept: where a step reads that, and where people look at it only. */
const MOST_KEPT = 100_000;
const MOST_SHOWN = 1_000;

/** Whether what the items of a loop gave is kept: of a list without an end not all can be, and need not where nobody reads it. */
export function keepsResults({ step }: StepState, { count }: Pick<LoopState, 'count'>): boolean {
  return step.planned.isUnread !== true || count <= MOST_SHOWN;
}

/** Why a loop takes no further page: what each of its items gave is kept, and that is enough of it. */
export function overfed(owner: StepState, { count }: LoopState): Failure | undefined {
  if (owner.step.planned.isUnread === true || count < MOST_KEPT || feederOf(owner) === undefined) return undefined;
  const message =
    'A step after this loop reads what its items gave, and so much is kept of 100,000 items at most. Take no more than that from the loop than how many there were, or split the list up.';
  return { code: 'too_many_items', message, retry: 'never' };
}

/** Why a repetition has failed that came to its limit. */
export function unmet({ step }: StepState, { isMet, count }: LoopState): Failure | undefined {
  if (step.frame !== 'until' || isMet) return undefined;
  const sentence = say('The steps were repeated {count} times, and the condition to end was never met.', { count });
  return { code: 'repeat_limit_reached', ...messageOf(sentence), retry: 'never' };
}

/** What the last step of a round gave that gave anything. */
export function lastOutput(scope: Scope): unknown {
  for (let slot = scope.steps.length - 1; slot >= 0; slot--) {
    const state = scope.steps[slot];
    if (state?.status === 'succeeded') return state.output;
  }
  return undefined;
}

/** Whether the run still works on the item a step stands in. */
export function isWithinReach({ scope }: StepState): boolean {
  for (let inner = scope; inner.owner !== undefined; inner = inner.owner.scope) {
    const isOpen = inner.owner.status === 'running' || isUncaught(inner.owner);
    if (!isOpen || !inner.owner.loop?.active.includes(inner)) return false;
  }
  return true;
}

const STOPPED: ReadonlySet<string> = new Set(['retrying', 'broken', 'unknown', 'suspended']);

/** Whether a step goes on only by a time, a word or another try. */
export function isStopped(state: StepState): boolean {
  return isUncaught(state) || STOPPED.has(state.status);
}

/** Whether a step has failed and nothing is wired to its error outlet. */
function isUncaught(state: StepState): boolean {
  return state.status === 'failed' && state.outlet === '';
}

/** `done`, or the first way on of a step that has no such outlet. */
export function outletToPass({ step }: StepState): string {
  const ways = step.outgoing.map(({ outlet }) => outlet).filter((outlet) => outlet !== ERROR);
  return ways.includes(DONE) ? DONE : (ways[0] ?? DONE);
}
