import type { Plan, RunEvent, RunMode, RunStatus, RunView, WaitReason } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import type { Said } from '@patchbay/words';
import type { Addresses } from '../callbacks/addresses.ts';
import type { CatalogSource } from '../connectors/connectorStore.ts';
import type { ReplayStore } from '../replays/replayPorts.ts';
import type { SampleDeps } from '../samples/sampleStore.ts';
import type { RunJournal } from '../store/journal/journal.ts';
import type { StoredPlan } from '../store/plans.ts';
import type { FarRuns } from '../worker/FarRuns.ts';
import type { LiveRuns } from '../worker/liveRuns.ts';
import type { PlanCache } from '../worker/planCache.ts';
import type { RequestTrace } from '../worker/traceRequest.ts';
import type { Worker } from '../worker/worker.ts';

/** One line of a list of runs. Times are ISO instants; `version` is the published number, null for a try. */
export type RunRow = {
  id: string;
  flowId: string;
  flowName: string;
  version: number | null;
  mode: RunMode;
  status: RunStatus;
  trigger: string;
  startedAt: string;
  finishedAt: string | null;
  durationMs: number | null;
  error: string | null;
  /** Whose error it is, where it is a step's, and what it is made of, for other languages. */
  erred?: { step?: string; said?: Said };
  /** What it was started with, in a few values of it: "Ana Lima · ana@lima.example · 240.00". */
  gist: string | null;
  /** In lists, while it waits: what for. */
  waits?: RunWaits;
  /** The run that called this one, and which step of it; null where none did. */
  parent: { runId: string; path: string; flowName: string } | null;
};

/**
 * What a run waits for, and until when at the latest (an ISO instant). `turn`: other runs of its flow go first. `name`: of
 * the flow whose run it waits for.
 */
export type RunWaits = { for: WaitReason | 'retry' | 'connection' | 'turn'; until?: string; name?: string };

/** A run that a step of another one called. */
export type CalledRow = { path: string; runId: string; flowName: string; status: RunStatus };

/** A run that was started because another one failed. */
export type ToldRow = Omit<CalledRow, 'path'>;

/** Which runs. */
export type RunFilter = {
  flowId?: string | undefined;
  status?: RunStatus | undefined;
  mode?: RunMode | undefined;
  /** In the name of the flow, the error or what the run was started with; or a run's id. */
  search?: string | undefined;
  /** Started at this ISO instant or later. */
  since?: string | undefined;
};

export type RunQuery = RunFilter & {
  /** The `nextCursor` of the page before. */
  cursor?: string | undefined;
  limit: number;
};

export type RunPage = {
  items: RunRow[];
  nextCursor: string | null;
  /** On the last page, where runs were removed: only those that were needed are older (an ISO instant). */
  keptSince?: string;
  /** Where words are searched for and older runs were not looked through yet: since when they were (an ISO instant). */
  lookedSince?: string;
};

/**
 * All there is to show one run: the browser folds the events with the plan. With `view` the run is too long for that: it
 * holds one item of each loop, and the events are those of what it shows.
 */
export type RunDetail = { run: RunRow; plan: Plan; document: FlowDocument; events: RunEvent[]; view?: RunView };

export type RunStore = {
  /** Null when there is no such run. */
  find(runId: string): Promise<{ row: RunRow; workspaceId: string; planId: string } | null>;
  list(workspaceId: string, query: RunQuery): Promise<RunPage>;
  /** The last run of a flow from this trigger that went well and began before another one; null where there is none. */
  lastGood(like: {
    flowId: string;
    trigger: string;
    mode: RunMode;
    before: string;
  }): Promise<{ row: RunRow; planId: string } | null>;
  /** The runs that were started because a run failed, soon after it had. */
  toldOf(runId: string): Promise<ToldRow[]>;
  /** The runs that a run called, the latest first; those of one step where `path` is given. */
  calledBy(call: { runId: string; path?: string | undefined }, limit: number): Promise<CalledRow[]>;
  /** What the requests of one step of a run were sent and received, as far as they were kept, the last fifty. */
  requestsOf(step: { runId: string; path: string }): Promise<RequestTrace[]>;
  /** What a run of this flow started now would follow; null when it was never published. */
  liveVersion(
    flowId: string,
  ): Promise<{ workspaceId: string; flowName: string; number: number; planId: string } | null>;
  /** What the newest live run of a flow from this trigger was started with; null where there is none. */
  lastPayload(start: { flowId: string; trigger: string }): Promise<{ payload: unknown } | null>;
};

/** What the use cases of runs reach the outside by. */
export type RunUseDeps = SampleDeps & {
  runStore: RunStore;
  replays: ReplayStore;
  journal: RunJournal;
  live: LiveRuns;
  far: FarRuns;
  worker: Worker;
  plans: PlanCache;
  planStore: {
    find(planId: string): Promise<StoredPlan | null>;
    keep(stored: Omit<StoredPlan, 'id'>): Promise<string>;
  };
  catalogs: CatalogSource;
  /** Tells every process that a person moved this run. */
  announce(runId: string): Promise<void>;
  /** Tells every process that a run has been given a word, which it takes in while it goes on. */
  tellWord(runId: string): Promise<void>;
  /** Where the steps of runs that wait are reached. */
  addresses: Addresses;
  now(): number;
  onError(error: unknown, about: { runId?: string }): void;
};
