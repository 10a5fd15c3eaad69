import type { FlowDocument, Position } from '@patchbay/flow';
import { boxesOf } from './geometry.ts';
import type { Box } from './loopSize.ts';
import type { FaceOf } from './tidyShape.ts';

/** A note goes with the step that it stands nearest to. */
export function nearbyNotes(
  { before, after }: { before: FlowDocument; after: FlowDocument },
  faceOf: FaceOf,
): FlowDocument {
  const notes = Object.values(after.notes);
  if (notes.length === 0) return after;
  const [was, is] = [boxesOf(before, faceOf), boxesOf(after, faceOf)];
  const moved = notes.map((note) => {
    const middle = { x: note.position.x + note.width / 2, y: note.position.y + note.height / 2 };
    const [near] = [...was].toSorted(([, a], [, b]) => distance(a, middle) - distance(b, middle));
    const to = near && is.get(near[0]);
    if (near === undefined || to === undefined) return note;
    const [, from] = near;
    return { ...note, position: { x: note.position.x + to.x - from.x, y: note.position.y + to.y - from.y } };
  });
  return { ...after, notes: Object.fromEntries(moved.map((note) => [note.id, note])) };
}

function distance(box: Box, { x, y }: Position): number {
  return Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
}
