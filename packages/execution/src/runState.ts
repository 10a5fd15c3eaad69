import type { Failure } from '@patchbay/connector';
import type { EvaluationContext } from '@patchbay/expression';
import type { Keeping } from './keptRounds.ts';
import type { Body, LoadedPlan, LoadedStep } from './loadPlan.ts';
import type { LoopState } from './loopState.ts';
import { ReadyQueue } from './ReadyQueue.ts';
import type { Answer, CarriedStep, RunMode, RunOutcome, StepPath, WaitReason } from './runEvent.ts';

/**
 * Everything known about a run, folded from its journal one event at a time. Changed in place, by `apply` and by the
 * engine through the same transitions as it writes the events.
 */
export class RunState {
  readonly plan: LoadedPlan;
  /** With `none` a loop keeps no more than it collects. */
  readonly keeping: Keeping;
  readonly top: Scope;
  /** The `at` of the event being folded. */
  at = 0;
  started: { at: number; mode: RunMode; trigger: string; payload: unknown; depth?: number } | undefined;
  /** Whether its turn has come; looked at only where the flow limits how many of its runs are under way. */
  isAdmitted = false;
  /** The run that this one replays, and from which steps on. */
  replay: { of: string; from: readonly StepPath[] } | undefined;
  /** What steps at the top gave there, by their ids; theirs as soon as the run comes to them. */
  carried: ReadonlyMap<string, CarriedStep> | undefined;
  /** Steps that the run has come to and that have been carried out there. */
  readonly arrived: StepState[] = [];
  isTaking = false;
  answer: Answer | undefined;
  cancelledBy: string | undefined;
  /** A step has said how the run ends; nothing new is begun. */
  stopped: RunOutcome | undefined;
  /** When its time is up, in milliseconds since 1970. */
  deadline = Number.POSITIVE_INFINITY;
  finished: { at: number; outcome: RunOutcome; failure?: Failure } | undefined;
  readonly ready = new ReadyQueue();
  /** Calls whose start is recorded and whose end is not. */
  readonly inFlight = new Set<StepState>();
  /** Steps that wait for a moment, a connection or a person. */
  readonly parked = new Set<StepState>();
  /** What steps will wait for and has happened already, by their paths. Few runs have any. */
  early: Map<StepPath, Resumption> | undefined;

  constructor(plan: LoadedPlan, keeping: Keeping = 'none') {
    this.plan = plan;
    this.keeping = keeping;
    this.top = new Scope(this, plan.top);
  }
}

/** How far a list has been read, without `more` to its end; and the items of the page that has come just now. */
export type PagesRead = { count: number; items: number; more: unknown; page: readonly unknown[] };

/** What ended a wait. */
export type Resumption = { outlet: string; output: unknown; failure: Failure | undefined };

/**
 * `broken`: waits for its connection. `suspended`: waits as it is meant to.
 * `unknown`: waits for a person, since it may or may not have happened.
 */
export type StepStateStatus =
  | 'waiting'
  | 'ready'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'skipped'
  | 'retrying'
  | 'suspended'
  | 'broken'
  | 'unknown';

/** One step in one place of a run: at the top, or in one item of its loop. Times are milliseconds since 1970, 0 for never. */
export type StepState = {
  readonly step: LoadedStep;
  readonly scope: Scope;
  status: StepStateStatus;
  /** Edges whose source is not settled yet. */
  waitsFor: number;
  /** Whether one of the settled edges was taken. */
  isReached: boolean;
  /** The way it was left; empty while it is not settled, and for a failure that nothing catches. */
  outlet: string;
  output: unknown;
  /** Starts in all, and those since a person last asked for a try. */
  attempts: number;
  tries: number;
  failure: Failure | undefined;
  retryAt: number;
  startedAt: number;
  finishedAt: number;
  loop: LoopState | undefined;
  /** What it waits for, while it does. */
  waitsOn: { for: WaitReason; until: number } | undefined;
  /** Of a call that feeds a loop: how many pages and items it has read, and what leads to the next page. */
  pages: PagesRead | undefined;
  /** It was not carried out here: what it gave is from the run that this one replays. */
  isCarried: boolean;
};

/** The steps side by side in one place of a run, and what a mapping there can see. */
export class Scope implements EvaluationContext {
  readonly run: RunState;
  readonly body: Body;
  /** The loop this is an item of; undefined at the top. */
  readonly owner: StepState | undefined;
  readonly index: number;
  readonly steps: readonly StepState[];
  /** Steps not settled yet. */
  open: number;
  /** Steps that are ready, under way or parked. */
  busy = 0;
  /** Failures that nothing catches. */
  failed = 0;
  /** Why this round of a loop failed, while that stops the loop. */
  stuckBy: Failure | undefined;
  /** What the loop's id means inside it. */
  readonly around: unknown;

  constructor(run: RunState, body: Body, item?: { owner: StepState; index: number; around: unknown }) {
    this.run = run;
    this.body = body;
    this.owner = item?.owner;
    this.index = item?.index ?? 0;
    this.around = item?.around;
    this.steps = body.steps.map((step) => newStepState(step, this));
    this.open = body.steps.length;
  }

  /** Formulas see the run's start as the time, so that a replay gives the same. */
  get now(): number {
    return this.run.started?.at ?? 0;
  }

  value(step: string): unknown {
    const slot = this.body.slots.get(step);
    if (slot !== undefined) return this.steps[slot]?.output;
    return this.body.loop === step ? this.around : this.owner?.scope.value(step);
  }
}

function newStepState(step: LoadedStep, scope: Scope): StepState {
  return {
    step,
    scope,
    status: 'waiting',
    waitsFor: step.waitsFor,
    isReached: false,
    outlet: '',
    output: undefined,
    attempts: 0,
    tries: 0,
    failure: undefined,
    retryAt: 0,
    startedAt: 0,
    finishedAt: 0,
    loop: undefined,
    waitsOn: undefined,
    pages: undefined,
    isCarried: false,
  };
}
