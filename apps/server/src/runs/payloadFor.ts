import type { PlannedStep } from '@patchbay/execution';
import { readSchedule, schedulePayload } from '@patchbay/expression';
import { typedFields } from '../schedules/scheduleSteps.ts';

/**
 * What a trigger gives for a payload a person supplied: a webhook step gives a whole request, so a bare body is put into
 * one, and what was captured is taken as it is. Without a payload a schedule is as if its time had come at `now`.
 */
export function payloadFor(trigger: Pick<PlannedStep, 'operation' | 'inputs'>, payload: unknown, now: number): unknown {
  if (trigger.operation === 'schedule' && (payload === undefined || payload === null)) {
    const read = readSchedule(typedFields(trigger));
    return schedulePayload(read.ok ? read.rule : { zone: 'UTC' }, { occursAt: now, missed: 0 });
  }
  if (trigger.operation !== 'webhook' || isRequest(payload)) return payload;
  const method = trigger.inputs.method;
  const named = method?.kind === 'literal' && typeof method.value === 'string' ? method.value : 'POST';
  return { body: payload, query: {}, headers: {}, method: named === 'ANY' ? 'POST' : named, path: '' };
}

function isRequest(payload: unknown): boolean {
  return (
    typeof payload === 'object' &&
    payload !== null &&
    ['body', 'query', 'headers', 'method'].every((field) => Object.hasOwn(payload, field))
  );
}
