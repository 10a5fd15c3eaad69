import { say } from '@patchbay/words';
import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own } from '../equal.ts';
import { ofField, titled, warning } from './context.ts';

/** More rounds than this are hardly ever meant, and take hours. */
const MANY_ROUNDS = 10_000;
const USUAL_ROUNDS = 100;

/** Whether a repetition ends of its own accord, should its condition never be met. */
export function checkLoop(step: Step, { frame, input }: CatalogOperation): Diagnostic[] {
  const limit = frame === 'until' ? own(step.inputs, 'limit') : undefined;
  if (limit === undefined || (limit.kind === 'literal' && !isMany(limit.value))) return [];
  const field = ['limit'];
  const problem =
    limit.kind === 'literal'
      ? say('should its condition never be met, this takes very long. Set a lower limit.')
      : say('the limit comes from elsewhere and may be anything. Type it in.');
  const mapping = { kind: 'literal' as const, value: USUAL_ROUNDS };
  return [
    warning('loop_without_limit', ofField(step, input, { path: field, problem }), {
      step: step.id,
      field,
      fixes: [{ ...titled(say('At most {count} rounds', { count: USUAL_ROUNDS })), kind: 'map', mapping }],
    }),
  ];
}

function isMany(value: unknown): boolean {
  return typeof value === 'number' && value > MANY_ROUNDS;
}
