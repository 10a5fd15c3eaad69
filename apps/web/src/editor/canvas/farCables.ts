import { ERROR, type Position, type StepId } from '@patchbay/flow';
import { LOOP_HEAD } from '../commands/card.ts';
import { cablePath } from './cablePath.ts';
import { INSIDE } from './edgeViews.ts';
import { ERROR_FROM_TOP, SOCKET } from './geometry.ts';
import type { CableState, EdgeView, StepView } from './toCanvas.ts';

const HALF = SOCKET / 2;

/** How a cable looks from far away; those that look the same are one line. */
type FarLook = CableState | 'selected';

/** Cables that look the same. `isInner`: within frames, which are drawn over what lies outside. `path` is SVG path data. */
export type FarLine = { look: FarLook; isInner: boolean; path: string };

type Shifts = ReadonlyMap<StepId, Position>;
type Standing = { steps: ReadonlyMap<StepId, StepView>; shifts?: Shifts };

/** How far each step is from where its view has it, while a hand holds it or a frame that it stands in. */
export function shiftsOf(steps: readonly StepView[], held: ReadonlyMap<string, Position>): Shifts {
  const shifts = new Map<StepId, Position>();
  if (held.size === 0) return shifts;
  // Frames come before what stands in them.
  for (const { id, parent, position } of steps) {
    const frame = parent && shifts.get(parent);
    const at = held.get(id);
    if (frame === undefined && at === undefined) continue;
    const own = at === undefined ? { x: 0, y: 0 } : { x: at.x - position.x, y: at.y - position.y };
    shifts.set(id, { x: (frame?.x ?? 0) + own.x, y: (frame?.y ?? 0) + own.y });
  }
  return shifts;
}

/** Many cables as a few lines: a shape for each would cost the browser more than all the cards. */
export function farLines(edges: readonly EdgeView[], { steps, shifts }: Standing): FarLine[] {
  const lines = new Map<string, FarLine>();
  for (const edge of edges) {
    const from = steps.get(edge.from);
    const to = steps.get(edge.to);
    if (from === undefined || to === undefined) continue;
    const look = edge.isSelected ? 'selected' : edge.state;
    const isInner = edge.isInside || from.parent !== undefined;
    const line = lines.get(`${look} ${isInner}`) ?? { look, isInner, path: '' };
    line.path += farPathOf(edge, { steps, ...(shifts && { shifts }) }) ?? '';
    lines.set(`${look} ${isInner}`, line);
  }
  return [...lines.values()];
}

/** How one cable runs, as SVG path data; undefined where one of its steps is not drawn. */
export function farPathOf(edge: EdgeView, { steps, shifts }: Standing): string | undefined {
  const from = steps.get(edge.from);
  const to = steps.get(edge.to);
  if (from === undefined || to === undefined) return undefined;
  const start = moved(startOf(edge, from), shifts?.get(from.id));
  return pathOf(edge, start, moved(endOf(edge, to), shifts?.get(to.id)));
}

function pathOf({ outlet, lane }: EdgeView, from: Position, to: Position): string {
  const side = outlet === ERROR ? 'right' : 'bottom';
  return cablePath({ from, to, side, ...(lane !== undefined && { lane }) }).path;
}

function startOf({ outlet }: EdgeView, { box, outlets }: StepView): Position {
  if (outlet === ERROR) return { x: box.x + box.width + HALF, y: box.y + ERROR_FROM_TOP };
  if (outlet === INSIDE) return { x: box.x + box.width / 2, y: box.y + LOOP_HEAD - 6 + HALF };
  const x = outlets.find(({ name }) => name === outlet)?.x ?? box.width / 2;
  return { x: box.x + x, y: box.y + box.height };
}

function endOf({ inlet }: EdgeView, { box, inlets }: StepView): Position {
  return { x: box.x + (inlets[inlet]?.x ?? box.width / 2), y: box.y };
}

function moved({ x, y }: Position, shift: Position | undefined): Position {
  return shift === undefined ? { x, y } : { x: x + shift.x, y: y + shift.y };
}
