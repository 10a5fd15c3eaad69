import type { StepRun } from '@patchbay/execution';

/** The step that failed by itself: a frame fails with the step inside it, whose path is deeper. Of several the first. */
export function innermostWrong(steps: readonly StepRun[]): StepRun | undefined {
  const wrong = steps.filter(({ status }) => status === 'failed' || status === 'unknown');
  return wrong.toSorted((a, b) => depthOf(b) - depthOf(a))[0];
}

function depthOf({ path }: StepRun): number {
  return path.split('/').length;
}
