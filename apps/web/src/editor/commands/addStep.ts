import type { Position, Step, StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { NewStep } from './card.ts';
import { type Command, selectSteps } from './command.ts';
import { freeName, withEdges, withSteps } from './edits.ts';

/** Where a new step goes. `position` is its top left corner, inside `parent` counted from the loop's own corner. */
export type AddStep = {
  step: NewStep;
  position: Position;
  parent?: StepId;
  /** Wires it after this step, through this outlet. */
  after?: { from: StepId; outlet: string };
};

/** Adds a step and selects it. */
export function addStep({ step, position, parent, after }: AddStep): Command {
  return {
    id: 'steps.add',
    label: t('add “{name}”', { name: step.name }),
    run({ flow }, ids) {
      const added = newStep(step, { id: ids.step(step.name), name: freeName(flow, step.name), position, parent });
      const wired = withSteps(flow, [added]);
      // The step before may have gone while a person was choosing, by another's hand: then it stands by itself.
      const canFollow = after !== undefined && step.kind !== 'trigger' && flow.steps[after.from] !== undefined;
      return {
        flow: canFollow ? withEdges(wired, [{ id: ids.edge(), ...after, to: added.id }]) : wired,
        selection: selectSteps(added.id),
      };
    },
  };
}

/** The record of a new step. */
export function newStep(
  { uses, inputs = {}, connection }: NewStep,
  place: Pick<Step, 'id' | 'name' | 'position' | 'parent'>,
): Step {
  const { parent, ...rest } = place;
  return {
    ...rest,
    uses,
    inputs,
    ...(parent !== undefined && { parent }),
    ...(connection !== undefined && { connection }),
  };
}
