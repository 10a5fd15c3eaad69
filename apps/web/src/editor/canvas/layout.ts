import { FIRST_IN_LOOP } from '../commands/card.ts';
import { blockOf, type LayoutEdge, type LayoutStep } from './blocks.ts';
import { type Box, loopSize, type Size } from './loopSize.ts';

/** A flow as the layout sees it. Steps and wires in the order they stand from left to right. */
export type LayoutInput = {
  steps: (LayoutStep & { parent?: string; isLoop: boolean })[];
  edges: LayoutEdge[];
};

/** Corners by step; inside a loop, from the loop's corner. */
export type LayoutResult = Record<string, { x: number; y: number }>;

/** Top to bottom, tidy. Loops are laid out from the inside out, so that each frame's size is known when it is placed. */
export function layoutFlow(input: LayoutInput): LayoutResult {
  const corners: LayoutResult = {};
  arrange(undefined, input, corners);
  return corners;
}

/** Places the steps of one scope, and answers how much room they take. */
function arrange(parent: string | undefined, input: LayoutInput, corners: LayoutResult): Box[] {
  const steps = input.steps.filter((step) => step.parent === parent);
  const ids = new Set(steps.map(({ id }) => id));
  const edges = input.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const sizes = new Map(
    steps.map((step): [string, Size] => [step.id, step.isLoop ? loopSize(arrange(step.id, input, corners)) : step]),
  );
  const boxes = blockOf(
    steps.map((step) => ({ ...step, ...sizes.get(step.id) })),
    edges,
  );
  const origin = parent === undefined ? { x: 0, y: 0 } : FIRST_IN_LOOP;
  const left = Math.min(...boxes.map(({ x }) => x)) - origin.x;
  const placed = boxes.map((box) => ({ ...box, x: Math.round(box.x - left), y: box.y + origin.y }));
  for (const { id, x, y } of placed) corners[id] = { x, y };
  return placed;
}
