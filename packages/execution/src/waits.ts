import type { StepPath, WaitReason } from './runEvent.ts';
import type { Resumption, StepState } from './runState.ts';
import { pathOf } from './stepPath.ts';
import { fail, succeed } from './transitions.ts';

// How a step waits that is meant to, and goes on.

/** The step waits for something that nobody works on here. */
export function suspend(state: StepState, waitsOn: { for: WaitReason; until: number }): void {
  const { run } = state.scope;
  run.inFlight.delete(state);
  state.status = 'suspended';
  state.waitsOn = waitsOn;
  if (state.attempts === 0) state.attempts = 1;
  if (state.startedAt === 0) state.startedAt = run.at;
  run.parked.add(state);
  if (run.early !== undefined) takeEarly(state, run.early);
}

/** What it waits for may have happened before it began to wait. */
function takeEarly(state: StepState, early: Map<StepPath, Resumption>): void {
  const path = pathOf(state);
  const word = early.get(path);
  if (word === undefined) return;
  early.delete(path);
  resume(state, word);
}

/** What a step waits for has happened. Changes nothing where it no longer waits or the run is over. */
export function resume(state: StepState, { outlet, output, failure }: Resumption): void {
  const { run } = state.scope;
  if (state.status !== 'suspended' || run.cancelledBy !== undefined || run.finished !== undefined) return;
  if (failure === undefined) succeed(state, outlet, output);
  else fail(state, { ...failure, retry: 'never' });
}
