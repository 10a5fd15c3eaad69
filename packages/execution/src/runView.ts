import type { Failure } from '@patchbay/connector';
import type { Answer, RunMode, StepPath } from './runEvent.ts';

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
  /** What its mappings gave, worked out again from the journal for showing; absent while it has not started. */
  input?: unknown;
  output?: unknown;
  failure?: Failure;
  retryAt?: number;
  /** For a loop: how many items it has, and how many ended well or not. */
  items?: { count: number; succeeded: number; failed: number };
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
  /** In plan order; a loop's items after the loop. */
  steps: StepRun[];
  /** The edges that carried data, as `from/outlet/to`, with how often. */
  edges: Record<string, number>;
};

export type RunStatus = 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'needs_attention';
