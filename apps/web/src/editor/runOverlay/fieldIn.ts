import type { Failure } from '@patchbay/connector';

/** The field of a step's input that a failure is about, and what was sent in it. */
export type BlamedField = { path: string[]; value: unknown };

/** Deeper fields are not looked for. */
const DEPTH = 5;
const MOST = 400;

/**
 * Which field an API complains of: the one field of what was sent whose name stands in quotes in the words or the answer, or
 * is named there as the field, the parameter or the property. Undefined where none is, or where it could be several.
 */
export function fieldIn({ message, raw = '' }: Failure, input: unknown): BlamedField | undefined {
  const text = `${message}\n${raw}`;
  const found: BlamedField[] = [];
  collect({ value: input, path: [] }, { text, found, left: MOST });
  const [first, second] = found.toSorted((a, b) => b.path.length - a.path.length);
  if (first === undefined || (second !== undefined && !isAround(second, first))) return undefined;
  return first;
}

type Walk = { text: string; found: BlamedField[]; left: number };

function collect({ value, path }: BlamedField, walk: Walk): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || path.length > DEPTH) return;
  for (const [name, inner] of Object.entries(value)) {
    walk.left -= 1;
    // An address names fields by slashes.
    if (walk.left < 0 || name.includes('/')) return;
    const field = { path: [...path, name], value: inner };
    if (isNamed(name, walk.text)) walk.found.push(field);
    collect(field, walk);
  }
}

/** `"to"`, `'to'`, a path's end as in `"message.to"`, `to:` at the start of a sentence. */
function isNamed(name: string, text: string): boolean {
  const word = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`[\`'"“](?:[\\w.\\[\\]-]+[.\\]])?${word}[\`'"”](?!\\s*:)|(?:^|[.\\n] )${word}: `, 'iu').test(text);
}

function isAround(outer: BlamedField, inner: BlamedField): boolean {
  return outer.path.every((name, at) => inner.path[at] === name);
}
