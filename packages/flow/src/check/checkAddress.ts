import { say } from '@patchbay/words';
import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own } from '../equal.ts';
import { type CheckContext, error, ofField } from './context.ts';

const WITH_ADDRESS: ReadonlySet<string | undefined> = new Set(['callback', 'approval']);

/** Whether a step that makes an address names a step that waits to be called or answered there, in the same place. */
export function checkAddress({ document, operationOf }: CheckContext, step: Step): Diagnostic[] {
  const operation = operationOf(step);
  const input = operation?.givesAddressOf?.input;
  const mapping = input === undefined ? undefined : own(step.inputs, input);
  if (operation === undefined || input === undefined || mapping === undefined) return [];
  const named = mapping.kind === 'literal' ? own(document.steps, String(mapping.value)) : undefined;
  if (named !== undefined && named.parent === step.parent && WITH_ADDRESS.has(operationOf(named)?.wait)) return [];
  const field = [input];
  const problem = say('choose a step beside it that waits for a callback or an approval.');
  return [
    error('callback_step_missing', ofField(step, operation.input, { path: field, problem }), { step: step.id, field }),
  ];
}
