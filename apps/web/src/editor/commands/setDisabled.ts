import type { StepId } from '@patchbay/flow';
import type { Command } from './command.ts';
import { withSteps } from './edits.ts';

/** Switches steps off, so that runs pass them by, or on again. */
export function setDisabled({ steps, disabled }: { steps: readonly StepId[]; disabled: boolean }): Command {
  const verb = disabled ? 'switch off' : 'switch on';
  return {
    id: 'steps.setDisabled',
    label: steps.length === 1 ? `${verb} a step` : `${verb} ${steps.length} steps`,
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
