import type { Reference } from '@patchbay/expression';
import { ERROR, type FlowDocument, type OperationRef, type Step, type StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { CARD_HEIGHT, FIRST_IN_LOOP, LINE_HEIGHT, LOOP_PADDING } from './card.ts';
import { type Command, type EditorState, type Ids, selectSteps } from './command.ts';
import { freeName, withEdges, withSteps } from './edits.ts';
import { makeRoom } from './makeRoom.ts';
import { withField } from './setMappings.ts';
import { usesOf } from './usesOf.ts';

/** `fields` take a part of the item each; an empty `inItem` is the item itself. */
export type WrapInLoop = {
  step: StepId;
  list: Reference;
  fields: readonly { path: readonly string[]; inItem: readonly (string | number)[] }[];
  loop: { uses: OperationRef; name: string };
};

/**
 * Puts a step into a loop over a list, so that it runs once for each of its items, and fills fields with parts of the item.
 * What led to the step leads to the loop, which leads on to what came after. Not for a step whose own result is used, since
 * outside the loop nobody could see one item's.
 */
export function wrapInLoop(wrap: WrapInLoop): Command {
  return {
    id: 'steps.wrapInLoop',
    label: t('repeat “{name}”', { name: wrap.loop.name }),
    canRun: ({ flow }) => canWrap(flow, wrap.step),
    run: (state, ids) => wrapped(state, wrap, ids),
  };
}

/** Whether a step can be put into a loop of its own. */
export function canWrap(flow: FlowDocument, id: StepId): boolean {
  const hasInside = Object.values(flow.steps).some(({ parent }) => parent === id);
  const isLed = Object.values(flow.edges).some(({ to }) => to === id);
  return isLed && !hasInside && usesOf(flow, new Set([id])).fields === 0;
}

function wrapped(state: EditorState, { step: id, list, fields, loop }: WrapInLoop, ids: Ids): EditorState {
  const { flow } = state;
  const step = flow.steps[id];
  if (step === undefined) return state;
  const { parent, position } = step;
  const frame: Step = {
    id: ids.step(loop.name),
    name: freeName(flow, loop.name),
    uses: loop.uses,
    inputs: { items: list },
    ...(parent !== undefined && { parent }),
    position: { x: position.x - LOOP_PADDING, y: position.y },
  };
  const inputs = fields.reduce(
    (before, { path, inItem }) =>
      withField(before, { path, mapping: { kind: 'reference', step: frame.id, path: ['item', ...inItem] } }),
    step.inputs,
  );
  const inside: Step = { ...step, inputs, parent: frame.id, position: { ...FIRST_IN_LOOP } };
  const wires = Object.values(flow.edges).flatMap((edge) => {
    if (edge.to === id) return [{ ...edge, to: frame.id }];
    return edge.from === id ? [{ ...edge, from: frame.id, outlet: edge.outlet === ERROR ? ERROR : 'done' }] : [];
  });
  const rewired = withEdges(withSteps(flow, [frame, inside]), wires);
  const bottom = position.y + FIRST_IN_LOOP.y + CARD_HEIGHT + LINE_HEIGHT + LOOP_PADDING;
  const after = wires.flatMap(({ from, to }) => (from === frame.id ? [to] : []));
  return { flow: after.reduce((room, to) => makeRoom(room, to, bottom), rewired), selection: selectSteps(id) };
}
