import { say } from '@patchbay/words';
import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own } from '../equal.ts';
import { quoted } from '../words.ts';
import { note } from './context.ts';

/** Methods that do a thing again when they are sent again. */
const UNSAFE = new Set(['POST', 'PATCH']);

/** What to know of a call that would happen twice if it were sent twice, and has no key by which the other side could tell. */
export function checkRepeating(step: Step, operation: CatalogOperation): Diagnostic[] {
  if (operation.kind !== 'call' || !isUnsafe(step, operation)) return [];
  const message = say(
    'If the line breaks while {step} runs, nobody can tell whether it happened. The run then stops and asks you, so that it does not happen twice.',
    { step: quoted(step.name) },
  );
  return [note('call_not_repeatable', message, { step: step.id })];
}

function isUnsafe({ inputs }: Step, { repeat }: CatalogOperation): boolean {
  if (repeat !== 'by-method') return repeat === 'unsafe';
  const method = own(inputs, 'method');
  const headers = own(inputs, 'headers');
  const hasKey =
    headers?.kind === 'object' && Object.keys(headers.fields).some((name) => name.toLowerCase() === 'idempotency-key');
  return method?.kind === 'literal' && UNSAFE.has(String(method.value)) && !hasKey;
}
