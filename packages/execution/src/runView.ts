import type { Failure } from '@patchbay/connector';
import type { RoundStates } from './keptRounds.ts';
import type { Answer, RunMode, StepPath, WaitReason } from './runEvent.ts';

/**
 * `waiting`: not reached yet, or, with a `failure`, waiting for its connection to be restored.
 * `unknown`: it may or may not have happened; a person must say whether to run it again.
 */
export type StepStatus = 'waiting' | 'running' | 'succeeded' | 'failed' | 'skipped' | 'retrying' | 'unknown';

/** One step at one path, folded from the journal. Times are milliseconds since 1970. */
export type StepRun = {
  path: StepPath;
  step: string;
  status: StepStatus;
  startedAt?: number;
  finishedAt?: number;
  attempts: number;
  outlet?: string;
  /**
   * What its mappings gave, worked out again from the journal when it is read; absent while the step has not started, and
   * where its mappings give nothing.
   */
  readonly input?: unknown;
  output?: unknown;
  failure?: Failure;
  retryAt?: number;
  /** It was not carried out here: what it gave is from the run that this one replays. */
  isCarried?: true;
  /** While it waits as it is meant to: what for, and until when at the latest. Its status is `waiting`. */
  waiting?: { for: WaitReason; until: number };
  /** For a loop: how many items it has, or has been given so far, and how many ended well or not. */
  items?: { count: number; succeeded: number; failed: number; isSoFar?: true };
  /** For a call that feeds a loop: how many pages of its list it has read, with how many items, and whether there are more. */
  pages?: { count: number; items: number; hasMore?: true };
  /** For a loop, where its rounds are kept for showing: how each of them stands. */
  rounds?: RoundStates;
};

/** What the screen shows of a run: never stored, always folded. */
export type RunView = {
  status: RunStatus;
  mode: RunMode;
  startedAt?: number;
  finishedAt?: number;
  trigger?: string;
  payload?: unknown;
  answer?: Answer;
  /** Who cancelled it. */
  cancelledBy?: string;
  /** Why the run failed, where it was no step that did: its time was up. */
  failure?: Failure;
  /** The run that this one replays, and from which steps on; from the start where there are none. */
  replay?: { of: string; from: readonly StepPath[] };
  /** Other runs of its flow go first. Its status is `waiting`. */
  awaitsTurn?: true;
  /** In plan order; a loop's items after the loop. */
  steps: StepRun[];
  /** The edges that carried data, as `from/outlet/to`, with how often. */
  edges: Record<string, number>;
};

/** `waiting`: for its start, a moment or a connection. Nobody works on it then. */
export type RunStatus = 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'needs_attention';
