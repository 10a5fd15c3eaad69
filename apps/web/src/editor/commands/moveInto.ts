import type { FlowDocument, Position, Step, StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { bridgedOver } from './bridges.ts';
import { type Command, type EditorState, type Ids, selectSteps } from './command.ts';
import { withEdges, withInsides, withoutEdges, withSteps } from './edits.ts';

/** New corners, counted from `parent`'s own corner, or from the canvas's where they come to stand at the top. */
export type MoveInto = { steps: ReadonlyMap<StepId, Position>; parent: StepId | undefined };

/**
 * Puts steps into a frame, or takes them out of theirs. A wire cannot cross a frame: those to what stays behind are taken
 * out, and bridged as if the step had been deleted there. Wires among what moves stay.
 */
export function moveInto({ steps, parent }: MoveInto): Command {
  return {
    id: 'steps.moveInto',
    label: parent === undefined ? t('take out of a frame') : t('put into a frame'),
    canRun: ({ flow }) => movable(flow, { steps, parent }).length > 0,
    run: (state, ids) => moved(state, { steps, parent }, ids),
  };
}

/** What is there and may stand there: a frame does not fit into itself. */
function movable(flow: FlowDocument, { steps, parent }: MoveInto): Step[] {
  const found = [...steps.keys()].flatMap((id) => flow.steps[id] ?? []);
  if (parent !== undefined && flow.steps[parent] === undefined) return [];
  return found.filter(({ id }) => parent === undefined || !withInsides(flow, new Set([id])).has(parent));
}

function moved({ flow }: EditorState, { steps, parent }: MoveInto, tools: Ids): EditorState {
  const all = movable(flow, { steps, parent });
  const leaving = new Set(all.filter((step) => step.parent !== parent).map(({ id }) => id));
  const kept = Object.values(flow.edges).filter(({ from, to }) => leaving.has(from) && leaving.has(to));
  let left = flow;
  for (const id of leaving) {
    const step = flow.steps[id];
    if (step === undefined) continue;
    left = withoutTheirEdges(bridgedOver(left, step, tools), id);
  }
  const placed = all.map((step): Step => {
    const { parent: _before, ...rest } = step;
    const { x, y } = steps.get(step.id) ?? step.position;
    const position = { x: Math.round(x), y: Math.round(y) };
    return { ...rest, position, ...(parent !== undefined && { parent }) };
  });
  const ids = all.map(({ id }) => id);
  return { flow: withEdges(withSteps(left, placed), kept), selection: selectSteps(...ids) };
}

function withoutTheirEdges(flow: FlowDocument, id: StepId): FlowDocument {
  const own = Object.values(flow.edges).filter(({ from, to }) => from === id || to === id);
  return withoutEdges(flow, new Set(own.map((edge) => edge.id)));
}

/** How many wires a move would take out, bridged or not. */
export function cutWires(flow: FlowDocument, { steps, parent }: MoveInto): number {
  const leaving = new Set(
    movable(flow, { steps, parent })
      .filter((step) => step.parent !== parent)
      .map(({ id }) => id),
  );
  return Object.values(flow.edges).filter(({ from, to }) => leaving.has(from) !== leaving.has(to)).length;
}
