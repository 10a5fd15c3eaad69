import type { FlowDocument, Position, StepId } from '@patchbay/flow';
import { tn } from '../../texts/t.ts';
import { CARD_HEIGHT, FIRST_IN_LOOP, LINE_HEIGHT, ROW_GAP } from './card.ts';
import { type Clip, withNewIds } from './clip.ts';
import { type Command, type EditorState, nothingSelected } from './command.ts';
import { freeName, withEdges, withSteps } from './edits.ts';

/** Puts copied steps down, moved by `by`, into the loop `parent` or at the top, and selects them. */
export function pasteSteps({ clip, by, parent }: { clip: Clip; by: Position; parent?: StepId | undefined }): Command {
  return {
    id: 'steps.paste',
    label: tn(clip.steps.length, 'paste a step', 'paste {count} steps'),
    canRun: () => clip.steps.length + clip.notes.length > 0,
    run({ flow }, ids) {
      const copy = withNewIds(clip, ids);
      let next: FlowDocument = flow;
      for (const step of copy.steps) {
        const isTop = step.parent === undefined;
        const place = isTop ? { position: moved(step.position, by), ...(parent !== undefined && { parent }) } : {};
        next = withSteps(next, [{ ...step, ...place, name: freeName(next, step.name) }]);
      }
      const notes = copy.notes.map((note) => [note.id, { ...note, position: moved(note.position, by) }]);
      return {
        flow: withEdges({ ...next, notes: { ...next.notes, ...Object.fromEntries(notes) } }, copy.edges),
        selection: {
          ...nothingSelected,
          steps: new Set(copy.steps.filter((step) => step.parent === undefined).map(({ id }) => id)),
          notes: new Set(copy.notes.map(({ id }) => id)),
        },
      };
    },
  };
}

function moved(position: Position, by: Position): Position {
  return { x: position.x + by.x, y: position.y + by.y };
}

/** Where a clip goes that is pasted now: into the selected frame or that of the selected step, else to the top. */
export function pastePlace({ flow, selection }: EditorState, clip: Clip, isFrame: (id: StepId) => boolean): Paste {
  const [picked] = selection.steps;
  const step = selection.steps.size === 1 && picked !== undefined ? flow.steps[picked] : undefined;
  const copied = new Set(clip.steps.map(({ id }) => id));
  const isOfClip = step !== undefined && copied.has(step.id);
  const parent = step !== undefined && !isOfClip && isFrame(step.id) ? step.id : step?.parent;
  const tops = clip.steps.filter((one) => one.parent === undefined || !copied.has(one.parent));
  if (tops.every((top) => top.parent === parent)) return { clip, by: BESIDE, parent };
  const corner = {
    x: Math.min(...tops.map(({ position }) => position.x)),
    y: Math.min(...tops.map(({ position }) => position.y)),
  };
  const to = freeCorner(flow, parent);
  return { clip, by: { x: to.x - corner.x, y: to.y - corner.y }, parent };
}

type Paste = { clip: Clip; by: Position; parent: StepId | undefined };

const BESIDE = { x: 40, y: 40 };

/** Below all that stands there. */
function freeCorner(flow: FlowDocument, parent: StepId | undefined): Position {
  const there = Object.values(flow.steps).filter((step) => step.parent === parent);
  if (there.length === 0) return parent === undefined ? { x: 0, y: 0 } : FIRST_IN_LOOP;
  const lowest = Math.max(...there.map(({ position }) => position.y));
  const left = Math.min(...there.map(({ position }) => position.x));
  return { x: left, y: lowest + CARD_HEIGHT + LINE_HEIGHT + ROW_GAP };
}
