import type { outputSchemaOf } from '@patchbay/flow';

/** A JSON Schema, as steps are typed by. */
export type Schema = ReturnType<typeof outputSchemaOf>;

const LONGEST = 40;

/** The schema of a field of an object; undefined where that is not known. */
export function fieldOf(schema: Schema | undefined, key: string): Schema | undefined {
  const properties = typeof schema === 'object' ? schema.properties : undefined;
  return properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
}

/** The name people know a field by. */
export function labelOf(schema: Schema | undefined, key: string): string {
  return (typeof schema === 'object' ? schema.title : undefined) ?? inWords(key);
}

/** A value that is no object, in a few words; undefined for nothing and for objects. */
export function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.length === 1 ? '1 entry' : `${value.length} entries`;
  if (typeof value === 'object') return undefined;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return cut(String(value));
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
