import type { TypedField } from '@patchbay/flow';
import { AppError } from '../errors.ts';

/** Holds what a person, or a script of theirs, starts a flow with against the fields made for it. Throws `start_values_unfit`. */
export function checkStartValues(fields: readonly TypedField[], payload: unknown): void {
  if (fields.length === 0) return;
  const values = typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? payload : {};
  const problems = fields.flatMap((field) => problemOf(field, new Map(Object.entries(values)).get(field.name)) ?? []);
  if (problems.length > 0) throw new AppError('start_values_unfit', { reason: problems.join(' ') });
}

function problemOf({ label, kind, isRequired, choices }: TypedField, value: unknown): string | undefined {
  const isEmpty = value === undefined || value === null || value === '' || value === false;
  if (isEmpty) return isRequired ? `“${label}” is needed.` : undefined;
  if (kind === 'number') return typeof value === 'number' ? undefined : `“${label}” is a number.`;
  if (kind === 'consent') return typeof value === 'boolean' ? undefined : `“${label}” is yes or no.`;
  if (kind === 'file') return undefined;
  if (kind === 'choices') {
    const isChosen = Array.isArray(value) && value.every((one) => choices.includes(one));
    return isChosen ? undefined : `“${label}” is some of ${choices.join(', ')}.`;
  }
  if (typeof value !== 'string') return `“${label}” is a text.`;
  return kind === 'choice' && !choices.includes(value) ? `“${label}” is one of ${choices.join(', ')}.` : undefined;
}
