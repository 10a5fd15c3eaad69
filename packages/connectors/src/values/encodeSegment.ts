import { say } from '@patchbay/connector';
import { type Field, filledTextIn, type Input } from './input.ts';
import { refusal } from './refusal.ts';

/** A field as one segment of an address, which it cannot leave. Throws OperationError. */
export function encodeSegment(input: Input, field: Field): string {
  const text = filledTextIn(input, field).trim();
  // A segment of dots climbs out of its folder, and encoding does not help: servers decode it first.
  if (/^\.{1,2}$/.test(text))
    throw refusal('value_not_allowed', say('{title} may not be "{text}".', { title: field.title, text }));
  return encodeURIComponent(text);
}
