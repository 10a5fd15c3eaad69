import { isObject, own, say } from '@patchbay/connector';
import { refusal } from './refusal.ts';

/** Reads one field of an item; undefined where it is missing. */
export type Reader = (item: unknown) => unknown;

const DEEPEST = 20;

/**
 * Compiles where a value stands in an item, as a person writes it: `customer.name`, `lines[0].sku`, or empty for the
 * item itself. A field whose own name is the whole path (a column called `Unit price`, `a.b`) comes first.
 * Throws OperationError `path_not_valid`.
 */
export function fieldPath(path: string): Reader {
  const whole = path.trim();
  if (whole === '') return (item) => item;
  const parts = partsOf(whole);
  if (parts.length > DEEPEST)
    throw refusal('path_not_valid', say('The field “{value}” is named too deeply.', { value: whole.slice(0, 40) }));
  return (item) => {
    if (isObject(item) && Object.hasOwn(item, whole)) return item[whole];
    let value: unknown = item;
    for (const part of parts) value = child(value, part);
    return value;
  };
}

/** The last name in a path, to call its value by: `customer.name` gives `name`. Empty for the item itself. */
export function lastName(path: string): string {
  return partsOf(path.trim()).findLast((part) => !/^\d+$/.test(part)) ?? '';
}

/** `lines[0].sku` and `lines.0.sku` are the same. */
function partsOf(path: string): string[] {
  return path
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function child(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(part) ? value[Number(part)] : undefined;
  return isObject(value) ? own(value, part) : undefined;
}
