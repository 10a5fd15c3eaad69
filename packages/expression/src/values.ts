import { type Said, say } from '@patchbay/words';
import type { PathSegment } from './mapping.ts';

export type PlainObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** One field or item; undefined when there is none. Only own fields: `constructor` and `__proto__` are plain data. */
export function readField(value: unknown, key: PathSegment): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return Object.hasOwn(value, key) ? (value as PlainObject)[key] : undefined;
}

/** Sets a field as data, even one called `__proto__`, which plain assignment would make the prototype. */
export function writeField(target: { [key: string]: unknown }, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

/** The text a template shows for a value: nothing for a missing one, JSON for objects and lists. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isMissing(value)) return '';
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** What a value is, in the words of the screen, with its article: "a number", "text", "a list". */
export function describeValue(value: unknown): Said {
  if (isMissing(value)) return say('nothing');
  if (typeof value === 'string') return say('text');
  if (typeof value === 'number') return say('a number');
  if (typeof value === 'boolean') return say('a yes or no');
  return Array.isArray(value) ? say('a list') : say('an object');
}
