import type { NoteId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { Command, EditorState } from './command.ts';
import { withoutEdges } from './edits.ts';
import { removeSteps } from './removeSteps.ts';

/** What the Delete key does: removes the selected steps, wires and notes, and bridges where steps stood. */
export function removeSelection({ selection }: Pick<EditorState, 'selection'>): Command {
  const steps = removeSteps([...selection.steps]);
  const count = selection.steps.size + selection.edges.size + selection.notes.size;
  return {
    id: 'selection.remove',
    label: count === 1 ? deletesOne(selection) : t('delete {count} things', { count }),
    canRun: () => count > 0,
    run(state, ids) {
      const withoutWires = { ...state, flow: withoutNotes(withoutEdges(state.flow, selection.edges), selection.notes) };
      return selection.steps.size === 0 ? withoutWires : steps.run(withoutWires, ids);
    },
  };
}

function deletesOne({ steps, edges }: EditorState['selection']): string {
  if (steps.size > 0) return t('delete a step');
  return edges.size > 0 ? t('delete a wire') : t('delete a note');
}

function withoutNotes(flow: EditorState['flow'], ids: ReadonlySet<NoteId>): EditorState['flow'] {
  if (ids.size === 0) return flow;
  return { ...flow, notes: Object.fromEntries(Object.entries(flow.notes).filter(([, note]) => !ids.has(note.id))) };
}
