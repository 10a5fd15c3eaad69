import {
  type Edge,
  type EdgeId,
  ERROR,
  type FlowDocument,
  type Position,
  type Step,
  type StepId,
} from '@patchbay/flow';
import { addStep } from './addStep.ts';
import { CARD_HEIGHT, CARD_WIDTH, COLUMN_GAP, EMPTY_LOOP, FIRST_IN_LOOP, type NewStep, ROW_GAP } from './card.ts';
import type { Command } from './command.ts';
import { withEdges } from './edits.ts';
import { insertOnEdge } from './insertOnEdge.ts';
import { replaceStep } from './replaceStep.ts';
import { type Asks, stepInFront } from './stepInFront.ts';

/** Where a person asked for a step. */
export type Place =
  | { kind: 'edge'; edge: EdgeId }
  | { kind: 'after'; from: StepId; outlet: string }
  /** As `after`, but where the wire was dropped. `position` is the middle of the card's top edge. */
  | { kind: 'wire'; from: StepId; outlet: string; position: Position }
  /** `position` is the card's corner, inside `parent` counted from the loop's corner. `isStart`: of what starts the flow. */
  | { kind: 'canvas'; position: Position; parent?: StepId; isStart?: true }
  | { kind: 'inside'; loop: StepId; before?: StepId }
  /** Another way to start the flow, beside this trigger, that leads on to the same steps. */
  | { kind: 'start'; beside: StepId }
  | { kind: 'replace'; step: StepId }
  /** What starts the flow, above the step that is there. `asks`: how both are set up for each other. */
  | { kind: 'front'; step: StepId; asks?: Asks };

/** What the drawing knows of a step: its size, and its ways on in the order they stand. */
export type Measure = (step: Step) => { width: number; height: number; outlets: readonly string[] };

/** The command that puts a new step where a person asked for it. */
export function placeStep({ step, place, measure }: { step: NewStep; place: Place; measure: Measure }): Command {
  switch (place.kind) {
    case 'edge':
      return insertOnEdge({ step, edge: place.edge });
    case 'replace':
      return replaceStep({ step: place.step, by: step });
    case 'front':
      return stepInFront({ step, before: place.step, asks: place.asks });
    case 'canvas':
      return addStep({ step, position: place.position, parent: place.parent });
    default:
      return {
        ...addStep({ step, position: { x: 0, y: 0 } }),
        // Who lets go of a wire somewhere says where the step is to stand.
        ...(place.kind === 'wire' && { keepsPlaces: true }),
        run: (state, ids) => resolved(state.flow, { step, place, measure }).run(state, ids),
      };
  }
}

type Relative = {
  step: NewStep;
  place: Extract<Place, { kind: 'after' | 'wire' | 'inside' | 'start' }>;
  measure: Measure;
};

/** Places relative to another step are worked out when the command runs, from the document as it is then. */
function resolved(flow: FlowDocument, { step, place, measure }: Relative): Command {
  if (place.kind === 'inside') return insideLoop(flow, { step, place });
  if (place.kind === 'start') return anotherStart(flow, { step, beside: place.beside, measure });
  const { from, outlet } = place;
  const parent = flow.steps[from]?.parent;
  const position =
    place.kind === 'wire'
      ? { x: place.position.x - CARD_WIDTH / 2, y: place.position.y }
      : positionAfter(flow, { from, outlet, measure, width: step.kind === 'forEach' ? EMPTY_LOOP.width : CARD_WIDTH });
  return addStep({ step, position, parent, after: { from, outlet } });
}

