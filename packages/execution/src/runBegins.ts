import { DONE } from '@patchbay/flow';
import { arrive, extendDeadline, makeReady } from './readiness.ts';
import type { CarriedStep, RunMode, StepPath } from './runEvent.ts';
import type { RunState } from './runState.ts';
import { skip, succeed, takeCarried } from './transitions.ts';

// How a run begins: by its trigger, with what it takes over from the run that it replays, and when its turn has come.

/** The trigger has fired. Whatever only another trigger leads to is skipped. */
export function beginRun(
  run: RunState,
  started: { mode: RunMode; trigger: string; payload: unknown; depth?: number },
): void {
  const { mode, trigger, payload, depth = 0 } = started;
  run.started = { mode, trigger, payload, depth, at: run.at };
  extendDeadline(run);
  for (const state of run.top.steps) {
    if (state.step.waitsFor > 0) continue;
    if (state.step.id !== started.trigger) skip(state);
    else {
      makeReady(state);
      succeed(state, DONE, started.payload);
    }
  }
}

/** What steps gave in the run that this one replays is theirs here, as soon as the run comes to them. */
export function carryOver(
  run: RunState,
  { of, from, steps }: { of: string; from: readonly StepPath[]; steps: readonly CarriedStep[] },
): void {
  run.replay = { of, from };
  run.carried = new Map(steps.map((step) => [step.step, step]));
  for (const state of run.top.steps) if (state.status === 'ready') arrive(state);
  takeCarried(run);
}

/** Its turn has come, and its time begins. */
export function admit(run: RunState): void {
  run.isAdmitted = true;
  extendDeadline(run);
}
