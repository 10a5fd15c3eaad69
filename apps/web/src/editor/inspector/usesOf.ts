import { referencedSteps } from '@patchbay/expression';
import type { FlowDocument } from '@patchbay/flow';

export type Uses = { fields: number; steps: number };

/** How many fields of how many other steps take data from a step. */
export function usesOf(flow: FlowDocument, id: string): Uses {
  const counts = Object.values(flow.steps)
    .filter((step) => step.id !== id && step.parent !== id)
    .map(({ inputs }) => Object.values(inputs).reduce((sum, mapping) => sum + countIn(mapping, id), 0))
    .filter((count) => count > 0);
  return { fields: counts.reduce((sum, count) => sum + count, 0), steps: counts.length };
}

type Mapping = Parameters<typeof referencedSteps>[0];

function countIn(mapping: Mapping, id: string): number {
  if (mapping.kind === 'object')
    return Object.values(mapping.fields).reduce((sum, field) => sum + countIn(field, id), 0);
  if (mapping.kind === 'list') return mapping.items.reduce((sum, item) => sum + countIn(item, id), 0);
  return referencedSteps(mapping).includes(id) ? 1 : 0;
}

/** "3 fields in 2 steps used it. They need a replacement."; empty when nothing did. */
export function usesWords({ fields, steps }: Uses): string {
  if (fields === 0) return '';
  const words = `${fields} ${fields === 1 ? 'field' : 'fields'} in ${steps} ${steps === 1 ? 'step' : 'steps'}`;
  return `${words} used it and ${fields === 1 ? 'needs' : 'need'} a replacement.`;
}
