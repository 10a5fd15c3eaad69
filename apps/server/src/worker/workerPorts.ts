import type { LoadedPlan, Operations, RunEvent } from '@patchbay/execution';
import type { HeldBackStore } from '../store/heldBack.ts';
import type { NewRun, RunJournal } from '../store/journal/journal.ts';
import type { Leases } from '../store/leases.ts';
import type { RunQueue } from '../store/queue.ts';
import type { TurnStore } from '../store/turns/turnStore.ts';
import type { PlanCache } from './planCache.ts';
import type { RoomSize } from './Room.ts';

export type WorkerDeps = {
  /** Of this process; a new one at every start. */
  id: string;
  /** Of this installation: the same after a restart, so it may take back at once what it held. */
  instance: string;
  journal: RunJournal;
  leases: Leases;
  queue: RunQueue;
  turns: TurnStore;
  heldBack: HeldBackStore;
  /** Absent: as generous as a process can be. */
  room?: RoomSize;
  plans: PlanCache;
  operationsOf(workspaceId: string): Operations;
  /** Makes room for the runs of the coming weeks; called at the start and once a day. */
  makeRoom(): Promise<void>;
  now(): number;
  /** From 0 up to 1: spreads the retries of many runs. */
  random(): number;
  /** For what must be known but has no caller to tell: a database that went away, a bug. */
  onError(error: unknown, about: { runId?: string }): void;
};

/** A run about to start here: everything but who advances it, which is this worker. */
export type Beginning = {
  run: Omit<NewRun, 'workerId'>;
  plan: LoadedPlan;
  started: RunEvent;
  /** What it takes over from another run. */
  carried?: RunEvent;
  /** It goes on in the place of a run that waits for it, instead of waiting for its own. */
  hasTurn?: boolean;
  /** Whoever sent the event waits for the answer of the run, and is told nothing before. */
  isUntold?: boolean;
  /** Told of its events once they are durable. */
  observe?(events: readonly RunEvent[], from: number): void;
};
