import type { Mapping, Reference } from '@patchbay/expression';
import { Edge, Note, Step, type StepId } from '@patchbay/flow';
import { z } from 'zod/mini';
import type { EditorState, Ids } from './command.ts';
import { withInsides } from './edits.ts';
import { renameInFormula } from './renameInFormula.ts';

/** Copied steps, with the wires among them, as they go through the clipboard. */
export const Clip = z.strictObject({
  patchbay: z.literal('steps'),
  steps: z.array(Step).check(z.maxLength(2_000)),
  edges: z.array(Edge).check(z.maxLength(10_000)),
  notes: z.array(Note).check(z.maxLength(2_000)),
});
export type Clip = z.infer<typeof Clip>;

/** What is selected, with all that is inside selected loops and every wire between two copied steps. */
export function clipOf({ flow, selection }: EditorState): Clip {
  const ids = withInsides(flow, selection.steps);
  return {
    patchbay: 'steps',
    steps: Object.values(flow.steps).filter(({ id }) => ids.has(id)),
    edges: Object.values(flow.edges).filter(({ from, to }) => ids.has(from) && ids.has(to)),
    notes: Object.values(flow.notes).filter(({ id }) => selection.notes.has(id)),
  };
}

/** The clip with new ids everywhere, so that it can stand beside its original. References among the copies follow. */
export function withNewIds(clip: Clip, ids: Ids): Clip {
  const renamed = new Map(clip.steps.map(({ id, name }) => [id, ids.step(name)]));
  const idOf = (id: StepId) => renamed.get(id) ?? id;
  return {
    ...clip,
    steps: clip.steps.map((step): Step => {
      const inputs = Object.entries(step.inputs).map(([name, mapping]) => [name, followed(mapping, renamed)]);
      const { parent, ...rest } = step;
      const inside = parent !== undefined && renamed.has(parent) ? { parent: idOf(parent) } : {};
      return { ...rest, ...inside, id: idOf(step.id), inputs: Object.fromEntries(inputs) };
    }),
    edges: clip.edges.map((edge) => ({ ...edge, id: ids.edge(), from: idOf(edge.from), to: idOf(edge.to) })),
    notes: clip.notes.map((note) => ({ ...note, id: ids.note() })),
  };
}

type Renamed = ReadonlyMap<string, StepId>;

function followed(mapping: Mapping, renamed: Renamed): Mapping {
  switch (mapping.kind) {
    case 'literal':
      return mapping;
    case 'reference':
      return reference(mapping, renamed);
    case 'formula':
      return { ...mapping, source: renameInFormula(mapping.source, renamed) };
    case 'template':
      return {
        ...mapping,
        parts: mapping.parts.map((part) =>
          typeof part === 'string'
            ? part
            : part.kind === 'reference'
              ? reference(part, renamed)
              : { ...part, source: renameInFormula(part.source, renamed) },
        ),
      };
    case 'object':
      return {
        ...mapping,
        fields: Object.fromEntries(
          Object.entries(mapping.fields).map(([name, field]) => [name, followed(field, renamed)]),
        ),
      };
    case 'list':
      return { ...mapping, items: mapping.items.map((item) => followed(item, renamed)) };
  }
}

function reference(mapping: Reference, renamed: Renamed): Reference {
  return { ...mapping, step: renamed.get(mapping.step) ?? mapping.step };
}
