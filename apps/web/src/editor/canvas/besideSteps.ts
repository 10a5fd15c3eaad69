import type { Position } from '@patchbay/flow';
import type { CanvasView } from './toCanvas.ts';

const WIDTH = 220;
const GAP = 40;

/** Where a new note stands while the sheet is not drawn: at the left of all steps, below the notes that stand there already. */
export function besideSteps({ steps, notes }: Drawn): Position {
  if (steps.length === 0) return { x: 0, y: 0 };
  const left = Math.min(...steps.map(({ box }) => box.x));
  const top = Math.min(...steps.map(({ box }) => box.y));
  const ends = notes.flatMap(({ note: { position, height } }) =>
    position.x < left ? [position.y + height + GAP] : [],
  );
  return { x: left - GAP - WIDTH, y: Math.max(top, ...ends) };
}

type Drawn = {
  steps: readonly Pick<CanvasView['steps'][number], 'box'>[];
  notes: readonly Pick<CanvasView['notes'][number], 'note'>[];
};
