import { type Mapping, type StepId, withMappingAt } from '@patchbay/flow';
import type { Command } from './command.ts';
import { changeStep } from './edits.ts';

/** A field of a step by the way to it, and what goes into it; nothing to empty it. */
export type FilledField = { path: readonly string[]; mapping: Mapping | undefined };

/** Fills several fields of a step, however deep they stand. One undo takes all of it back. */
export function setMappings({
  step,
  fields,
  label,
}: {
  step: StepId;
  fields: readonly FilledField[];
  /** What was done, as it stands after "Undo". */
  label: string;
}): Command {
  return {
    id: 'steps.setMappings',
    label,
    canRun: ({ flow }) => fields.length > 0 && flow.steps[step] !== undefined,
    run: (state) => ({
      ...state,
      flow: changeStep(state.flow, step, (before) => ({ ...before, inputs: fields.reduce(withField, before.inputs) })),
    }),
  };
}

/** The inputs with one field filled; an emptied input is gone. */
export function withField(inputs: Record<string, Mapping>, { path, mapping }: FilledField): Record<string, Mapping> {
  const [input, ...inside] = path;
  if (input === undefined) return inputs;
  const next = withMappingAt(inputs[input], inside, mapping);
  if (next !== undefined) return { ...inputs, [input]: next };
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== input));
}
