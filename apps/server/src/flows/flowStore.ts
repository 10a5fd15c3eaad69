import type { Plan } from '@patchbay/execution';
import type { FlowDiff, FlowDocument, FlowSignature } from '@patchbay/flow';
import type { CatalogSource } from '../connectors/connectorStore.ts';
import type { FailureWatch } from '../failures/failureWatch.ts';
import type { Presence } from '../presence/Presence.ts';
import type { FlowSchedule } from '../schedules/scheduleSteps.ts';
import type { Asked } from '../subscriptions/subscription.ts';
import type { FlowSummary } from './summarize.ts';

/** `trouble`: on, and its newest run or its last look at another system went wrong. */
export type FlowStatus = 'on' | 'off' | 'draft' | 'trouble';
export type FlowSort = 'updated' | 'name' | 'created' | 'run';

/** One line of the list of flows: read from the flow's own row, no document is loaded for it. Times are ISO instants. */
export type FlowRow = {
  id: string;
  name: string;
  active: boolean;
  liveVersion: number | null;
  hasChanges: boolean;
  updatedAt: string;
  createdAt: string;
  chain: FlowSummary['chain'];
  chainMore: number;
  lastRun: { id: string; status: string; at: string } | null;
  /** The newest ten, oldest of them first, tries among them. `ms` is how long one took; null while it goes on. */
  lastRuns: { status: string; ms: number | null }[];
  /** When a schedule or a look at another system is due next, while the flow is on. */
  nextAt: string | null;
  /** Why the last look at another system went wrong. */
  lookError: string | null;
  problems: number;
};

export type FlowQuery = {
  workspaceId: string;
  search?: string | undefined;
  status?: FlowStatus | undefined;
  sort: FlowSort;
  cursor?: string | undefined;
  limit: number;
};

export type Draft = { document: FlowDocument; revision: number };

type LiveVersion = { versionId: string; number: number; publishedAt: string; document: FlowDocument };

export type FlowRecord = {
  id: string;
  workspaceId: string;
  name: string;
  active: boolean;
  draft: Draft;
  live: LiveVersion | null;
  hooks: { id: string; stepId: string }[];
  /** The steps whose last look at another system went wrong, each with the sentence that says why. */
  pollErrors: { stepId: string; error: string }[];
};

/** `publishedBy` is the person's name; null where that is not known any more. */
export type VersionRow = { id: string; number: number; publishedAt: string; publishedBy: string | null; live: boolean };

/** A published flow that failures of other flows start: of those that name it, or of all in the workspace. */
export type FlowWatcher = { id: string; name: string; active: boolean; scope: FailureWatch['scope'] };

/** A flow whose live version starts when another flow calls it; while it is not `active`, such calls fail. */
export type CallableFlow = { id: string; name: string; active: boolean };

export type FlowCaller = { id: string; name: string };

/** How a trigger stands that starts by itself. Times are ISO instants; `nextAt` is null while the flow is off. */
export type TriggerState = {
  stepId: string;
  /** `subscription`: the app is asked to send its events. */
  kind: 'poll' | 'schedule' | 'subscription';
  /** When it last looked, or last came round. */
  lastAt: string | null;
  nextAt: string | null;
  /** Looks in a row that went wrong, and why the last did. */
  failures: number;
  error: string | null;
};

/** A change of a draft as others see it. `clientId` names the tab that made it. */
export type DraftChange = { revision: number; clientId: string; diff: FlowDiff };

/** Flows, their drafts and versions. `hooks` are the ids of the steps that get a URL; they keep it from then on. */
export type FlowStore = {
  workspaceOf(flowId: string): Promise<string | null>;
  list(query: FlowQuery): Promise<{ items: FlowRow[]; nextCursor: string | null }>;
  create(flow: {
    workspaceId: string;
    name: string;
    document: FlowDocument;
    summary: FlowSummary;
    hooks: readonly string[];
    userId: string;
  }): Promise<{ id: string }>;
  find(flowId: string): Promise<FlowRecord | null>;
  findDraft(flowId: string): Promise<(Draft & { workspaceId: string; name: string }) | null>;
  rename(flowId: string, name: string): Promise<void>;
  remove(flowId: string): Promise<void>;
  /** The diffs applied after `revision`, oldest first; null when some of them are no longer kept. */
  changesSince(flowId: string, revision: number): Promise<DraftChange[] | null>;
  /** Writes revision + 1 only if the draft still has `revision`: false when somebody was quicker. Tells the draft feed. */
  saveDraft(change: {
    flowId: string;
    revision: number;
    document: FlowDocument;
    diff: FlowDiff;
    summary: FlowSummary;
    hooks: readonly string[];
    clientId: string;
    userId: string;
  }): Promise<boolean>;
  /** Version, plan, hooks and schedules in one transaction, if the draft still has `revision`; null when it does not. */
  publish(version: {
    workspaceId: string;
    flowId: string;
    revision: number;
    document: FlowDocument;
    plan: Plan;
    hooks: readonly string[];
    schedules: readonly FlowSchedule[];
    /** The steps that look at another system again and again. */
    polls: readonly string[];
    /** What its triggers ask of apps. */
    subscriptions: readonly { stepId: string; asks: Asked }[];
    failureWatch: FailureWatch | null;
    /** What it takes and gives when another flow calls it; null where none may. */
    signature: FlowSignature | null;
    activate: boolean;
    userId: string;
  }): Promise<{ versionId: string; number: number } | null>;
  /** With its schedules: they count from now on, or not at all. False when the flow has no version to switch on. */
  setActive(flowId: string, active: boolean): Promise<boolean>;
  versions(flowId: string): Promise<VersionRow[]>;
  /** What was published under this number; null where there is no such version. */
  versionDocument(flowId: string, number: number): Promise<FlowDocument | null>;
  triggers(flowId: string): Promise<TriggerState[]>;
  /** Has a poll look at once. False where there is none that is on. */
  lookNow(trigger: { flowId: string; stepId: string }): Promise<boolean>;
  /** By name. */
  callable(workspaceId: string): Promise<CallableFlow[]>;
  /** The flows whose draft or live version calls this one, by name. */
  callersOf(flow: { workspaceId: string; flowId: string }): Promise<FlowCaller[]>;
  /** By name. */
  watchers(workspaceId: string): Promise<FlowWatcher[]>;
};

/** Tells everybody who has a flow open, in every process, of each saved draft. */
export type DraftFeed = {
  /** Every change after `revision`, or from now on; ends with `signal`. */
  follow(draft: { flowId: string; revision?: number | undefined }, signal: AbortSignal): AsyncIterable<DraftChange>;
};

export type FlowDeps = {
  flows: FlowStore;
  draftFeed: DraftFeed;
  presence: Presence;
  catalogs: CatalogSource;
  /** Where the hook of this id is posted to, as seen from outside. */
  hookUrl(hookId: string): string;
  /** The page of a form step. */
  formUrl(hookId: string): string;
  /** Forgets what the hook service knows of a flow: its routes, or whether it is on, have changed. */
  hooksChanged(flowId: string): Promise<void>;
};
