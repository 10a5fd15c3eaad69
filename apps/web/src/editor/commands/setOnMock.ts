import type { StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { Command } from './command.ts';
import { changeStep } from './edits.ts';

/** Lets a step work on its mock until an account is chosen, or no more. */
export function setOnMock({ step, onMock }: { step: StepId; onMock: boolean }): Command {
  return {
    id: 'steps.setOnMock',
    label: onMock ? t('use sample data') : t('use no sample data'),
    canRun: ({ flow }) => flow.steps[step] !== undefined && (flow.steps[step].onMock ?? false) !== onMock,
    run: (state) => ({
      ...state,
      flow: changeStep(state.flow, step, (before) => ({ ...before, onMock: onMock ? true : undefined })),
    }),
  };
}
