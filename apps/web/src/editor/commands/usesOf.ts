import { type Mapping, referencedSteps } from '@patchbay/expression';
import type { FlowDocument, StepId } from '@patchbay/flow';
import { tn } from '../../texts/t.ts';

export type Uses = { fields: number; steps: number };

/** How many fields, in how many other steps, take their value from one of these steps. */
export function usesOf(flow: FlowDocument, ids: ReadonlySet<StepId>): Uses {
  const counts = Object.values(flow.steps)
    .filter(({ id }) => !ids.has(id))
    .map(({ inputs }) => Object.values(inputs).reduce((sum, mapping) => sum + countIn(mapping, ids), 0))
    .filter((count) => count > 0);
  return { fields: counts.reduce((sum, count) => sum + count, 0), steps: counts.length };
}

/** "3 fields in 2 steps used it and need a replacement."; empty when nothing did. */
export function usesWords({ fields, steps }: Uses): string {
  if (fields === 0) return '';
  return tn(
    fields,
    '{count} field in {steps} used it and needs a replacement.',
    '{count} fields in {steps} used it and need a replacement.',
    { steps: tn(steps, '{count} step', '{count} steps') },
  );
}

function countIn(mapping: Mapping, ids: ReadonlySet<string>): number {
  if (mapping.kind === 'object') return sum(Object.values(mapping.fields), ids);
  if (mapping.kind === 'list') return sum(mapping.items, ids);
  return referencedSteps(mapping).some((step) => ids.has(step)) ? 1 : 0;
}

function sum(mappings: readonly Mapping[], ids: ReadonlySet<string>): number {
  return mappings.reduce((total, mapping) => total + countIn(mapping, ids), 0);
}
