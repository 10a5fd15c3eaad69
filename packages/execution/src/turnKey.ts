import { EvaluationError } from '@patchbay/expression';
import type { LoadedPlan } from './loadPlan.ts';
import type { RunEvent } from './runEvent.ts';

/**
 * The text that runs of a flow wait for their turn by: runs with the same one are counted together. Empty where the flow has
 * no key, and for all runs whose key gives nothing or cannot be worked out: they go in order among themselves.
 */
export function turnKeyOf({ key }: LoadedPlan, started: RunEvent | undefined): string {
  if (key === undefined || started?.type !== 'run.started') return '';
  const { trigger, payload, at } = started;
  try {
    return asText(key({ now: at, value: (step) => (step === trigger ? payload : undefined) }));
  } catch (error) {
    if (error instanceof EvaluationError) return '';
    throw error;
  }
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(sorted(value)) : String(value);
}

/** The same object with its fields in another order is the same key. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, inner]) => [name, sorted(inner)]));
}
