import type { Position, StepId } from '@patchbay/flow';
import { FIRST_IN_LOOP } from '../commands/card.ts';
import type { Box } from './loopSize.ts';
import type { StepView } from './toCanvas.ts';

/** A step leaves its own frame only when the hand is this far outside: the frame grows with what is put at its edge. */
const RELUCTANCE = 24;
const LEAST = { x: 16, y: FIRST_IN_LOOP.y - 24 };

/** The innermost frame that the hand is over; never one that is being moved itself, or that stands in one. */
export function frameUnder(
  steps: readonly StepView[],
  { moving, pointer }: { moving: readonly StepId[]; pointer: Position },
): StepId | undefined {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const held = new Set(moving);
  const isHeld = (step: StepView | undefined): boolean =>
    step !== undefined && (held.has(step.id) || (step.parent !== undefined && isHeld(byId.get(step.parent))));
  const homes = new Set(moving.map((id) => byId.get(id)?.parent));
  const frame = steps.findLast(
    (step) => step.kind === 'loop' && !isHeld(step) && holds(step.box, pointer, homes.has(step.id) ? RELUCTANCE : 0),
  );
  return frame?.id;
}

/** Where steps come to stand that are let go over a frame, or outside of theirs: `to` are their corners as they were drawn. */
export function placesIn(
  steps: readonly StepView[],
  { to, parent }: { to: ReadonlyMap<StepId, Position>; parent: StepId | undefined },
): Map<StepId, Position> {
  const boxOf = (id: StepId | undefined) => steps.find((step) => step.id === id)?.box ?? { x: 0, y: 0 };
  const frame = boxOf(parent);
  return new Map(
    [...to].map(([id, corner]) => {
      const home = boxOf(steps.find((step) => step.id === id)?.parent);
      const place = { x: home.x + corner.x - frame.x, y: home.y + corner.y - frame.y };
      return [id, parent === undefined ? place : { x: Math.max(LEAST.x, place.x), y: Math.max(LEAST.y, place.y) }];
    }),
  );
}

function holds(box: Box, { x, y }: Position, margin: number): boolean {
  const isAcross = x > box.x - margin && x < box.x + box.width + margin;
  return isAcross && y > box.y - margin && y < box.y + box.height + margin;
}
