import type { FlowDocument, Position, StepId } from '@patchbay/flow';
import { type Clip, withNewIds } from './clip.ts';
import { type Command, nothingSelected } from './command.ts';
import { freeName, withEdges, withSteps } from './edits.ts';

/** Puts copied steps down, moved by `by`, into the loop `parent` or at the top, and selects them. */
export function pasteSteps({ clip, by, parent }: { clip: Clip; by: Position; parent?: StepId }): Command {
  return {
    id: 'steps.paste',
    label: clip.steps.length === 1 ? 'paste a step' : `paste ${clip.steps.length} steps`,
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
