import { DONE, ERROR, type FlowDocument, type Outlet, type Position, type Step, type StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { cardHeight, cardWidth, LINE_HEIGHT } from '../commands/card.ts';
import type { StepFace } from '../document/createCatalog.ts';
import { type Box, loopSize, type Size } from './loopSize.ts';

export const SOCKET = 13;
const INLET_GAP = 68;
/** Above this many wires into a step they share one socket. */
const MOST_INLETS = 3;
/** The error outlet stands beside the name, from the card's top. */
export const ERROR_FROM_TOP = 29;

type Faces = (step: Step) => Pick<StepFace, 'kind' | 'outlets'>;

/** Sizes and places of every step that is seen, loops grown around what is inside them. `lines` names the steps with a line below the name. */
export function boxesOf(flow: FlowDocument, faceOf: Faces, lines: ReadonlySet<StepId> = new Set()): Map<StepId, Box> {
  const inside = Map.groupBy(Object.values(flow.steps), (step) => step.parent);
  const boxes = new Map<StepId, Box>();
  const place = (step: Step, origin: Position, depth: number): Box => {
    const corner = { x: origin.x + step.position.x, y: origin.y + step.position.y };
    const face = faceOf(step);
    const box = {
      ...corner,
      ...(isOpenFrame(step, face) && depth < 20 ? frame(step, corner, depth) : card(step, face)),
    };
    boxes.set(step.id, box);
    return box;
  };
  const frame = (loop: Step, corner: Position, depth: number): Size => {
    const inner = (inside.get(loop.id) ?? []).map((step) => place(step, corner, depth + 1));
    return loopSize(inner.map((box) => from(corner, box)));
  };
  const card = (step: Step, { outlets }: { outlets: readonly Outlet[] }): Size => ({
    width: cardWidth(outlets),
    height: cardHeight(outlets) + (lines.has(step.id) ? LINE_HEIGHT : 0),
  });
  for (const step of Object.values(flow.steps)) if (!isInLoop(flow, step)) place(step, { x: 0, y: 0 }, 0);
  return boxes;
}

/** A frame that shows what stands in it. */
function isOpenFrame({ folded }: Step, { kind }: Pick<StepFace, 'kind'>): boolean {
  return kind === 'forEach' && folded !== true;
}

function from(corner: Position, { x, y, width, height }: Box): Box {
  return { x: x - corner.x, y: y - corner.y, width, height };
}

function isInLoop(flow: FlowDocument, step: Step): boolean {
  return step.parent !== undefined && flow.steps[step.parent] !== undefined;
}

/** The sockets on top, one a wire up to three; from the left, the middle of each from the card's left edge. */
export function inletXs(count: number, width: number): number[] {
  const sockets = count > MOST_INLETS ? 1 : Math.max(1, count);
  return Array.from({ length: sockets }, (_, at) => width / 2 + (at - (sockets - 1) / 2) * INLET_GAP);
}

/** The middle of an outlet's socket, from the card's left edge. */
export function outletX(index: number, count: number, width: number): number {
  return (width * (index + 1)) / (count + 1);
}

/** The middle of an outlet's socket, from the step's own corner. */
export function outletPoint(outlets: readonly Outlet[], outlet: string, size: Size): Position {
  if (outlet === ERROR) return { x: size.width, y: ERROR_FROM_TOP };
  const index = outlets.findIndex(({ name }) => name === outlet);
  return { x: outletX(Math.max(0, index), Math.max(1, outlets.length), size.width), y: size.height };
}

/** The outlets a card shows at its bottom: the operation's, or just `done`. A step that answers has none of its own. */
export function bottomOutlets(outlets: readonly Outlet[]): readonly Outlet[] {
  return outlets.length > 0 ? outlets : [{ name: DONE, label: t('done') }];
}
