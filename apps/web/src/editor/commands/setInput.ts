import type { Mapping, StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { Command } from './command.ts';
import { changeStep } from './edits.ts';

/**
 * Fills one input of a step, or empties it when `mapping` is absent. `path` leads to it: the input's name, then the names
 * of fields inside object mappings, which are made where they are missing.
 */
export function setInput({
  step,
  path,
  mapping,
}: {
  step: StepId;
  path: readonly string[];
  mapping?: Mapping;
}): Command {
  const [input, ...rest] = path;
  return {
    id: 'steps.setInput',
    label: t('change {path}', { path: path.at(-1) ?? t('a field') }),
    mergeKey: `input:${step}:${path.join('/')}`,
    canRun: ({ flow }) => input !== undefined && flow.steps[step] !== undefined,
    run(state) {
      if (input === undefined) return state;
      const change = (inputs: Record<string, Mapping>) =>
        setField(inputs, input, changed(inputs[input], rest, mapping));
      const flow = changeStep(state.flow, step, (before) => ({ ...before, inputs: change(before.inputs) }));
      return { ...state, flow };
    },
  };
}

function changed(before: Mapping | undefined, path: readonly string[], mapping?: Mapping): Mapping | undefined {
  const [field, ...rest] = path;
  if (field === undefined) return mapping;
  const fields = before?.kind === 'object' ? before.fields : {};
  const next = setField(fields, field, changed(fields[field], rest, mapping));
  return Object.keys(next).length === 0 && mapping === undefined ? undefined : { kind: 'object', fields: next };
}

/** The order of fields a person sees is kept; an emptied field is gone, not `undefined`. */
function setField(fields: Record<string, Mapping>, name: string, mapping?: Mapping): Record<string, Mapping> {
  if (mapping !== undefined) return { ...fields, [name]: mapping };
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}
