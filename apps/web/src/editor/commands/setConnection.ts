import type { Step, StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { Command } from './command.ts';
import { changeStep } from './edits.ts';

/** Chooses the connected account a step uses, by id, or none. */
export function setConnection({ step, connection }: { step: StepId; connection?: string }): Command {
  return {
    id: 'steps.setConnection',
    label: t('choose an account'),
    canRun: ({ flow }) => flow.steps[step] !== undefined && flow.steps[step].connection !== connection,
    run: (state) => ({ ...state, flow: changeStep(state.flow, step, (before) => withAccount(before, connection)) }),
  };
}

/** With an account it needs no mock. */
function withAccount(step: Step, connection: string | undefined): Step {
  return connection === undefined ? { ...step, connection } : { ...step, connection, onMock: undefined };
}
