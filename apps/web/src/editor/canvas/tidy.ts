import type { NoteId, Position, StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { moveSteps } from '../commands/moveSteps.ts';
import type { Editor } from '../document/createEditor.ts';
import { announce } from '../statusLine.ts';
import { layoutFlow } from './layout.ts';
import type { Box } from './loopSize.ts';
import { type FaceOf, shapeOf } from './tidyShape.ts';
import type { CanvasView } from './toCanvas.ts';

/** Lays the whole flow out anew. One step of the history: Undo brings every position back. */
export function tidy(editor: Editor, { view, faceOf }: { view: CanvasView; faceOf: FaceOf }): void {
  const corners = layoutFlow(shapeOf(editor.getState().flow, faceOf));
  const moves = view.steps.flatMap(({ id }): [StepId, Position][] => {
    const corner = corners[id];
    return corner === undefined ? [] : [[id, corner]];
  });
  const notes = new Map(notesBeside(view, new Map(moves)));
  editor.execute(moveSteps({ steps: new Map(moves), notes }, t('tidy up')));
  announce(t('Tidied up.'));
}

const GAP = 36;

/** A note goes where the step went that it stands nearest to; where steps stand now, it goes to the left of them all. */
function notesBeside({ steps, notes }: CanvasView, moves: ReadonlyMap<StepId, Position>): [NoteId, Position][] {
  const tops = steps.filter(({ parent }) => parent === undefined);
  const boxes = tops.map(({ id, box }) => ({ before: box, after: { ...box, ...moves.get(id) } }));
  const left = Math.min(...boxes.map(({ after }) => after.x));
  let free = Number.NEGATIVE_INFINITY;
  return notes.map(({ note }): [NoteId, Position] => {
    const { x, y } = note.position;
    const nearest = boxes.toSorted((a, b) => distance(a.before, { x, y }) - distance(b.before, { x, y }))[0];
    if (nearest === undefined) return [note.id, { x, y }];
    const { before, after } = nearest;
    const place = { x: x + after.x - before.x, y: y + after.y - before.y };
    if (!boxes.some((box) => overlap(box.after, { ...note, ...place }))) return [note.id, place];
    const beside = { x: left - note.width - GAP, y: Math.max(place.y, free) };
    free = beside.y + note.height + GAP;
    return [note.id, beside];
  });
}

function distance(box: Box, { x, y }: Position): number {
  return Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
