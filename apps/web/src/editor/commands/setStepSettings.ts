import type { RetryPolicy, StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { sameJson } from '../document/sameJson.ts';
import type { Command } from './command.ts';
import { changeStep } from './edits.ts';

/** How a call of a step behaves when it fails or takes long. Undefined: as the engine does it of itself. */
export type StepSettings = { retry: RetryPolicy | undefined; timeoutMs: number | undefined };

/** Sets how often a step is tried and how long one try may take. */
export function setStepSettings({ step, retry, timeoutMs }: { step: StepId } & StepSettings): Command {
  return {
    id: 'steps.setSettings',
    label: t('change how a step runs'),
    canRun: ({ flow }) => flow.steps[step] !== undefined,
    run(state) {
      const before = state.flow.steps[step];
      if (before === undefined || (sameJson(before.retry, retry) && before.timeoutMs === timeoutMs)) return state;
      return { ...state, flow: changeStep(state.flow, step, () => ({ ...before, retry, timeoutMs })) };
    },
  };
}
