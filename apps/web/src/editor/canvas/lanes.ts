import type { Edge, Position, StepId } from '@patchbay/flow';
import { pointsOnCurve } from './cablePath.ts';
import type { Box } from './loopSize.ts';

const CLEAR = 40;
const NEAR = 8;
/** Neighbouring rows are nearer than this; nothing can stand between them. */
const NEXT_ROW = 130;

/**
 * The x at which a cable passes cards that stand in its way, on the side that is nearer; nothing when the way is free.
 * `boxes` are the steps of the same scope.
 */
export function laneFor(
  edge: Pick<Edge, 'from' | 'to'>,
  ends: { from: Position; to: Position },
  boxes: ReadonlyMap<StepId, Box>,
): number | undefined {
  const { from, to } = ends;
  if (to.y - from.y > 0 && to.y - from.y < NEXT_ROW) return undefined;
  const others = [...boxes].filter(([id]) => id !== edge.from && id !== edge.to).map(([, box]) => box);
  const goesDown = to.y > from.y;
  const way = goesDown ? pointsOnCurve(from, to) : [];
  if (goesDown && !others.some((box) => way.some((point) => covers(box, point)))) return undefined;
  const top = Math.min(from.y, to.y);
  const bottom = Math.max(from.y, to.y);
  const between = [...boxes.values()].filter(({ y, height }) => y < bottom + NEAR && y + height > top - NEAR);
  const inWay = grown(between, goesDown ? { from, to } : undefined);
  const right = Math.max(from.x, to.x, ...inWay.map(({ x, width }) => x + width)) + CLEAR;
  const left = Math.min(from.x, to.x, ...inWay.map(({ x }) => x)) - CLEAR;
  const length = (lane: number) => Math.abs(lane - from.x) + Math.abs(lane - to.x);
  return length(left) < length(right) ? left : right;
}

/** How an error wire leaves its step: the x it goes down at, and the middle of its label. */
export type ErrorLane = { x: number; label: Position };

/** Room that the label of an error wire needs beside its card, and the wire to turn down after it. */
const LABEL_ROOM = 92;
const TURN = 10;

/**
 * The way down for an error wire when a card stands beside its step: between the two, with the label beside the step
 * where there is room for it and below the step where there is none. Nothing when the way to the right is free.
 */
export function errorLane(
  edge: Pick<Edge, 'from' | 'to'>,
  ends: { from: Position; to: Position },
  boxes: ReadonlyMap<StepId, Box>,
): ErrorLane | undefined {
  const { from, to } = ends;
  const own = boxes.get(edge.from);
  if (own === undefined || to.y < from.y) return undefined;
  const beside = [...boxes]
    .filter(
      ([id, { x, y, height }]) => id !== edge.from && x >= from.x && y < from.y + NEAR && y + height > from.y - NEAR,
    )
    .map(([, { x }]) => x);
  const gap = Math.min(...beside) - from.x;
  if (gap > Math.max(LABEL_ROOM + CLEAR, to.x - from.x + CLEAR)) return undefined;
  if (gap > LABEL_ROOM + TURN) return { x: from.x + LABEL_ROOM, label: { x: from.x + 50, y: from.y } };
  const x = from.x + gap / 2;
  return { x, label: { x, y: own.y + own.height + 16 } };
}

/** Of the cards between, those the lane must clear: the ones in the columns between the two ends, and what touches them. */
function grown(between: readonly Box[], ends: { from: Position; to: Position } | undefined): readonly Box[] {
  if (ends === undefined) return between;
  let low = Math.min(ends.from.x, ends.to.x);
  let high = Math.max(ends.from.x, ends.to.x);
  const found = new Set<Box>();
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const box of between) {
      if (box.x > high + CLEAR || box.x + box.width < low - CLEAR) continue;
      found.add(box);
      low = Math.min(low, box.x);
      high = Math.max(high, box.x + box.width);
    }
  }
  return [...found];
}

function covers(box: Box, point: Position): boolean {
  return (
    point.x > box.x - NEAR &&
    point.x < box.x + box.width + NEAR &&
    point.y > box.y - NEAR &&
    point.y < box.y + box.height + NEAR
  );
}
