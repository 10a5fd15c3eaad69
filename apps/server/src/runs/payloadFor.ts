import type { PlannedStep } from '@patchbay/execution';

/**
 * What a trigger gives for a payload a person supplied: a webhook step gives a whole request, so a bare body is put into
 * one, and what was captured is taken as it is.
 */
export function payloadFor(trigger: PlannedStep, payload: unknown): unknown {
  if (trigger.operation !== 'webhook' || isRequest(payload)) return payload;
  const method = trigger.inputs.method;
  const named = method?.kind === 'literal' && typeof method.value === 'string' ? method.value : 'POST';
  return { body: payload, query: {}, headers: {}, method: named === 'ANY' ? 'POST' : named };
}

function isRequest(payload: unknown): boolean {
  return (
    typeof payload === 'object' &&
    payload !== null &&
    ['body', 'query', 'headers', 'method'].every((field) => Object.hasOwn(payload, field))
  );
}
