import { messageOf, say, saidOf } from '@patchbay/words';
import type { Failure } from '@patchbay/connector';
import { errorOf } from './errorOf.ts';
import type { KeptRounds } from './keptRounds.ts';
import type { LoadedStep } from './loadPlan.ts';
import type { Scope, StepState } from './runState.ts';

/** What becomes of a loop when one of its items fails. */
export type OnError = 'stop' | 'skip' | 'collect';

/** What a loop is to do, worked out from its inputs when it starts, and again whenever its journal is read. */
export type LoopTask = {
  /** One for each round; none where the steps are repeated or stand in a group. */
  items: readonly unknown[];
  /** How many rounds there are, or may be at most. */
  count: number;
  atOnce: number;
  onError: OnError;
  /** What the first of the repeated rounds finds as `previous`. */
  first: unknown;
};

/** A loop under way, or over. One that is fed holds the `items` of one page, and `count` is how many have come so far. */
export type LoopState = LoopTask & {
  /** The index of the first of `items`. */
  offset: number;
  /** Whether what its items gave is kept. */
  keeps: boolean;
  /** The page it waits for could not be read. */
  isStarved: boolean;
  /** The first round that has not begun. */
  next: number;
  /** Rounds that have begun and are not over, or are stuck, in the order they began. */
  readonly active: Scope[];
  /** Those of them that failed and stop the loop. */
  stuck: number;
  /** Rounds that ended well. */
  succeeded: number;
  /** What each round gave, by index; only for lists. */
  readonly collected: unknown[];
  /** Rounds that failed and were passed over: how many, and what is kept of them. */
  failed: number;
  readonly passed: { index: number; item: unknown; failure: Failure }[];
  /** What the last of the repeated rounds gave. */
  previous: unknown;
  /** Whether the condition that ends the repetition is met. */
  isMet: boolean;
  /** The rounds that are kept, where any are. */
  readonly kept: KeptRounds | undefined;
};

export function newLoopState(task: LoopTask, kept: KeptRounds | undefined): LoopState {
  return {
    ...task,
    offset: 0,
    keeps: true,
    isStarved: false,
    next: 0,
    active: [],
    stuck: 0,
    succeeded: 0,
    collected: [],
    failed: 0,
    passed: [],
    previous: task.first,
    isMet: false,
    kept,
  };
}

/** What the loop's id means inside a round. */
export function aroundOf({ frame }: Pick<LoadedStep, 'frame'>, loop: LoopState, index: number): unknown {
  if (frame === 'once') return {};
  return frame === 'until'
    ? { previous: loop.previous ?? null, index }
    : { item: loop.items[index - loop.offset], index };
}

/** What a loop gives when it is over. */
export function loopOutput({ frame }: Pick<LoadedStep, 'frame'>, loop: LoopState): unknown {
  if (frame === 'once') return loop.previous;
  if (frame === 'until') return { count: loop.next, last: loop.previous };
  const { count, collected, onError, passed, failed, keeps } = loop;
  if (!keeps) return onError === 'stop' ? { count } : { count, failed };
  if (onError === 'stop') return { count, items: collected };
  const inOrder = passed.toSorted((a, b) => a.index - b.index);
  // Rounds that failed have left a hole behind.
  const kept = { count, items: collected.filter(() => true), failed };
  if (onError === 'skip') return kept;
  const errors = inOrder.map(({ index, item, failure }) => ({ index, item, ...errorOf(failure) }));
  return { ...kept, errors };
}

/** Why a loop failed: what failed in its first stuck round, and which round that was. */
export function causeOf({ step, loop }: StepState): Failure | undefined {
  const stuck = loop?.active.find(({ stuckBy }) => stuckBy !== undefined);
  const failure = stuck?.stuckBy;
  if (stuck === undefined || failure === undefined) return undefined;
  const { frame } = step;
  if (frame === 'once') return { ...failure, retry: 'never' };
  const values = { number: stuck.index + 1, problem: saidOf(failure) };
  const sentence =
    frame === 'until' ? say('In round {number}: {problem}', values) : say('In item {number}: {problem}', values);
  return { ...failure, retry: 'never', ...messageOf(sentence) };
}

/** The first failure in a round that nothing catches. */
export function failureIn(scope: Scope): Failure | undefined {
  return failedIn(scope)?.failure;
}

/** The step that failed and whose failure nothing deals with. */
export function failedIn(scope: Scope): StepState | undefined {
  return scope.steps.find(({ status, outlet }) => status === 'failed' && outlet === '');
}
