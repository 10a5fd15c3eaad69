import { isObject } from '@patchbay/connector';
import { limits } from './limits.ts';
import { refusal } from './refusal.ts';

/**
 * A text that two values share just when they are equal as JSON: the order of an object's fields does not count, a
 * missing value is the same as null, and 1 is not "1". Throws OperationError where a value nests too deeply.
 */
export function sameness(value: unknown, depth = 0): string {
  if (depth > limits.depth) throw refusal('nested_too_deeply', 'An item nests deeper than 200 levels.');
  if (Array.isArray(value)) return `[${value.map((item) => sameness(item, depth + 1)).join()}]`;
  if (isObject(value)) {
    const fields = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${sameness(value[key], depth + 1)}`);
    return `{${fields.join()}}`;
  }
  return value === undefined ? 'null' : (JSON.stringify(value) ?? 'null');
}

/** Nothing to speak of: missing, null, an empty text, list or object. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** A number, also one written as text (`"12.50"`); undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^\s*[+-]?(\d{1,300}\.?\d{0,300}|\.\d{1,300})([eE][+-]?\d{1,3})?\s*$/.test(value)) {
    return undefined;
  }
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:?\d{2})?)?$/;

/** An instant in ms of a text that is a date as JSON has them; without a zone it counts as UTC. Undefined for others. */
export function instantOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || !ISO_DATE.test(value)) return undefined;
  const hasTime = value.length > 10;
  const hasZone = hasTime && /([Zz]|[+-]\d{2}:?\d{2})$/.test(value);
  const instant = Date.parse(`${value.replace(' ', 'T')}${hasTime && !hasZone ? 'Z' : ''}`);
  return Number.isNaN(instant) ? undefined : instant;
}
