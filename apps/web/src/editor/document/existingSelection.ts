import type { EditorState, Selection } from '../commands/command.ts';

/** The selection without what is no longer in the document; the same object when all of it is. */
export function existingSelection({ flow, selection }: EditorState): Selection {
  const steps = keep(selection.steps, flow.steps);
  const edges = keep(selection.edges, flow.edges);
  const notes = keep(selection.notes, flow.notes);
  if (steps === selection.steps && edges === selection.edges && notes === selection.notes) return selection;
  return { steps, edges, notes };
}

function keep<Id extends string>(ids: ReadonlySet<Id>, records: Record<string, unknown>): ReadonlySet<Id> {
  for (const id of ids)
    if (!Object.hasOwn(records, id)) return new Set([...ids].filter((id) => Object.hasOwn(records, id)));
  return ids;
}
