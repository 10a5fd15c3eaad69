import { isObject, own, setOwn } from './json.ts';
import type { Filling } from './request.ts';

/** The input with what is put into it where nothing was given, or in any case. */
export function fillInput(input: Record<string, unknown>, fillings: readonly Filling[]): Record<string, unknown> {
  let filled: unknown = input;
  for (const filling of fillings) filled = fill(filled, filling.at, filling);
  return isObject(filled) ? filled : input;
}

/** What is missing on the way is made only for what is put in any case: half of an object that nobody asked for is an error. */
function fill(value: unknown, at: readonly string[], filling: Filling): unknown {
  const [first, ...rest] = at;
  if (first === undefined) return value === undefined || filling.isFixed ? filling.value : value;
  if (first === '[]') return Array.isArray(value) ? value.map((item) => fill(item, rest, filling)) : value;
  if (value === undefined ? !filling.isFixed : !isObject(value)) return value;
  const copy: Record<string, unknown> = isObject(value) ? { ...value } : {};
  const inside = fill(own(copy, first), rest, filling);
  if (inside !== undefined) setOwn(copy, first, inside);
  return copy;
}
