import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own } from '../equal.ts';
import { quoted } from '../words.ts';
import { warning } from './context.ts';
import { fieldInWords } from './fieldInWords.ts';

/** More rounds than this are hardly ever meant, and take hours. */
const MANY_ROUNDS = 10_000;
const USUAL_ROUNDS = 100;

/** Whether a repetition ends of its own accord, should its condition never be met. */
export function checkLoop(step: Step, { frame, input }: CatalogOperation): Diagnostic[] {
  const limit = frame === 'until' ? own(step.inputs, 'limit') : undefined;
  if (limit === undefined || (limit.kind === 'literal' && !isMany(limit.value))) return [];
  const field = ['limit'];
  const why =
    limit.kind === 'literal'
      ? 'should its condition never be met, this takes very long. Set a lower limit.'
      : 'the limit comes from elsewhere and may be anything. Type it in.';
  const mapping = { kind: 'literal' as const, value: USUAL_ROUNDS };
  return [
    warning('loop_without_limit', `${quoted(step.name)}, ${fieldInWords(input, field)}: ${why}`, {
      step: step.id,
      field,
      fixes: [{ title: `At most ${USUAL_ROUNDS} rounds`, kind: 'map', mapping }],
    }),
  ];
}

function isMany(value: unknown): boolean {
  return typeof value === 'number' && value > MANY_ROUNDS;
}
