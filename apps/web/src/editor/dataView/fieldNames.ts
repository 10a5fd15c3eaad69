import type { JSONSchema } from '../inspector/data/jsonSchema.ts';
import { titleAt } from '../inspector/data/dataRows.ts';
import { humanise } from '../inspector/data/humanise.ts';
import type { ValuePath } from './treeRows.ts';

/** What the field at a path is called: as whoever made it called it, else by its key in words. Keys that are data stay as they are. */
export type FieldNames = (path: ValuePath) => string;

/** The names of the fields of a value with this schema. What was asked once is remembered: a long list asks again and again. */
export function fieldNames(schema: JSONSchema | undefined): FieldNames {
  const known = new Map<string, string>();
  return (path) => {
    const last = path.at(-1);
    if (typeof last === 'number') return String(last + 1);
    if (last === undefined) return '';
    const pattern = path.map((part) => (typeof part === 'number' ? 0 : part));
    const key = pattern.join('\0');
    const name = known.get(key) ?? (schema === undefined ? undefined : titleAt(schema, pattern)) ?? keyWords(last);
    if (known.size < MOST_KNOWN) known.set(key, name);
    return name;
  };
}

const MOST_KNOWN = 5_000;

/** Where nobody has named anything. */
export const plainNames: FieldNames = (path) => {
  const last = path.at(-1) ?? '';
  return typeof last === 'number' ? String(last + 1) : keyWords(last);
};

/** "Customer e-mail" of `customer_email`; "USD", "2026-11-23" and "ann@example.com" are no names of fields. */
function keyWords(key: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_\- $]*$/u.test(key) && /\p{Ll}/u.test(key) ? humanise(key) : key;
}
