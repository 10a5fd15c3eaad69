import { NoteId, StepId } from '@patchbay/flow';
import type { NodeChange } from '@xyflow/react';
import type { Selection } from '../commands/command.ts';
import type { CanvasNode } from './toReactFlow.ts';

/** The selection after what React Flow says was picked and let go; the same one when nothing was. */
export function withChanges(
  before: Selection,
  changes: readonly NodeChange<CanvasNode>[],
  isNote: (id: string) => boolean,
): Selection {
  const selects = changes.filter((change) => change.type === 'select');
  if (selects.length === 0) return before;
  const steps = new Set(before.steps);
  const notes = new Set(before.notes);
  for (const { id, selected } of selects) {
    if (isNote(id)) toggle(notes, NoteId.parse(id), selected);
    else toggle(steps, StepId.parse(id), selected);
  }
  return { ...before, steps, notes };
}

function toggle<Id>(ids: Set<Id>, id: Id, isIn: boolean) {
  if (isIn) ids.add(id);
  else ids.delete(id);
}
