import type { StepId } from '@patchbay/flow';
import { tn } from '../../texts/t.ts';
import type { Command } from './command.ts';
import { withSteps } from './edits.ts';

/** Switches steps off, so that runs pass them by, or on again. */
export function setDisabled({ steps, disabled }: { steps: readonly StepId[]; disabled: boolean }): Command {
  return {
    id: 'steps.setDisabled',
    label: disabled
      ? tn(steps.length, 'switch off a step', 'switch off {count} steps')
      : tn(steps.length, 'switch on a step', 'switch on {count} steps'),
    canRun: ({ flow }) => steps.some((id) => flow.steps[id] !== undefined),
    run(state) {
      const changed = steps.flatMap((id) => {
        const step = state.flow.steps[id];
        if (step === undefined || (step.disabled ?? false) === disabled) return [];
        return [{ ...step, disabled: disabled ? true : undefined }];
      });
      return changed.length === 0 ? state : { ...state, flow: withSteps(state.flow, changed) };
    },
  };
}
