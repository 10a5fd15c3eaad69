import type { Mapping, StepId } from '@patchbay/flow';
import type { Command } from './command.ts';
import { changeStep } from './edits.ts';

/** Fills several inputs of a step at once; those given as undefined are emptied. One undo takes all of it back. */
export function setInputs({
  step,
  inputs,
  label,
}: {
  step: StepId;
  inputs: Readonly<Record<string, Mapping | undefined>>;
  /** What was done, as it stands after "Undo". */
  label: string;
}): Command {
  return {
    id: 'steps.setInputs',
    label,
    canRun: ({ flow }) => flow.steps[step] !== undefined,
    run: (state) => ({
      ...state,
      flow: changeStep(state.flow, step, (before) => ({ ...before, inputs: merged(before.inputs, inputs) })),
    }),
  };
}

function merged(
  before: Record<string, Mapping>,
  inputs: Readonly<Record<string, Mapping | undefined>>,
): Record<string, Mapping> {
  const all = Object.entries({ ...before, ...inputs });
  return Object.fromEntries(
    all.flatMap(([name, mapping]) => (mapping === undefined ? [] : [[name, mapping] as const])),
  );
}
