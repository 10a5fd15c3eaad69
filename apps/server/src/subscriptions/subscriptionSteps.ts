import { isObject } from '@patchbay/connector';
import type { Plan } from '@patchbay/execution';
import { typedInputs } from '../hooks/triggerSettings.ts';
import type { Asked } from './subscription.ts';

/** What the triggers of a plan ask of their apps. Those switched off, and those a person tells the app of, ask nothing. */
export function subscriptionSteps({ steps }: Plan): { stepId: string; asks: Asked }[] {
  return steps.flatMap((step) => {
    const { id, connector, connectorVersion, connection, webhook, passesTo, inputs } = step;
    if (webhook?.register === undefined || passesTo !== undefined) return [];
    const input = typedInputs(inputs);
    const asks = { connector, connectorVersion, input, webhook, ...(connection !== undefined && { connection }) };
    return [{ stepId: id, asks }];
  });
}

/** Whether the app has agreed to just this. */
export function isSameAsked(left: Asked | null, right: Asked | null): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
