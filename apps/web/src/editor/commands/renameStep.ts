import type { StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { Command } from './command.ts';
import { changeStep } from './edits.ts';

/** Gives a step another name. References follow ids, so nothing else changes. An empty name is not taken. */
export function renameStep({ step, name }: { step: StepId; name: string }): Command {
  const next = name.trim().slice(0, 120);
  return {
    id: 'steps.rename',
    label: t('rename to “{next}”', { next }),
    mergeKey: `rename:${step}`,
    canRun: ({ flow }) => next !== '' && flow.steps[step] !== undefined && flow.steps[step].name !== next,
    run: (state) => ({ ...state, flow: changeStep(state.flow, step, (before) => ({ ...before, name: next })) }),
  };
}
