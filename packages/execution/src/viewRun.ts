import { DONE } from '@patchbay/flow';
import { foldRun } from './apply.ts';
import { awaitsTurn, decide } from './decide.ts';
import type { LoadedPlan } from './loadPlan.ts';
import type { LoopState } from './loopState.ts';
import type { RunEvent } from './runEvent.ts';
import type { PagesRead, RunState, Scope, StepState } from './runState.ts';
import type { RunStatus, RunView, StepRun, StepStatus } from './runView.ts';
import { feederOf } from './stateQuestions.ts';
import { pathOf } from './stepPath.ts';

/** What the screen shows of a run. For a run that goes on, keep the state of `foldRun` and use `viewState`. */
export function viewRun(plan: LoadedPlan, events: Iterable<RunEvent>): RunView {
  return viewState(foldRun(plan, events, 'all'));
}

/** The same from a state already folded. Finished items of loops are there only if the state keeps them. */
export function viewState(run: RunState): RunView {
  const view: RunView = { status: statusOf(run), mode: run.started?.mode ?? 'live', steps: [], edges: {} };
  if (run.started !== undefined) {
    view.startedAt = run.started.at;
    view.trigger = run.started.trigger;
    view.payload = run.started.payload;
  }
  if (run.finished !== undefined) view.finishedAt = run.finished.at;
  if (run.finished?.failure !== undefined) view.failure = run.finished.failure;
  if (run.cancelledBy !== undefined) view.cancelledBy = run.cancelledBy;
  if (run.answer !== undefined) view.answer = run.answer;
  if (run.replay !== undefined) view.replay = run.replay;
  if (run.started !== undefined && awaitsTurn(run)) view.awaitsTurn = true;
  addScope(view, run.top);
  return view;
}

function statusOf(run: RunState): RunStatus {
  if (run.started === undefined) return 'waiting';
  // The moment does not matter: a try that is due by now has not begun, and nobody may be working on the run.
  const decision = decide(run, Number.NEGATIVE_INFINITY);
  switch (decision.kind) {
    case 'finished':
      return decision.outcome;
    case 'finish':
      return decision.outcome === 'cancelled' ? 'cancelled' : 'running';
    case 'needs-attention':
      return 'needs_attention';
    case 'sleep':
    case 'await-reconnect':
    case 'await-turn':
      return 'waiting';
    case 'perform':
    case 'wait':
      return 'running';
  }
}

function addScope(view: RunView, scope: Scope): void {
  for (const state of scope.steps) {
    view.steps.push(viewStep(state));
    countEdges(view.edges, state);
    for (const item of itemsShown(state)) addScope(view, item);
  }
}

function itemsShown({ loop }: StepState): readonly Scope[] {
  if (loop === undefined) return [];
  return loop.kept?.inOrder(loop) ?? loop.active;
}

function viewStep(state: StepState): StepRun {
  const view: StepRun = {
    path: pathOf(state),
    step: state.step.id,
    status: statusOfStep(state),
    attempts: state.attempts,
    get input() {
      return inputOf(state);
    },
  };
  if (state.startedAt > 0) view.startedAt = state.startedAt;
  if (isOver(state)) view.finishedAt = state.finishedAt;
  if (state.outlet !== '') view.outlet = state.outlet;
  if (state.status === 'succeeded') view.output = state.output;
  if (state.failure !== undefined) view.failure = state.failure;
  if (state.pages !== undefined) view.pages = pagesIn(state.pages);
  if (state.isCarried) view.isCarried = true;
  if (state.retryAt > 0) view.retryAt = state.retryAt;
  if (state.waitsOn !== undefined && state.scope.run.finished === undefined) view.waiting = state.waitsOn;
  if (state.loop !== undefined) view.items = countItems(state, state.loop);
  if (state.loop?.kept !== undefined)
    view.rounds = state.loop.kept.states({ next: state.loop.next, frame: state.step.frame });
  return view;
}

/**
 * A step the run will not come to any more is skipped, and so is a loop or a wait that it was stopped in; a call it was
 * stopped in has an outcome nobody knows.
 */
function statusOfStep({ status, failure, scope, loop, pages }: StepState): StepStatus {
  const isFinished = scope.run.finished !== undefined;
  switch (status) {
    case 'ready':
    case 'waiting':
      // A call that reads a list may have been about to ask for its next page.
      if (isFinished) return pages === undefined ? 'skipped' : 'succeeded';
      return status === 'ready' && !awaitsTurn(scope.run) ? 'running' : 'waiting';
    case 'running':
      if (!isFinished) return 'running';
      return loop === undefined ? 'unknown' : 'skipped';
    case 'suspended':
      return isFinished ? 'skipped' : 'waiting';
    case 'broken':
      return isFinished ? 'failed' : 'waiting';
    case 'retrying':
      return isFinished && failure !== undefined ? 'failed' : 'retrying';
    default:
      return status;
  }
}

function isOver({ status }: StepState): boolean {
  return status === 'succeeded' || status === 'failed';
}

/** What a step's mappings give where it stands, worked out again. Undefined while it has not started. */
export function inputOf(state: StepState): unknown {
  const hasStarted = state.attempts > 0 || state.status === 'ready';
  if (!hasStarted || state.step.kind === 'trigger') return undefined;
  try {
    const input = state.step.evaluate(state.scope);
    // Of a list that was read page by page the first items are gone: what is left of it are not the items of this loop.
    if (state.loop !== undefined && state.loop.offset > 0) delete input.items;
    return input;
  } catch {
    // The step's failure says which field could not be filled and why.
    return undefined;
  }
}

/** Of a loop that repeats its steps, the rounds so far: nobody knows how many there will be. */
function countItems(state: StepState, loop: LoopState): NonNullable<StepRun['items']> {
  const count = state.step.frame === 'until' ? loop.next : loop.count;
  const items = { count, succeeded: loop.succeeded, failed: loop.failed + loop.stuck };
  return state.status === 'running' && feederOf(state) !== undefined ? { ...items, isSoFar: true } : items;
}

function pagesIn({ count, items, more }: PagesRead): NonNullable<StepRun['pages']> {
  return more === undefined ? { count, items } : { count, items, hasMore: true };
}

function isCounted({ owner, run }: Scope): boolean {
  return owner === undefined || typeof run.keeping === 'string';
}

function countEdges(edges: Record<string, number>, { step, scope, pages, ...state }: StepState): void {
  // A call that has read a page has been left, also while it reads the next one.
  const outlet = pages === undefined ? state.outlet : DONE;
  if (outlet === '') return;
  for (const edge of step.outgoing) {
    if (edge.outlet !== outlet) continue;
    const key = `${step.id}/${outlet}/${scope.body.steps[edge.to]?.id}`;
    // Where only some items are kept, nobody knows here how many went this way.
    edges[key] = isCounted(scope) ? (edges[key] ?? 0) + 1 : 1;
  }
}
