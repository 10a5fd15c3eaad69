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
 *
 * What follows from the facts is not written: which steps are skipped, that a loop's item or the whole loop is over and
 * what it collected, that a loop failed because a step of its item did.
 */
export type RunEvent =
  /** `depth`: how many runs called each other to come to this one; absent for 0. */
  | { type: 'run.started'; at: number; trigger: StepId; payload: unknown; mode: RunMode; depth?: number }
  /** Its turn has come, in a flow that limits how many of its runs are under way. No step begins before. */
  | { type: 'run.admitted'; at: number }
  /**
   * This run replays another one, `of`, from the steps `from` on, or from the start where there are none: what `steps` gave
   * there is theirs here too, and they are not carried out. Right after `run.started`.
   */
  | { type: 'steps.carriedOver'; at: number; of: string; from: StepPath[]; steps: CarriedStep[] }
  /** Written for `call` steps only, before the request leaves when repeating it would be unsafe. `attempt` counts from 1. */
  | { type: 'step.started'; at: number; path: StepPath; attempt: number }
  /** `output` is absent for a branch: its answer is its outlet. */
  /** `page`: what a call read of a list that feeds a loop. Each of its pages is such an event; one without `more` is the last. */
  | {
      type: 'step.succeeded';
      at: number;
      path: StepPath;
      outlet: string;
      output?: unknown;
      page?: { number: number; more?: unknown };
    }
  /** `retryAt`: when the engine tries again by itself; absent: it does not. */
  | { type: 'step.failed'; at: number; path: StepPath; attempt: number; failure: Failure; retryAt?: number }
  /** How many items a loop goes through, or how often it repeats its steps at most. Their paths are below it. */
  | { type: 'loop.started'; at: number; path: StepPath; count: number }
  /**
   * What the `pure` and `branch` steps of a loop's items gave, many in one event: `items[0]` belongs to item `from` of the
   * loop at `path`, and so on. An item may appear again in a later event, with its later steps.
   */
  | { type: 'loop.progressed'; at: number; path: StepPath; from: number; items: StepDone[][] }
  | { type: 'run.answered'; at: number; path: StepPath; answer: Answer }
  /** A person or a restored connection asked for another try of a step that failed or whose outcome is unknown. */
  | { type: 'step.retried'; at: number; path: StepPath; by: string }
  /** A person said to go on without a step that failed or whose outcome is unknown: as if it had ended, with no output. */
  | { type: 'step.skipped'; at: number; path: StepPath; by: string }
  | { type: 'run.cancelled'; at: number; by: string }
  /** A step waits, at the latest until `until`; `flow`: for the run of another flow that it started. */
  | { type: 'step.waiting'; at: number; path: StepPath; for: WaitReason; until: number }
  /**
   * What a step waits for has happened, by the word of whoever is named. The first word counts; one that comes before the
   * step waits is kept for it. With `failure` the step has failed.
   */
  | {
      type: 'step.resumed';
      at: number;
      path: StepPath;
      by: string;
      outlet: string;
      output?: unknown;
      failure?: Failure;
    }
  /** A stop step has ended; what is under way is waited for, nothing new begins. */
  | { type: 'run.stopped'; at: number; path: StepPath; outcome: 'succeeded' | 'failed' }
  /**
   * `failure`: why, where it was no step that failed. `error`: what a step said that failed some time before, for lists,
   * with the step and what its sentence is made of.
   * `depth`: as when it started, so that the end alone says whom it concerns.
   */
  | {
      type: 'run.finished';
      at: number;
      outcome: RunOutcome;
      failure?: Failure;
      error?: string;
      erred?: Erred;
      depth?: number;
    };

/** The step that failed, and what its sentence is made of. */
export type Erred = { step: string; said?: NonNullable<Failure['said']> };

/** What a step at the top gave in another run; with `failure` it failed there, and the flow dealt with that. */
export type CarriedStep = { step: string; outlet: string; output?: unknown; failure?: Failure };

/** A `step.succeeded` inside a loop's item, in short: step, outlet, and its output unless it is a branch. */
export type StepDone = [step: string, outlet: string, output?: unknown];

/** What a step waits for: a moment, a request to its address, a person's word, or another run. */
export type WaitReason = 'time' | 'callback' | 'approval' | 'flow';

/** `mock`: a try on samples. What calls would answer is made up from their descriptions, and nothing is sent. */
export type RunMode = 'live' | 'mock';
export type RunOutcome = 'succeeded' | 'failed' | 'cancelled';

/** Code of the Failure of a step that may or may not have happened, and which must not be repeated unasked. */
export const OUTCOME_UNKNOWN = 'outcome_unknown';
