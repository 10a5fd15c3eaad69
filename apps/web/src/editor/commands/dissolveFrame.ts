import { type Edge, ERROR, type FlowDocument, type Step, type StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { type Command, type EditorState, type Ids, selectSteps } from './command.ts';
import { isWired, withEdges, withoutSteps, withSteps } from './edits.ts';

/** `waysOn` are the names of a step's ways out besides `error`. */
export type Dissolve = { frame: StepId; waysOn(step: Step): readonly string[] };

/**
 * Takes a frame away and keeps its steps, which come to stand where they are drawn. What led into the frame leads to its
 * first steps, and its last ones lead on; "if it fails" goes with the frame, since no single step stands for it.
 */
export function dissolveFrame({ frame, waysOn }: Dissolve): Command {
  return {
    id: 'steps.dissolveFrame',
    label: t('take a frame away'),
    canRun: ({ flow }) => insideOf(flow, frame).length > 0,
    run: (state, ids) => dissolved(state, { frame, waysOn }, ids),
  };
}

function insideOf(flow: FlowDocument, frame: StepId): Step[] {
  return Object.values(flow.steps).filter(({ parent }) => parent === frame);
}

function dissolved({ flow }: EditorState, { frame: id, waysOn }: Dissolve, tools: Ids): EditorState {
  const frame = flow.steps[id];
  if (frame === undefined) return { flow, selection: selectSteps() };
  const inside = insideOf(flow, id);
  const edges = Object.values(flow.edges);
  const firsts = inside.filter((step) => !edges.some(({ to }) => to === step.id));
  const ends = inside.flatMap((step) => freeWays(flow, step, waysOn(step)));
  const into = edges.filter(({ to }) => to === id);
  const onward = edges.filter(({ from, outlet }) => from === id && outlet !== ERROR);
  const wires = [
    ...into.flatMap(({ from, outlet }) => firsts.map(({ id: to }) => ({ from, outlet, to }))),
    ...onward.flatMap(({ to }) => ends.map((end) => ({ ...end, to }))),
  ];
  const out = inside.map(({ parent: _frame, ...step }): Step => {
    const position = { x: frame.position.x + step.position.x, y: frame.position.y + step.position.y };
    return { ...step, position, ...(frame.parent !== undefined && { parent: frame.parent }) };
  });
  const left = withSteps(withoutSteps(flow, new Set([id])), out);
  return { flow: withEdges(left, newEdges(left, wires, tools)), selection: selectSteps(...out.map((step) => step.id)) };
}

function freeWays(flow: FlowDocument, { id }: Step, ways: readonly string[]): Pick<Edge, 'from' | 'outlet'>[] {
  const taken = new Set(Object.values(flow.edges).flatMap(({ from, outlet }) => (from === id ? [outlet] : [])));
  return ways.filter((way) => !taken.has(way)).map((outlet) => ({ from: id, outlet }));
}

function newEdges(flow: FlowDocument, wires: readonly Omit<Edge, 'id'>[], tools: Ids): Edge[] {
  return wires.filter((wire) => !isWired(flow, wire)).map((wire) => ({ id: tools.edge(), ...wire }));
}
