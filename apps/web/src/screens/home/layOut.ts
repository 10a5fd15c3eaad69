import type { Picture } from './useHome.ts';

/** A card's width, its height, and how far apart rows are: far enough for a few values beside a cable. */
export const CARD = { width: 300, height: 60, row: 140 };

export type PlacedStep = Picture['steps'][number] & { left: number; top: number };

/** A cable from the foot of one card to the head of another, with what the first one gave. */
export type PlacedWire = { key: string; path: string; from: PlacedStep; label: { left: number; top: number } };

export type LaidOut = { steps: PlacedStep[]; wires: PlacedWire[]; width: number; height: number };

/** The steps of a picture in rows: in the order they stand on the canvas, with room for data between them. */
export function layOut({ steps, wires }: Picture): LaidOut {
  const left = Math.min(...steps.map(({ at }) => at.x));
  const rows = [...new Set(steps.map(({ at }) => at.y))].sort((a, b) => a - b);
  const placed = steps
    .map((step) => ({ ...step, left: step.at.x - left, top: rows.indexOf(step.at.y) * CARD.row }))
    .sort((a, b) => a.top - b.top || a.left - b.left);
  const byId = new Map(placed.map((step) => [step.id, step]));
  return {
    steps: placed,
    wires: wires.flatMap((wire) => {
      const [from, to] = [byId.get(wire.from), byId.get(wire.to)];
      return from && to ? [wireOf(from, to)] : [];
    }),
    width: Math.max(0, ...placed.map((step) => step.left + CARD.width)),
    height: Math.max(0, ...placed.map((step) => step.top + CARD.height)),
  };
}

function wireOf(from: PlacedStep, to: PlacedStep): PlacedWire {
  const [x1, y1] = [from.left + CARD.width / 2, from.top + CARD.height];
  const [x2, y2] = [to.left + CARD.width / 2, to.top];
  const bend = Math.max(24, (y2 - y1) * 0.55);
  return {
    key: `${from.id} ${to.id}`,
    path: `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`,
    from,
    label: { left: (x1 + x2) / 2 + 26, top: (y1 + y2) / 2 },
  };
}
