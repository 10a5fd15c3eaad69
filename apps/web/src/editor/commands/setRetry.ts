import type { RetryPolicy, StepId } from '@patchbay/flow';
import type { Command } from './command.ts';
import { changeStep } from './edits.ts';

/** Says how often a step is tried, or leaves it to the engine's five tries. */
export function setRetry({ step, retry }: { step: StepId; retry?: RetryPolicy }): Command {
  return {
    id: 'steps.setRetry',
    label: 'change the tries',
    mergeKey: `retry:${step}`,
    canRun: ({ flow }) => flow.steps[step] !== undefined,
    run: (state) => ({ ...state, flow: changeStep(state.flow, step, (before) => ({ ...before, retry })) }),
  };
}