function anotherStart(
  flow: FlowDocument,
  { step, beside, measure }: { step: NewStep; beside: StepId; measure: Measure },
): Command {
  const source = flow.steps[beside];
  const wanted = { x: (source?.position.x ?? 0) + CARD_WIDTH + COLUMN_GAP, y: source?.position.y ?? 0 };
  const position = source === undefined ? wanted : freeFrom(flow, wanted, { source, measure });
  const add = addStep({ step, position });
  return {
    ...add,
    run(state, ids) {
      const added = add.run(state, ids);
      const [id] = added.selection.steps;
      if (id === undefined) return added;
      const outlet = step.outlets[0]?.name ?? 'done';
      const next = Object.values(flow.edges).filter((edge) => edge.from === beside && edge.outlet !== ERROR);
      const wires = next.map(({ to }): Edge => ({ id: ids.edge(), from: id, outlet, to }));
      return { ...added, flow: withEdges(added.flow, wires) };
    },
  };
}

function insideLoop(
  flow: FlowDocument,
  { step, place }: { step: NewStep; place: Extract<Place, { kind: 'inside' }> },
): Command {
  const before = place.before === undefined ? undefined : flow.steps[place.before];
  const position = before?.position ?? FIRST_IN_LOOP;
  const add = addStep({ step, position: { ...position }, parent: place.loop });
  if (before === undefined) return add;
  return {
    ...add,
    run(state, ids) {
      const added = add.run(state, ids);
      const [id] = added.selection.steps;
      if (id === undefined) return added;
      const edge = { id: ids.edge(), from: id, outlet: step.outlets[0]?.name ?? 'done', to: before.id };
      const wired = { ...added.flow, edges: { ...added.flow.edges, [edge.id]: edge } };
      return { ...added, flow: pushedDown(wired, { id, parent: place.loop }) };
    },
  };
}

/** Everything else inside the loop makes one row of room. */
function pushedDown(flow: FlowDocument, { id, parent }: { id: StepId; parent: StepId }): FlowDocument {
  const row = CARD_HEIGHT + ROW_GAP;
  const steps = Object.entries(flow.steps).map(([key, step]) => {
    const moves = step.parent === parent && step.id !== id;
    return [key, moves ? movedDown(step, row) : step] as const;
  });
  return { ...flow, steps: Object.fromEntries(steps) };
}

function movedDown(step: Step, by: number): Step {
  return { ...step, position: { x: step.position.x, y: step.position.y + by } };
}

/** Below the step, in the column of its outlet, or to its right for "if it fails"; moved aside until nothing is covered. */
function positionAfter(
  flow: FlowDocument,
  { from, outlet, measure, width }: { from: StepId; outlet: string; measure: Measure; width: number },
): Position {
  const source = flow.steps[from];
  if (source === undefined) return { x: 0, y: 0 };
  const size = measure(source);
  const column = CARD_WIDTH + COLUMN_GAP;
  if (outlet === ERROR) {
    return freeFrom(
      flow,
      { x: source.position.x + size.width + 98, y: source.position.y + CARD_HEIGHT + 12 },
      { source, measure },
    );
  }
  const at = Math.max(0, size.outlets.indexOf(outlet));
  const shift = (at - (Math.max(1, size.outlets.length) - 1) / 2) * column;
  const x = source.position.x + (size.width - width) / 2 + shift;
  return freeFrom(flow, { x, y: source.position.y + size.height + ROW_GAP }, { source, measure });
}

function freeFrom(
  flow: FlowDocument,
  wanted: Position,
  { source, measure }: { source: Step; measure: Measure },
): Position {
  const others = Object.values(flow.steps).filter(({ parent }) => parent === source.parent);
  let { x } = wanted;
  for (let tries = 0; tries < others.length; tries += 1) {
    const inWay = others.find((other) => overlaps({ x, y: wanted.y }, other, measure(other)));
    if (inWay === undefined) break;
    x = inWay.position.x + measure(inWay).width + COLUMN_GAP;
  }
  return { x, y: wanted.y };
}

function overlaps(
  { x, y }: Position,
  { position }: Step,
  { width, height }: { width: number; height: number },
): boolean {
  return (
    x < position.x + width && x + CARD_WIDTH > position.x && y < position.y + height && y + CARD_HEIGHT > position.y
  );
}
