import type { RunFilter } from '../runs/runPorts.ts';
import type { StartedRun } from '../store/startedRuns.ts';

/** What is asked for of many runs at once: `failed` goes on from what failed in each, `start` begins each anew. */
export type BatchWish = { from: 'failed' | 'start'; newest: boolean };

/** Runs run again together, and how far that is. Times are ISO instants. */
export type BatchRow = BatchWish & {
  id: string;
  createdAt: string;
  total: number;
  started: number;
  refused: number;
  isOver: boolean;
  isCancelled: boolean;
  /** Why some were not started, each sentence once, the most frequent first. */
  reasons: { sentence: string; count: number }[];
};

/** How a run of a batch begins, or the sentence why it does not. */
export type Prepared = { run: StartedRun } | { refusal: string };

/** Keeps what is run again. */
export type ReplayStore = {
  /** Starts a replay of `of`; nobody moves it yet. Gives its id. */
  start(run: StartedRun, asked: { of: string; by: string; now: number }): Promise<string>;
  /** How many finished live runs fit that have not been run again yet. */
  count(workspaceId: string, filter: RunFilter): Promise<number>;
  /** Keeps which of those are to be run again, at most `most` of them, the oldest first. */
  create(batch: BatchWish & { workspaceId: string; by: string; filter: RunFilter; most: number }): Promise<BatchRow>;
  /** Those under way, and those of the last day. */
  list(workspaceId: string): Promise<BatchRow[]>;
  /** What has not been started is not. */
  cancel(batch: { workspaceId: string; batchId: string }): Promise<void>;
  /**
   * Starts a few runs of one batch that is due. A run that has been started is never started again, whoever dies: both are
   * one commit.
   */
  startSome(
    now: number,
    prepare: (runId: string, wish: BatchWish) => Promise<Prepared>,
  ): Promise<{ taken: number; runIds: string[] }>;
};
