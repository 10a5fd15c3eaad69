import type { NoteId, Position, StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { Command } from './command.ts';
import { withSteps } from './edits.ts';

/** New corners, in whole pixels. Steps inside a loop are counted from the loop's corner and move with it. */
export type Moves = { steps: ReadonlyMap<StepId, Position>; notes?: ReadonlyMap<NoteId, Position> };

/** Moves steps and notes. */
export function moveSteps({ steps, notes = new Map() }: Moves, label = t('move')): Command {
  return {
    id: 'steps.move',
    label,
    run(state) {
      const { flow } = state;
      const moved = [...steps].flatMap(([id, to]) => {
        const step = flow.steps[id];
        return step === undefined || isAt(step.position, to) ? [] : [{ ...step, position: rounded(to) }];
      });
      const movedNotes = [...notes].flatMap(([id, to]) => {
        const note = flow.notes[id];
        return note === undefined || isAt(note.position, to) ? [] : [{ ...note, position: rounded(to) }];
      });
      if (moved.length + movedNotes.length === 0) return state;
      const next = {
        ...flow,
        notes: { ...flow.notes, ...Object.fromEntries(movedNotes.map((note) => [note.id, note])) },
      };
      return { ...state, flow: withSteps(next, moved) };
    },
  };
}

function isAt(position: Position, to: Position): boolean {
  return position.x === Math.round(to.x) && position.y === Math.round(to.y);
}

function rounded({ x, y }: Position): Position {
  return { x: Math.round(x), y: Math.round(y) };
}
