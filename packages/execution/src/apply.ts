import { DONE } from '@patchbay/flow';
import { readPage } from './feeding.ts';
import type { Keeping } from './keptRounds.ts';
import type { LoadedPlan } from './loadPlan.ts';
import { loopTaskOf } from './loopTaskOf.ts';
import { admit, beginRun, carryOver } from './runBegins.ts';
import type { RunEvent, StepDone, StepPath } from './runEvent.ts';
import { RunState, type StepState } from './runState.ts';
import { passOver, retry } from './secondTries.ts';
import { findStep, itemOf, stepIn } from './stepPath.ts';
import { fail, startCall, startLoop, succeed } from './transitions.ts';
import { resume, suspend } from './waits.ts';

/** Folds a whole journal. */
export function foldRun(plan: LoadedPlan, events: Iterable<RunEvent>, keeping?: Keeping): RunState {
  const run = new RunState(plan, keeping);
  for (const event of events) apply(run, event);
  return run;
}

/**
 * Folds one event into a run, in place and in time that does not depend on how long the run is.
 * Throws when the event cannot have happened in a run of this plan; what a person asked for too late changes nothing.
 */
export function apply(run: RunState, event: RunEvent): void {
  run.at = event.at;
  switch (event.type) {
    case 'run.started':
      beginRun(run, event);
      break;
    case 'run.admitted':
      admit(run);
      break;
    case 'run.answered':
      applyAnswer(run, event);
      break;
    case 'run.cancelled':
      run.cancelledBy ??= event.by;
      break;
    case 'run.finished':
      run.finished =
        event.failure === undefined
          ? { at: event.at, outcome: event.outcome }
          : { at: event.at, outcome: event.outcome, failure: event.failure };
      break;
    case 'run.stopped':
      run.stopped = event.outcome;
      break;
    case 'steps.carriedOver':
      carryOver(run, event);
      break;
    default:
      applyToStep(run, event);
  }
}

type StepEvent = Exclude<RunEvent, { type: `run.${string}` | 'steps.carriedOver' }>;

function applyToStep(run: RunState, event: StepEvent): void {
  const state = findStep(run, event.path);
  if (event.type === 'step.retried') {
    if (state !== undefined) retry(state);
  } else if (event.type === 'step.skipped') {
    if (state !== undefined) passOver(state);
  } else if (event.type === 'step.resumed') {
    applyResumed(run, state, event);
  } else applyProgress(known(state, event.path), event);
}

function applyProgress(
  state: StepState,
  event: Exclude<StepEvent, { type: 'step.retried' | 'step.skipped' | 'step.resumed' }>,
): void {
  switch (event.type) {
    case 'step.started':
      startCall(state, event.attempt);
      break;
    case 'step.succeeded':
      if (event.page !== undefined) readPage(state, event.page.more, event.output);
      succeed(state, event.outlet, outputOf(state, event));
      break;
    case 'step.failed':
      fail(state, event.failure, event.retryAt);
      break;
    case 'step.waiting':
      suspend(state, { for: event.for, until: event.until });
      break;
    case 'loop.started':
      startLoop(state, { ...loopTaskOf(state.step.planned, state.step.evaluate(state.scope)), count: event.count });
      break;
    case 'loop.progressed':
      applyItems(state, event);
      break;
  }
}

const OVER: ReadonlySet<string> = new Set(['succeeded', 'failed', 'skipped']);

/** A word that comes too late changes nothing; one that comes too early is kept. */
function applyResumed(
  run: RunState,
  state: StepState | undefined,
  { path, outlet, output, failure }: Extract<RunEvent, { type: 'step.resumed' }>,
): void {
  const word = { outlet, output, failure };
  if (state?.status === 'suspended') resume(state, word);
  else if (state === undefined || !OVER.has(state.status)) {
    run.early ??= new Map();
    if (!run.early.has(path)) run.early.set(path, word);
  }
}

function applyAnswer(run: RunState, { path, answer }: Extract<RunEvent, { type: 'run.answered' }>): void {
  run.answer ??= answer;
  succeed(known(findStep(run, path), path), DONE, undefined);
}

function applyItems(
  loop: StepState,
  { from, items, path }: { from: number; items: StepDone[][]; path: StepPath },
): void {
  for (const [offset, steps] of items.entries()) {
    const scope = itemOf(loop, from + offset);
    for (const [id, outlet, output] of steps) {
      const state = known(scope && stepIn(scope, id), `${path}[${from + offset}]/${id}`);
      succeed(state, outlet, outputOf(state, { outlet, output }));
    }
  }
}

/** What a step gave. A branch's is not written: it is which way it chose. */
export function outputOf(state: StepState, { outlet, output }: { outlet: string; output?: unknown }): unknown {
  return state.step.kind === 'branch' ? { answer: outlet === 'yes' } : output;
}

function known(state: StepState | undefined, path: StepPath): StepState {
  if (state === undefined) throw new Error(`The journal tells of the step ${path}, which this run does not have.`);
  return state;
}
