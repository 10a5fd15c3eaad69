import type { PlannedStep } from './plan.ts';
import type { RunEvent, RunMode, StepPath } from './runEvent.ts';

/** Everything outside the engine. The server supplies it for real, the tests in memory, the browser for previews. */
export type Ports = {
  journal: Journal;
  clock: Clock;
  operations: Operations;
  /** From 0 up to 1: spreads the retries of many runs. */
  random(): number;
};

export type Clock = { now(): number };

export type Journal = {
  /** The events in order; empty for a run that is not there. */
  read(runId: string): Promise<RunEvent[]>;
  /** The same, some at a time, where a journal may be too long to be held. */
  pages?(runId: string): AsyncIterable<{ events: readonly RunEvent[] }>;
  /** Those from this index on. */
  readFrom?(runId: string, from: number): Promise<RunEvent[]>;
  /**
   * Durable when it resolves. `expectedLength` is the number of events the caller has seen.
   * Throws JournalConflict when the run no longer has exactly that many: somebody else moved it.
   */
  append(runId: string, expectedLength: number, events: readonly RunEvent[]): Promise<void>;
};

/** Another worker moved this run. Not an error of the run: let go of it. */
export class JournalConflict extends Error {
  override readonly name = 'JournalConflict';
}

export type Operations = {
  /** Carries out a `call` step. Throws OperationError for a Failure. */
  call(request: CallRequest): Promise<CallResult>;
  /**
   * A `pure` step's work, at once. Throws OperationError for a Failure.
   * `step` is the same object on every call for one LoadedPlan, so what is looked up for it can be kept in a WeakMap.
   */
  compute(request: { step: PlannedStep; input: unknown }): CallResult;
};

export type CallRequest = {
  runId: string;
  step: PlannedStep;
  /** Where the step stands in the run. */
  path: StepPath;
  input: unknown;
  mode: RunMode;
  /** When the run began, milliseconds since 1970: the same on every attempt. */
  startedAt: number;
  attempt: number;
  /** The same on every attempt of one step of one run. */
  idempotencyKey: string;
  /**
   * One page of its list is wanted: the first, or the one that `after`, the `more` of the page before, leads to. What it
   * gives is `{ items }`.
   */
  page?: { after: unknown };
  /** How many runs called each other to come to this one; what a sub-flow's run is started with is one more. */
  depth?: number;
  /** Aborts when nobody waits for the result any longer: the run was cancelled or has moved to another worker. */
  signal: AbortSignal;
};

export type CallResult = {
  outlet: string;
  output: unknown;
  /** Of a page: what leads to the next one, as plain JSON; absent after the last. */
  more?: unknown;
  /** The result comes later, at the latest at `until`, as `step.resumed`; `outlet` and `output` mean nothing then. */
  suspend?: { until: number };
};
