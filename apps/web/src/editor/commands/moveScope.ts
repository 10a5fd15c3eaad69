import { ERROR, type Edge, type FlowDocument, type Position, type Step, type StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { FIRST_IN_LOOP, ROW_GAP } from './card.ts';
import type { Command, EditorState, Ids } from './command.ts';
import { whyNot } from './connect.ts';
import { withEdges, withoutEdges } from './edits.ts';
import { makeRoom } from './makeRoom.ts';
import { moveInto } from './moveInto.ts';
import type { Arranging } from './reorder.ts';

/** Puts a step into a frame, after the last one in there, without a hand that drags it. */
export function putInto({ step, frame }: { step: StepId; frame: StepId }, parts: Arranging): Command {
  const move = (position: Position) => moveInto({ steps: new Map([[step, position]]), parent: frame });
  return {
    id: 'steps.putInto',
    label: t('put into a frame'),
    canRun: (state) =>
      !parts.isTrigger(step) &&
      state.flow.steps[step]?.parent !== frame &&
      move(FIRST_IN_LOOP).canRun?.(state) === true,
    run(state, ids) {
      const inside = Object.values(state.flow.steps).filter(({ parent, id }) => parent === frame && id !== step);
      const moved = move(placeBelow(inside, state.flow, parts)).run(state, ids);
      const [end, ...others] = inside.filter(({ id }) => !leadsOn(state.flow, id));
      const outlet = end && parts.waysOn(end)[0];
      if (end === undefined || outlet === undefined || others.length > 0) return moved;
      return wired(moved, [{ id: ids.edge(), from: end.id, outlet, to: step }]);
    },
  };
}

/** Takes a step out of its frame and puts it right after it: what came after the frame comes after the step. */
export function takeOut(step: StepId, parts: Arranging): Command {
  return {
    id: 'steps.takeOut',
    label: t('take out of a frame'),
    canRun: ({ flow }) => flow.steps[flow.steps[step]?.parent ?? ''] !== undefined,
    run(state, ids) {
      const frame = state.flow.steps[state.flow.steps[step]?.parent ?? ''];
      return frame === undefined ? state : takenOut(state, { step, frame, parts }, ids);
    },
  };
}

type Taking = { step: StepId; frame: Step; parts: Arranging };

function takenOut(state: EditorState, { step, frame, parts }: Taking, ids: Ids): EditorState {
  const heightOf = (flow: FlowDocument, id: StepId) => parts.heights(flow).get(id)?.height ?? 0;
  const below = (flow: FlowDocument) => frame.position.y + heightOf(flow, frame.id) + ROW_GAP;
  const to = (y: number) => moveInto({ steps: new Map([[step, { x: frame.position.x, y }]]), parent: frame.parent });
  // The frame is smaller without it.
  const without = to(below(state.flow)).run(state, ids).flow;
  const moved = to(below(without)).run(state, ids);
  const after = Object.values(moved.flow.edges).filter(({ from, outlet }) => from === frame.id && outlet !== ERROR);
  const first = after[0]?.outlet ?? parts.waysOn(frame)[0];
  const own = moved.flow.steps[step];
  const outlet = own && parts.waysOn(own)[0];
  if (first === undefined) return moved;
  const goesOn = outlet === undefined ? [] : after.map((edge): Edge => ({ ...edge, from: step, outlet }));
  const open = { ...moved, flow: withoutEdges(moved.flow, new Set(goesOn.map(({ id }) => id))) };
  const spliced = wired(open, [{ id: ids.edge(), from: frame.id, outlet: first, to: step }, ...goesOn]);
  const bottom = below(without) + heightOf(spliced.flow, step);
  const flow = goesOn.reduce((room, edge) => makeRoom(room, edge.to, bottom), spliced.flow);
  return { ...spliced, flow };
}

/** With these wires, but for those that cannot be. */
function wired(state: EditorState, wires: readonly Edge[]): EditorState {
  let { flow } = state;
  for (const wire of wires) if (whyNot(flow, wire) === undefined) flow = withEdges(flow, [wire]);
  return { ...state, flow };
}

function leadsOn({ edges }: FlowDocument, id: StepId): boolean {
  return Object.values(edges).some(({ from, outlet }) => from === id && outlet !== ERROR);
}

function placeBelow(inside: readonly Step[], flow: FlowDocument, { heights }: Arranging): Position {
  const sizes = heights(flow);
  const bottomOf = ({ id, position }: Step) => position.y + (sizes.get(id)?.height ?? 0);
  const [last] = inside.toSorted((a, b) => bottomOf(b) - bottomOf(a));
  return last === undefined ? FIRST_IN_LOOP : { x: last.position.x, y: bottomOf(last) + ROW_GAP };
}
