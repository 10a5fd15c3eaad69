import type { Mapping, PathSegment } from '@patchbay/expression';
import type { StepId } from '@patchbay/flow';
import { addStep } from './addStep.ts';
import { CARD_HEIGHT, type NewStep, ROW_GAP } from './card.ts';
import { type Command, selectSteps } from './command.ts';
import { changeStep, withEdges } from './edits.ts';
import { withField } from './setMappings.ts';

/** How a new step is set up, and what of its values the step behind it is filled with. */
export type Asks = {
  inputs: Record<string, Mapping>;
  fills: readonly { path: readonly string[]; from: readonly PathSegment[] }[];
};

/**
 * Puts a step above another one, wired to it. Where it is set up by that, the other one stays selected: there is nothing left
 * to do above it. One undo takes all of it back.
 */
export function stepInFront({
  step,
  before,
  asks,
}: {
  step: NewStep;
  before: StepId;
  asks: Asks | undefined;
}): Command {
  const add = addStep({ step, position: { x: 0, y: 0 } });
  return {
    ...add,
    canRun: ({ flow }) => flow.steps[before] !== undefined,
    run(state, ids) {
      const next = state.flow.steps[before];
      if (next === undefined) return state;
      const { x, y } = next.position;
      const added = addStep({ step, position: { x, y: y - CARD_HEIGHT - ROW_GAP } }).run(state, ids);
      const [id] = added.selection.steps;
      if (id === undefined) return added;
      const outlet = step.outlets[0]?.name ?? 'done';
      const wired = withEdges(added.flow, [{ id: ids.edge(), from: id, outlet, to: before }]);
      if (asks === undefined) return { ...added, flow: wired };
      const start = changeStep(wired, id, (one) => ({ ...one, inputs: { ...one.inputs, ...asks.inputs } }));
      const fields = asks.fills.map(({ path, from }) => ({
        path,
        mapping: { kind: 'reference' as const, step: id, path: [...from] },
      }));
      const filled = changeStep(start, before, (one) => ({ ...one, inputs: fields.reduce(withField, one.inputs) }));
      return { flow: filled, selection: selectSteps(before) };
    },
  };
}
