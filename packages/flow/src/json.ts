import type { Json } from '@patchbay/expression';
import { z } from 'zod/mini';

/** What JSON may be nested in one input of a step; a mapping in it counts as two levels. */
const DEEPEST = 64;

/** Any JSON value that is not nested too deep. Looks without recursion, since it may come from anyone. */
export const JsonValue = z.custom<Json>((value) => isShallow(value) && isJson(value), 'should be JSON.');

/** Lets through what is not nested too deep, so that nothing after it can run out of stack. */
export const Shallow = z.custom<unknown>(isShallow, `is nested more than ${DEEPEST} levels deep.`);

function isShallow(value: unknown): boolean {
  return everyValue(value, (_, depth) => depth <= DEEPEST);
}

function isJson(value: unknown): boolean {
  return everyValue(value, (current) => {
    if (typeof current === 'object') return current === null || Array.isArray(current) || isPlain(current);
    return typeof current === 'string' || typeof current === 'boolean' || Number.isFinite(current);
  });
}

function everyValue(value: unknown, holds: (value: unknown, depth: number) => boolean): boolean {
  const open = [{ value, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: current, depth } = next;
    if (!holds(current, depth)) return false;
    if (typeof current !== 'object' || current === null) continue;
    for (const inner of Object.values(current)) open.push({ value: inner, depth: depth + 1 });
  }
  return true;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
