import type { Path } from './answerRules.ts';
import { isObject, own, setOwn } from './json.ts';

/**
 * What stands at a place inside JSON; undefined where nothing does. The empty path is the whole. A name may hold dots itself,
 * as `@odata.nextLink` does: the longest that is there counts.
 */
export function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  let parts = partsOf(path);
  while (parts.length > 0) {
    const length = Array.isArray(here) ? 1 : nameLength(here, parts);
    const part = parts.slice(0, length).join('.');
    if (Array.isArray(here)) here = /^\d+$/.test(part) ? here[Number(part)] : undefined;
    else here = isObject(here) ? own(here, part) : undefined;
    parts = parts.slice(length);
  }
  return here;
}

function nameLength(value: unknown, parts: readonly string[]): number {
  if (!isObject(value)) return 1;
  const lengths = parts.map((_, index) => parts.length - index);
  return lengths.find((length) => Object.hasOwn(value, parts.slice(0, length).join('.'))) ?? 1;
}

/** What stands at the first of these places where something does. */
export function firstAt(value: unknown, paths: Path | readonly Path[] | undefined): unknown {
  return [paths ?? []]
    .flat()
    .map((path) => valueAt(value, path))
    .find((found) => found !== undefined && found !== null);
}

/** A copy with a value put at a place of objects inside each other; those that are missing are made. */
export function putAt(value: unknown, path: Path, put: unknown): unknown {
  const [first, ...rest] = partsOf(path);
  if (first === undefined) return put;
  const copy: Record<string, unknown> = isObject(value) ? { ...value } : {};
  setOwn(copy, first, putAt(own(copy, first), rest.join('.'), put));
  return copy;
}

function partsOf(path: Path): string[] {
  return path === '' ? [] : path.split('.');
}
