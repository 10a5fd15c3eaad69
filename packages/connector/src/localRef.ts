import type { JSONSchema, TypeName as TypeNames } from 'json-schema-typed/draft-2020-12';
import { own } from './json.ts';

export type SchemaObject = Exclude<JSONSchema, boolean>;

/** What a reference inside a schema points to: `#` or `#/$defs/name`. Undefined where there is nothing. */
export function resolveLocal(root: JSONSchema, reference: string): JSONSchema | undefined {
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return undefined;
  let here: unknown = root;
  for (const part of reference.slice(2).split('/')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = own(here as Record<string, unknown>, unescapePointer(part));
  }
  return typeof here === 'boolean' || (typeof here === 'object' && here !== null) ? (here as JSONSchema) : undefined;
}

function unescapePointer(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return plain;
  }
}

export type TypeName = `${TypeNames}`;

/** The types a schema allows, as a list; empty where it does not say. */
export function typesOf(schema: SchemaObject): readonly TypeName[] {
  if (schema.type === undefined) return [];
  return (Array.isArray(schema.type) ? schema.type : [schema.type]) as readonly TypeName[];
}
