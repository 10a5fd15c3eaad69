import type { Position } from '@patchbay/flow';

/** A cable from an outlet to the socket on top of the next step. `lane` is the x it takes around other cards. */
export type CableEnds = { from: Position; to: Position; side: 'bottom' | 'right'; lane?: number };

/** `path` is SVG path data; `middle` is where the + stands; `start` and `end` are where the boots sit. */
export type CablePath = { path: string; middle: Position; start: Position; end: Position };

const BEND = 16;
const CLEAR = 40;
/** Where a cable needs less than this to turn, it goes around instead. */
const LEAST_DROP = 6;

/** How a cable runs: an S to the row below, right angles around cards, out to the right from the error outlet. */
export function cablePath({ from, to, side, lane }: CableEnds): CablePath {
  if (side === 'right') return lane === undefined ? fromTheRight(from, to) : downBeside(from, to, lane);
  const isStraight = Math.abs(to.x - from.x) < BEND && to.y > from.y - BEND;
  if (lane === undefined && (isStraight || to.y - from.y >= LEAST_DROP)) return curve(from, to);
  return around(from, to, lane ?? Math.max(from.x, to.x) + 150 + CLEAR);
}

/** Points along the S between two sockets, for seeing whether cards stand in its way. */
export function pointsOnCurve(from: Position, to: Position): Position[] {
  return [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((t) => ({
    x: from.x + (to.x - from.x) * (3 * t * t - 2 * t * t * t),
    y: bezier([from.y, from.y + (to.y - from.y) * 0.55, to.y - (to.y - from.y) * 0.55, to.y], t),
  }));
}

function curve(from: Position, to: Position): CablePath {
  const reach = (to.y - from.y) * 0.55;
  return {
    path: `M${from.x} ${from.y}C${from.x} ${from.y + reach} ${to.x} ${to.y - reach} ${to.x} ${to.y}`,
    middle: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
    start: from,
    end: to,
  };
}

/** Out to the lane in an S where there is room below, down or up along it, and in from the side. */
function around(from: Position, to: Position, lane: number): CablePath {
  const bottom = to.y - 22;
  const turn = from.y + 46;
  if (turn + BEND < bottom) {
    const out = `M${from.x} ${from.y}C${from.x} ${from.y + 25} ${lane} ${from.y + 21} ${lane} ${turn}`;
    const back = rounded([{ x: lane, y: turn }, { x: lane, y: bottom }, { x: to.x, y: bottom }, to]).replace('M', 'L');
    return { path: out + back, middle: { x: lane, y: (turn + bottom) / 2 }, start: from, end: to };
  }
  const side = from.y + 18;
  const corners = [
    from,
    { x: from.x, y: side },
    { x: lane, y: side },
    { x: lane, y: bottom },
    { x: to.x, y: bottom },
    to,
  ];
  return { path: rounded(corners), middle: { x: lane, y: (side + bottom) / 2 }, start: from, end: to };
}

function fromTheRight(from: Position, to: Position): CablePath {
  if (to.x > from.x + CLEAR && to.y > from.y + BEND) {
    const corner = { x: to.x, y: from.y };
    return { path: rounded([from, corner, to]), middle: { x: to.x, y: (from.y + to.y) / 2 + 4 }, start: from, end: to };
  }
  return downBeside(from, to, Math.max(from.x, to.x + 150) + CLEAR);
}

/** From the error outlet, down along the lane and in from its side. */
function downBeside(from: Position, to: Position, lane: number): CablePath {
  const bottom = to.y - 26;
  const corners = [from, { x: lane, y: from.y }, { x: lane, y: bottom }, { x: to.x, y: bottom }, to];
  return { path: rounded(corners), middle: { x: lane, y: (from.y + bottom) / 2 }, start: from, end: to };
}

/** A line through the points with its corners rounded off, as far as the neighbouring stretches allow. */
function rounded(points: readonly Position[]): string {
  const parts = points.map((point, at) => {
    const before = points[at - 1];
    const after = points[at + 1];
    if (before === undefined) return `M${point.x} ${point.y}`;
    if (after === undefined) return `L${point.x} ${point.y}`;
    const bend = Math.min(BEND, distance(before, point) / 2, distance(point, after) / 2);
    const into = towards(point, before, bend);
    const out = towards(point, after, bend);
    return `L${into.x} ${into.y}Q${point.x} ${point.y} ${out.x} ${out.y}`;
  });
  return parts.join('');
}

function towards(from: Position, to: Position, by: number): Position {
  const length = distance(from, to);
  if (length === 0) return from;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

function distance(a: Position, b: Position): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function bezier([a = 0, b = 0, c = 0, d = 0]: readonly number[], t: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}
