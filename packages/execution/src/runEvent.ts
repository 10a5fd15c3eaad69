import type { Failure } from '@patchbay/connector';
import type { StepId } from '@patchbay/flow';

/**
 * Where a step stands in a run: its id, or for steps in loops the way to it, `eachOrder[3]/send`.
 * Counts from 0.
 */
export type StepPath = string;

/** The HTTP answer a `respond` step gives to whoever waits. `body` is JSON, or text when `contentType` is not JSON. */
export type Answer = { status: number; contentType: string; headers?: Record<string, string>; body: unknown };

/**
 * One fact about a run. The ordered list, its journal, is the only truth about it; all else is folded from it.
 * `at` is milliseconds since 1970 by the worker's clock: shown to people, never decided on, except `retryAt`.
 */
export type RunEvent =
  | { type: 'run.started'; at: number; trigger: StepId; payload: unknown; mode: RunMode }
  /** Written for `call` steps only, before the request leaves when repeating it would be unsafe. `attempt` counts from 1. */
  | { type: 'step.started'; at: number; path: StepPath; attempt: number }
  | { type: 'step.succeeded'; at: number; path: StepPath; outlet: string; output: unknown }
  /** `retryAt`: when the engine tries again by itself; absent: it does not. */
  | { type: 'step.failed'; at: number; path: StepPath; attempt: number; failure: Failure; retryAt?: number }
  /** How many items a loop goes through, once known. Its items' steps have paths below it. */
  | { type: 'loop.started'; at: number; path: StepPath; count: number }
  | { type: 'run.answered'; at: number; path: StepPath; answer: Answer }
  /** A person or a restored connection asked for another try of a step that failed or whose outcome is unknown. */
  | { type: 'step.retried'; at: number; path: StepPath; by: string }
  | { type: 'run.cancelled'; at: number; by: string }
  | { type: 'run.finished'; at: number; outcome: RunOutcome };

export type RunMode = 'live' | 'mock';
export type RunOutcome = 'succeeded' | 'failed' | 'cancelled';

/** A step whose start was recorded but not its end when its worker died, and which must not be repeated unasked. */
export const OUTCOME_UNKNOWN = 'outcome_unknown';
