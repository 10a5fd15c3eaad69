import type { WebhookTrigger } from '@patchbay/connector';
import type { Json, Mapping } from '@patchbay/expression';
import type { RetryPolicy, StepId } from '@patchbay/flow';

export const PLAN_VERSION = 1;

/**
 * A FlowVersion's document, checked and put in order. Plain JSON, stored with the version and immutable: a Run keeps the
 * Plan it started with, so editing or publishing the flow never changes a run that is under way.
 * It has no positions, names or colours. `loadPlan` compiles its mappings to closures, once per process.
 */
export type Plan = {
  version: typeof PLAN_VERSION;
  /** Topological order within each scope: every step comes after all its `incoming`. Loops stand before their bodies. */
  steps: PlannedStep[];
  /** How long a run may take from its start. */
  timeLimitMs?: number;
  /** How many runs of the flow may be under way at the same time. */
  atOnce?: number;
  /** What the limit counts by, worked out of what the trigger gave. */
  key?: Mapping;
};

/**
 * What a step of a try does in place of its work: it gives an output that a person pinned, or, on sample data, fails as if its API
 * had answered with a status, always or the first few `times`; or a wait ends by an outlet, as if somebody had declined, or
 * nobody had answered. Plans of published versions have none.
 */
export type Trial =
  | { kind: 'gives'; output: Json }
  | { kind: 'fails'; status: number; times?: number }
  | { kind: 'leaves'; outlet: string };

/** One step of a Plan, with everything the engine needs and nothing the canvas needs. */
export type PlannedStep = {
  id: StepId;
  connector: string;
  connectorVersion: string;
  operation: string;
  kind: 'trigger' | 'pure' | 'call' | 'branch' | 'switch' | 'forEach' | 'respond' | 'stop' | 'wait';
  /** May it be repeated when nobody knows whether it happened? From the operation. */
  repeat: 'natural' | 'key' | 'unsafe' | 'by-method';
  inputs: Record<string, Mapping>;
  connection?: string;
  /** It works on its mock, whatever the run is for. */
  onMock?: true;
  /** The loop it stands in; absent at the top. */
  parent?: StepId;
  retry?: RetryPolicy;
  /** For a `wait`: what it waits for. */
  wait?: 'time' | 'callback' | 'approval';
  /** For the trigger of an app: how its events come, are checked and are read. */
  webhook?: WebhookTrigger;
  /** A call that is a run of another flow. */
  callsFlow?: true;
  /** A call that gives the address at which the step beside it is called or answered. */
  givesAddressOf?: { step: StepId; wait: 'callback' | 'approval' };
  /** For a `forEach` whose steps are not carried out for each of its items. */
  frame?: 'until' | 'once';
  /** How long one try of a call may take. */
  timeoutMs?: number;
  /** Starts as soon as one of its incoming edges is taken; else it waits until all their sources are settled. */
  startsWithAny?: true;
  /** A call that reads a list one page at a time, for this loop, which begins with the first page and asks for the next. */
  feeds?: StepId;
  /** A loop of which nobody reads what its items gave: it is not kept. */
  isUnread?: true;
  /** Switched off: what leads to it goes straight on through this outlet. */
  passesTo?: string;
  incoming: { from: StepId; outlet: string }[];
  /** Whether something is wired to its `error` outlet, so a Failure does not fail the run. */
  catchesError: boolean;
  trial?: Trial;
};
