import { type Edge, ERROR, type FlowDocument, type Step, type StepId } from '@patchbay/flow';
import { type Command, type EditorState, type Ids, nothingSelected, selectSteps } from './command.ts';
import { isWired, withEdges, withInsides, withoutSteps } from './edits.ts';

/**
 * Removes steps, loops with all that is inside, and bridges the wire: what led to a removed step leads on to what came
 * after it. The step before the first removed one is selected, so that the keyboard stays where it was.
 */
export function removeSteps(ids: readonly StepId[]): Command {
  return {
    id: 'steps.remove',
    label: ids.length === 1 ? 'delete a step' : `delete ${ids.length} steps`,
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
    const bridges = bridgesOver(left, step).filter((wire) => !isWired(left, wire));
    left = withEdges(
      withoutSteps(left, new Set([id])),
      bridges.map(({ from, outlet, to }) => ({ id: tools.edge(), from, outlet, to })),
    );
  }
  const selection = before === undefined ? nothingSelected : selectSteps(before.id);
  return { flow: withoutSteps(left, all), selection };
}

/**
 * The wires that close the gap. They follow the way on, never the error outlet: who asked for "if it fails" meant the
 * removed step. Of several ways on, the first wired one is followed: the others belonged to a question that is gone.
 */
function bridgesOver(flow: FlowDocument, step: Step): Pick<Edge, 'from' | 'outlet' | 'to'>[] {
  const edges = Object.values(flow.edges);
  const incoming = edges.filter(({ to, from }) => to === step.id && from !== step.id);
  const outgoing = edges.filter(({ from, to, outlet }) => from === step.id && to !== step.id && outlet !== ERROR);
  const outlet = outgoing[0]?.outlet;
  const onward = outgoing.filter((edge) => edge.outlet === outlet);
  return incoming.flatMap((into) => onward.map(({ to }) => ({ from: into.from, outlet: into.outlet, to })));
}

function stepBefore(flow: FlowDocument, ids: readonly StepId[], removed: ReadonlySet<StepId>): Step | undefined {
  const first = ids[0];
  if (first === undefined) return undefined;
  const into = Object.values(flow.edges).find(({ to, from }) => to === first && !removed.has(from));
  const parent = flow.steps[first]?.parent;
  const id = into?.from ?? (parent !== undefined && !removed.has(parent) ? parent : undefined);
  return id === undefined ? undefined : flow.steps[id];
}
