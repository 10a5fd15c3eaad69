import type { FlowDocument, Step, StepId } from '@patchbay/flow';
import { tn } from '../../texts/t.ts';
import { bridgedOver } from './bridges.ts';
import { type Command, type EditorState, type Ids, nothingSelected, selectSteps } from './command.ts';
import { withInsides, withoutSteps } from './edits.ts';

/**
 * Removes steps, loops with all that is inside, and bridges the wire: what led to a removed step leads on to what came
 * after it. The step before the first removed one is selected, so that the keyboard stays where it was.
 */
export function removeSteps(ids: readonly StepId[]): Command {
  return {
    id: 'steps.remove',
    label: tn(ids.length, 'delete a step', 'delete {count} steps'),
    canRun: ({ flow }) => ids.some((id) => flow.steps[id] !== undefined),
    run: (state, tools) => remove(state, ids, tools),
  };
}

function remove({ flow }: EditorState, ids: readonly StepId[], tools: Ids): EditorState {
  const all = withInsides(flow, new Set(ids));
  const before = stepBefore(flow, ids, all);
  let left = flow;
  for (const id of ids) {
    const step = left.steps[id];
    if (step === undefined || (step.parent !== undefined && all.has(step.parent))) continue;
    left = withoutSteps(bridgedOver(left, step, tools), new Set([id]));
  }
  const selection = before === undefined ? nothingSelected : selectSteps(before.id);
  return { flow: withoutSteps(left, all), selection };
}

function stepBefore(flow: FlowDocument, ids: readonly StepId[], removed: ReadonlySet<StepId>): Step | undefined {
  const first = ids[0];
  if (first === undefined) return undefined;
  const into = Object.values(flow.edges).find(({ to, from }) => to === first && !removed.has(from));
  const parent = flow.steps[first]?.parent;
  const id = into?.from ?? (parent !== undefined && !removed.has(parent) ? parent : undefined);
  return id === undefined ? undefined : flow.steps[id];
}
