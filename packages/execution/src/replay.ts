import { ERROR, type StepId } from '@patchbay/flow';
import { foldRun } from './apply.ts';
import type { LoadedPlan, LoadedStep } from './loadPlan.ts';
import { type MissingField, missingFields } from './missingFields.ts';
import { type CarriedStep, OUTCOME_UNKNOWN, type RunEvent } from './runEvent.ts';
import type { RunState, StepState } from './runState.ts';
import { stepIn } from './stepPath.ts';

/** From where a finished run is replayed: from what failed in it or was left undone, from its trigger, or from a step at the top. */
export type ReplayFrom = { kind: 'failed' } | { kind: 'start' } | { kind: 'step'; step: string };

export type ReplayWish = {
  /** The run that has ended, folded. */
  old: RunState;
  runId: string;
  /** What the replay follows: the plan of that run, or another version of it. */
  target: LoadedPlan;
  from: ReplayFrom;
  at: number;
};

/** Why a run cannot be replayed so. `step`s are ids; `version`: only because the flow is another one now. */
export type ReplayProblem =
  | { code: 'nothing_failed' }
  /** The step, or the trigger, is not there any more. */
  | { code: 'step_gone'; step: string }
  /** The run goes another way. */
  | { code: 'step_aside'; step: string }
  /** `before` stands before `step` and was not finished in that run. */
  | { code: 'step_not_reached'; step: string; before: string }
  /** `before` stands before `step`, has done nothing in that run as it is now, and does more than read or compute. */
  | { code: 'step_new'; step: string; before: string }
  | ({ code: 'field_missing' } & MissingField);

/** How a run is replayed: what it begins with, which steps may be carried out, and what stands against it. */
export type Replay = {
  events: [Extract<RunEvent, { type: 'run.started' }>, Extract<RunEvent, { type: 'steps.carriedOver' }>];
  /** Where it begins, its steps at the top that are not carried over folded so far. */
  state: RunState;
  /** Steps that may be carried out, those inside loops too. */
  ahead: LoadedStep[];
  /** Loops that begin again with their first item, though some of their items had ended well. */
  restarted: string[];
  problems: ReplayProblem[];
};

/**
 * Plans how a finished run is carried out once more, pure.
 *
 * 1. The steps it begins with: a chosen one, or what failed or was left undone and has nothing undone before it.
 * 2. All that had ended, and does not come after a chosen one, is carried over with what it gave, where the step is still
 *    there with the same operation. Stop steps are not: a run does not go on behind them.
 * 3. What stands before the first steps and is not carried over, is carried out where it only reads or computes and is new
 *    in this version; else it stands against the replay.
 */
export function planReplay(wish: ReplayWish): Replay {
  const { old, runId, target, from, at } = wish;
  const { started } = old;
  if (started === undefined) throw new Error('A run that has not started cannot be replayed.');
  const first = firstSteps(wish);
  const again = from.kind === 'step' ? withFollowers(target, first) : new Set(first);
  const steps = from.kind === 'start' ? [] : carriedSteps(wish, again);
  const { mode, payload } = started;
  const events: Replay['events'] = [
    // The id of a step, written by `run.started` of the run that is replayed.
    { type: 'run.started', at, trigger: started.trigger as StepId, payload, mode },
    { type: 'steps.carriedOver', at, of: runId, from: from.kind === 'start' ? [] : first, steps },
  ];
  const state = foldRun(target, events);
  const ahead = state.top.steps.flatMap((step) => stepsAhead(step));
  return { events, state, ahead, restarted: restartedLoops(old, state), problems: problemsOf(wish, { first, state }) };
}

function firstSteps({ old, target, from }: ReplayWish): string[] {
  if (from.kind === 'step') return [withFeeder(target, from.step)];
  if (from.kind === 'start') return [];
  const undone = old.top.steps.filter(isUndone).map(({ step }) => withFeeder(old.plan, step.id));
  const behind = withFollowers(old.plan, undone, { isSelfIn: false });
  return [...new Set(undone)].filter((id) => !behind.has(id));
}

/** A loop that is fed begins again with the first page of its list. */
function withFeeder({ top }: LoadedPlan, id: string): string {
  const { fedBy = -1 } = top.steps[top.slots.get(id) ?? -1] ?? {};
  return top.steps[fedBy]?.id ?? id;
}

/** It failed, or the run ended before it was over. What is `waiting` stands behind such a step. */
function isUndone({ status, outlet, step }: StepState): boolean {
  if (step.kind === 'trigger' || status === 'succeeded' || status === 'skipped' || status === 'waiting') return false;
  return status !== 'failed' || outlet === '';
}

/** These steps at the top and all that come after them. */
function withFollowers(
  { top }: LoadedPlan,
  first: readonly string[],
  { isSelfIn }: { isSelfIn: boolean } = { isSelfIn: true },
): Set<string> {
  const found = new Set<string>(isSelfIn ? first : []);
  const left = [...first];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    for (const { to } of top.steps[top.slots.get(id) ?? -1]?.outgoing ?? []) {
      const next = top.steps[to]?.id;
      if (next === undefined || found.has(next)) continue;
      found.add(next);
      left.push(next);
    }
  }
  return found;
}

