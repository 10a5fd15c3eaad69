import type { Caller } from '../store/journal/journal.ts';

/** The live version of a flow that others may call. */
export type LiveFlow = { name: string; active: boolean; number: number; planId: string };

/** A run that another one called, and which step of it. */
export type CalledRun = { runId: string; parentId: string; path: string; isWaited: boolean };

/** A run whose end concerns others; `call`: who called it. */
export type EndedRun = { runId: string; flowName: string | null; call: Omit<CalledRun, 'runId'> | null };

/** Which runs called which, and whose ends others have not been told of yet. */
export type SubflowStore = {
  /** Undefined for a flow that is not the workspace's, or that does not start when another flow calls it. */
  liveFlow(workspaceId: string, flowId: string): Promise<LiveFlow | undefined>;
  /** The run that this call has begun already. */
  find(call: Omit<Caller, 'isWaited'>): Promise<string | undefined>;
  /** The runs that this one called, waits for, and that have not ended. */
  unfinishedOf(parentId: string): Promise<CalledRun[]>;
  /** The oldest ends that others have not been told of. */
  ended(limit: number): Promise<EndedRun[]>;
  /** They have been told. */
  forget(runIds: readonly string[]): Promise<void>;
  /** Has the end of this run looked at again. */
  remember(runId: string): Promise<void>;
};
