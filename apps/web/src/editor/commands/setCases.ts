import { type Edge, type FlowDocument, type Mapping, outletsOf, type StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { Command } from './command.ts';
import { changeStep, withoutEdges } from './edits.ts';

/** The cases of a step whose ways out are read from a list, in their new order. */
export type SetCases = { step: StepId; input: string; cases: readonly Mapping[] };

/** Sets the cases of a step. Wires hold on to the id of their way: those of a way that is gone are taken out. */
export function setCases({ step: id, input, cases }: SetCases, label = t('change the ways')): Command {
  return {
    id: 'steps.setCases',
    label,
    canRun: ({ flow }) => flow.steps[id] !== undefined,
    run(state) {
      const lost = cutByCases(state.flow, { step: id, input, cases });
      const flow = withoutEdges(state.flow, new Set(lost.map((edge) => edge.id)));
      return {
        ...state,
        flow: changeStep(flow, id, (step) => ({ ...step, inputs: inputsWith(step.inputs, input, cases) })),
      };
    },
  };
}

/** As much of an operation as tells its ways out. */
const SWITCH = { title: '', kind: 'switch', input: true, output: true, outlets: [] } as const;

/** The wires that these cases would cut. */
export function cutByCases(flow: FlowDocument, { step: id, input, cases }: SetCases): Edge[] {
  const step = flow.steps[id];
  if (step === undefined) return [];
  const waysOf = (inputs: typeof step.inputs) =>
    new Set(outletsOf({ inputs }, { ...SWITCH, outletsFrom: { input } }).map(({ name }) => name));
  const after = waysOf(inputsWith(step.inputs, input, cases));
  const gone = new Set([...waysOf(step.inputs)].filter((way) => !after.has(way)));
  return Object.values(flow.edges).filter(({ from, outlet }) => from === id && gone.has(outlet));
}

function inputsWith(
  inputs: Record<string, Mapping>,
  input: string,
  cases: readonly Mapping[],
): Record<string, Mapping> {
  if (cases.length > 0) return { ...inputs, [input]: { kind: 'list', items: [...cases] } };
  const { [input]: _gone, ...rest } = inputs;
  return rest;
}
