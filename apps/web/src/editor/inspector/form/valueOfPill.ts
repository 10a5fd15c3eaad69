import { previewMapping } from '@patchbay/execution';
import type { EvaluationContext, Formula, Reference } from '@patchbay/expression';

/** What a pill gives on the samples; undefined where it gives nothing or cannot be worked out. */
export function valueOfPill(pill: Reference | Formula, context: EvaluationContext): unknown {
  const preview = previewMapping(pill, context);
  return preview.ok ? preview.value : undefined;
}
