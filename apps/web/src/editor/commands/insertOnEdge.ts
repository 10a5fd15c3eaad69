import type { Edge, EdgeId, FlowDocument, Position, Step } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { newStep } from './addStep.ts';
import { cardHeight, EMPTY_LOOP, LINE_HEIGHT, type NewStep, ROW_GAP } from './card.ts';
import { type Command, selectSteps } from './command.ts';
import { freeName, withEdges, withoutEdges, withSteps } from './edits.ts';
import { makeRoom } from './makeRoom.ts';

/**
 * Puts a new step into a wire: one edge becomes two, and later steps are pushed down as far as needed.
 * The wire goes on through the new step's first outlet. A trigger cannot stand there.
 */
export function insertOnEdge({ step, edge: edgeId }: { step: NewStep; edge: EdgeId }): Command {
  return {
    id: 'steps.insert',
    label: t('add “{name}”', { name: step.name }),
    canRun: ({ flow }) => flow.edges[edgeId] !== undefined && step.kind !== 'trigger',
    run(state, ids) {
      const { flow } = state;
      const edge = flow.edges[edgeId];
      const source = edge && flow.steps[edge.from];
      const target = edge && flow.steps[edge.to];
      if (edge === undefined || source === undefined || target === undefined) return state;
      const place = { id: ids.step(step.name), name: freeName(flow, step.name), parent: target.parent };
      const added = newStep(step, { ...place, position: positionOn(flow, edge, { source, target }) });
      const height = step.kind === 'forEach' ? EMPTY_LOOP.height : cardHeight(step.outlets);
      const outlet = step.outlets[0]?.name ?? 'done';
      const wires: Edge[] = [
        { ...edge, to: added.id },
        { id: ids.edge(), from: added.id, outlet, to: target.id },
      ];
      const open = withEdges(withSteps(withoutEdges(flow, new Set([edgeId])), [added]), wires);
      // A new step has fields to fill in, and says so on a line of its own.
      const bottom = added.position.y + height + LINE_HEIGHT;
      return { flow: makeRoom(open, target.id, bottom), selection: selectSteps(added.id) };
    },
  };
}

/** In the target's place when the target is all the source leads to in this column, else midway. */
function positionOn(flow: FlowDocument, edge: Edge, { source, target }: { source: Step; target: Step }): Position {
  const others = Object.values(flow.edges).filter(({ to, id }) => to === target.id && id !== edge.id);
  if (others.length === 0) return { ...target.position };
  return { x: source.position.x, y: Math.min(target.position.y, source.position.y + cardHeight([]) + ROW_GAP) };
}
