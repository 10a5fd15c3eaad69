import type { outputSchemaOf } from '@patchbay/flow';

/** A JSON Schema, as steps are typed by. */
type JSONSchema = ReturnType<typeof outputSchemaOf>;

/** A value in words, under the name people know its field by. */
export type ShownValue = { label: string; text: string };

const MOST = 3;
const LONGEST = 40;

/** The first values a step gave, as they are shown beside its cable: texts, numbers and yes or no, from the top down. */
export function shownValues(output: unknown, schema: JSONSchema): ShownValue[] {
  const found: ShownValue[] = [];
  collect(output, { schema, label: 'Value', found });
  return found;
}

type Place = { schema: JSONSchema | undefined; label: string; found: ShownValue[] };

function collect(value: unknown, { schema, label, found }: Place): void {
  if (found.length >= MOST || value === null || value === undefined) return;
  const titled = titleOf(schema) ?? label;
  if (Array.isArray(value))
    found.push({ label: titled, text: value.length === 1 ? '1 entry' : `${value.length} entries` });
  else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      collect(inner, { schema: schemaOf(schema, key), label: inWords(key), found });
    }
  } else found.push({ label: titled, text: cut(wordsOf(value)) });
}

function titleOf(schema: JSONSchema | undefined): string | undefined {
  return typeof schema === 'object' ? schema.title : undefined;
}

function schemaOf(schema: JSONSchema | undefined, key: string): JSONSchema | undefined {
  if (typeof schema !== 'object' || schema.properties === undefined || !Object.hasOwn(schema.properties, key))
    return undefined;
  return schema.properties[key];
}

function wordsOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

function cut(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** A field's key as words: `firstName` reads "First name". */
function inWords(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_\-.\s]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/\be ?mail\b/g, 'e-mail');
  return words === '' ? 'Value' : words.charAt(0).toUpperCase() + words.slice(1);
}