function carriedSteps(wish: ReplayWish, again: ReadonlySet<string>): CarriedStep[] {
  const { old, target } = wish;
  return old.top.steps.flatMap((state): CarriedStep[] => {
    const { step, outlet, output, failure } = state;
    const now = target.top.steps[target.top.slots.get(step.id) ?? -1];
    if (now === undefined || again.has(step.id) || !isSame(step, now) || !isCarriable(state, now)) return [];
    if (step.feeds !== undefined && !isFedThere(wish, step, again)) return [];
    if (failure !== undefined && state.status === 'failed') return [{ step: step.id, outlet, failure }];
    return [{ step: step.id, outlet, ...(output !== undefined && { output }) }];
  });
}

/** Of a list that was read page by page no more is known than its last page: enough only where its loop is carried over as well. */
function isFedThere({ old, target }: ReplayWish, feeder: LoadedStep, again: ReadonlySet<string>): boolean {
  const loop = old.top.steps[feeder.feeds ?? -1];
  const now = target.top.steps[target.top.slots.get(loop?.step.id ?? '') ?? -1];
  if (loop === undefined || now === undefined || again.has(now.id)) return false;
  return now.fedBy === target.top.slots.get(feeder.id) && isCarriable(loop, now);
}

function isSame({ planned: one }: LoadedStep, { planned: other }: LoadedStep): boolean {
  return one.connector === other.connector && one.operation === other.operation && one.kind === other.kind;
}

function isCarriable({ status, outlet, failure, step }: StepState, now: LoadedStep): boolean {
  if (step.kind === 'trigger' || step.kind === 'stop') return false;
  if (status === 'succeeded') return true;
  const isCaught = status === 'failed' && outlet === ERROR && failure !== undefined;
  return isCaught && now.planned.catchesError && failure.code !== OUTCOME_UNKNOWN;
}

function stepsAhead({ step, status }: StepState): LoadedStep[] {
  const isAhead = status === 'ready' || status === 'waiting' || status === 'running';
  return isAhead && step.passesTo === undefined ? withInside(step) : [];
}

function withInside(step: LoadedStep): LoadedStep[] {
  const inside = step.body?.steps.filter(({ passesTo }) => passesTo === undefined) ?? [];
  return [step, ...inside.flatMap(withInside)];
}

function restartedLoops(old: RunState, state: RunState): string[] {
  return state.top.steps.flatMap(({ step, isCarried, status }) => {
    const before = stepIn(old.top, step.id)?.loop;
    const isAgain = !isCarried && status !== 'skipped' && step.frame === undefined && (before?.succeeded ?? 0) > 0;
    return isAgain ? [step.id] : [];
  });
}

function problemsOf(wish: ReplayWish, { first, state }: { first: string[]; state: RunState }): ReplayProblem[] {
  const { old, target, from } = wish;
  const trigger = old.started?.trigger ?? '';
  if (!isStillThere(wish, trigger)) return [{ code: 'step_gone', step: trigger }];
  if (from.kind === 'start') return [];
  const isWell = from.kind === 'failed' && old.finished?.outcome === 'succeeded';
  if (isWell || first.length === 0) return [{ code: 'nothing_failed' }];
  const gone = first.filter((id) => !target.top.slots.has(id));
  if (gone.length > 0) return gone.map((step) => ({ code: 'step_gone', step }));
  const before = first.flatMap((id) => unfinishedBefore(wish, { id, state }));
  if (before.length > 0) return before;
  const aside = first.filter((id) => isAside(state, id));
  if (aside.length > 0) return aside.map((step) => ({ code: 'step_aside', step }));
  if (target === old.plan) return [];
  return missingFields(old, state).map((missing) => ({ code: 'field_missing', ...missing }));
}

/** What the run would not come to. That a step is switched off since is meant so. */
function isAside(state: RunState, id: string): boolean {
  const at = stepIn(state.top, id);
  return at?.status === 'skipped' && at.step.passesTo === undefined;
}

function isStillThere({ old, target }: ReplayWish, trigger: string): boolean {
  const now = target.top.steps[target.top.slots.get(trigger) ?? -1];
  const before = stepIn(old.top, trigger)?.step;
  return now !== undefined && before !== undefined && isSame(before, now);
}

/** What stands before a step and would have to be carried out first. */
function unfinishedBefore({ old }: ReplayWish, { id, state }: { id: string; state: RunState }): ReplayProblem[] {
  const found = new Set<string>();
  const left = [id];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    for (const { from } of stepIn(state.top, at)?.step.planned.incoming ?? []) {
      if (found.has(from)) continue;
      found.add(from);
      left.push(from);
    }
  }
  return [...found].flatMap((before): ReplayProblem[] => {
    const now = stepIn(state.top, before);
    if (now === undefined || stepsAhead(now).length === 0) return [];
    const then = stepIn(old.top, before);
    if (then !== undefined && isSame(then.step, now.step)) return [{ code: 'step_not_reached', step: id, before }];
    return withInside(now.step).every(onlyReads) ? [] : [{ code: 'step_new', step: id, before }];
  });
}

const COMPUTES: ReadonlySet<string> = new Set(['pure', 'branch', 'switch', 'forEach']);

function onlyReads({ kind, planned: { repeat } }: LoadedStep): boolean {
  return COMPUTES.has(kind) || (kind === 'call' && repeat === 'natural');
}
