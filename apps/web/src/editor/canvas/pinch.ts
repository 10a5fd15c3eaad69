import type { Position } from '@patchbay/flow';

/** Two fingers on the sheet, in pixels of the window's corner that the sheet is drawn in. */
export type Fingers = readonly [Position, Position];

/** Where the sheet stands under its window, and how large. */
export type SheetView = { x: number; y: number; zoom: number };

export type Pinch = { view: SheetView; from: Fingers; to: Fingers; least: number; most: number };

/** Where the sheet stands once two fingers have gone elsewhere: what was between them still is, as much larger as they parted. */
export function pinched({ view, from, to, least, most }: Pinch): SheetView {
  const apart = span(from);
  const zoom = Math.min(most, Math.max(least, apart === 0 ? view.zoom : (view.zoom * span(to)) / apart));
  const before = middle(from);
  const now = middle(to);
  const scale = zoom / view.zoom;
  return { x: now.x - (before.x - view.x) * scale, y: now.y - (before.y - view.y) * scale, zoom };
}

function span([a, b]: Fingers): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle([a, b]: Fingers): Position {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
