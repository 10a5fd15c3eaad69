import type { Note, NoteId, Position } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { type Command, nothingSelected } from './command.ts';

/** Puts an empty note on the canvas and selects it. */
export function addNote(position: Position): Command {
  return {
    id: 'notes.add',
    label: t('add a note'),
    run({ flow }, ids) {
      const note: Note = { id: ids.note(), text: '', position, width: 220, height: 120 };
      return {
        flow: { ...flow, notes: { ...flow.notes, [note.id]: note } },
        selection: { ...nothingSelected, notes: new Set([note.id]) },
      };
    },
  };
}

/** Changes what a note says or how large it is. */
export function changeNote(id: NoteId, change: Partial<Pick<Note, 'text' | 'width' | 'height' | 'position'>>): Command {
  return {
    id: 'notes.change',
    label: change.text === undefined ? t('resize a note') : t('write a note'),
    mergeKey: `note:${id}`,
    canRun: ({ flow }) => flow.notes[id] !== undefined,
    run(state) {
      const note = state.flow.notes[id];
      if (note === undefined) return state;
      return { ...state, flow: { ...state.flow, notes: { ...state.flow.notes, [id]: { ...note, ...change } } } };
    },
  };
}
