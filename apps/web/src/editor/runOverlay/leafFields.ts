import { isFileRef } from '@patchbay/connector';
import type { Json } from '@patchbay/expression';
import type { ValuePath } from '../dataView/treeRows.ts';

/** One plain value inside a sample, to be typed over. */
export type LeafField = { path: ValuePath; value: string | number | boolean | null };

/** More are edited as JSON. */
const MOST = 40;

/** The plain values of a sample, in order; undefined where there are none, too many, or it is one itself. */
export function leafFields(value: Json | undefined): LeafField[] | undefined {
  const fields: LeafField[] = [];
  if (typeof value !== 'object' || value === null) return undefined;
  collect(value, [], fields);
  return fields.length === 0 || fields.length > MOST ? undefined : fields;
}

function collect(value: Json, path: ValuePath, fields: LeafField[]): void {
  if (fields.length > MOST) return;
  if (typeof value !== 'object' || value === null) {
    fields.push({ path, value });
    return;
  }
  if (isFileRef(value)) return;
  if (Array.isArray(value)) for (const [at, inner] of value.entries()) collect(inner, [...path, at], fields);
  else for (const [name, inner] of Object.entries(value)) collect(inner as Json, [...path, name], fields);
}

/** The sample with one of its plain values another one. */
export function withLeaf(value: Json, path: ValuePath, leaf: Json): Json {
  const [first, ...rest] = path;
  if (first === undefined) return leaf;
  if (Array.isArray(value)) return value.map((inner, at) => (at === first ? withLeaf(inner, rest, leaf) : inner));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === first ? withLeaf(inner as Json, rest, leaf) : (inner as Json),
    ]),
  );
}

/** What was typed for a value that was a number, a yes or no, or a text. A number that is none yet stays a text. */
export function typedLike(before: LeafField['value'], text: string): string | number {
  if (typeof before !== 'number') return text;
  const number = Number(text.replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(number) ? number : text;
}
