import type { Failure } from '@patchbay/connector';
import type { StepPath } from './runEvent.ts';
import type { RunState, Scope, StepState } from './runState.ts';
import { pathOf } from './stepPath.ts';

/** Why a run failed: the step whose failure nothing caught, at its innermost, or none where the run's time was up. */
export type FailureReport = { failure: Failure; path?: StepPath; step?: string };

/** For the flow that is started when another one fails, and for lists. Undefined while the run has not failed. */
export function failureReport(run: RunState): FailureReport | undefined {
  if (run.finished?.outcome !== 'failed') return undefined;
  if (run.finished.failure !== undefined) return { failure: run.finished.failure };
  const state = failedStep(run.top);
  return state?.failure && { failure: state.failure, path: pathOf(state), step: state.step.id };
}

function failedStep(scope: Scope): StepState | undefined {
  const state = scope.steps.find(({ status, outlet }) => status === 'failed' && outlet === '');
  const stuck = state?.loop?.active.find(({ stuckBy }) => stuckBy !== undefined);
  return (stuck && failedStep(stuck)) ?? state;
}
