import type { JSONSchema } from 'json-schema-typed/draft-2020-12';

/** A JSON Schema and the document its `$ref`s point into. */
export type Type = { schema: JSONSchema; root: JSONSchema };

export type SchemaObject = Exclude<JSONSchema, boolean>;

/** The kinds of JSON value as bits, so that "may be" and "must be" are one operation. */
export const kind = { null: 1, boolean: 2, number: 4, text: 8, list: 16, object: 32, any: 63 } as const;

export const anything: Type = { schema: true, root: true };

/** A type whose references, if any, point into the schema itself. */
export function typeOf(schema: JSONSchema): Type {
  return { schema, root: schema };
}

/** Follows `$ref`s. `undefined` where nothing is known: `true`, a broken reference or a circle of them. */
export function resolve(type: Type): SchemaObject | undefined {
  let schema: unknown = type.schema;
  for (let hops = 0; hops < 32; hops++) {
    if (!isSchemaObject(schema)) return undefined;
    if (schema.$ref === undefined) return schema;
    schema = atPointer(type.root, schema.$ref);
  }
  return undefined;
}

export function isSchemaObject(schema: unknown): schema is SchemaObject {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}

function atPointer(root: unknown, reference: string): unknown {
  if (!reference.startsWith('#')) return undefined;
  let at: unknown = root;
  for (const part of reference.slice(1).split('/').slice(1)) {
    const key = decodePointer(part);
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as { [key: string]: unknown })[key];
  }
  return at;
}

function decodePointer(part: string): string {
  const text = part.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const kindOfTypeName: { [name: string]: number } = {
  null: kind.null,
  boolean: kind.boolean,
  number: kind.number,
  integer: kind.number,
  string: kind.text,
  array: kind.list,
  object: kind.object,
};

/** Schemas are never changed once they are in use, so what was found out of one is kept as long as it lives. */
const knownKinds = new WeakMap<SchemaObject, { root: JSONSchema; kinds: number }>();

/** Which kinds of value a type allows. Never 0: a schema that contradicts itself allows anything. */
export function kindsOf(type: Type): number {
  const schema = resolve(type);
  if (!schema) return kind.any;
  const known = knownKinds.get(schema);
  if (known?.root === type.root) return known.kinds;
  // Stands while its parts are looked at: a schema that contains itself says nothing more by that.
  knownKinds.set(schema, { root: type.root, kinds: kind.any });
  const kinds = computeKinds(schema, type.root);
  knownKinds.set(schema, { root: type.root, kinds });
  return kinds;
}

function computeKinds(schema: SchemaObject, root: JSONSchema): number {
  let kinds = ownKinds(schema);
  for (const part of schema.allOf ?? []) kinds &= kindsOf({ schema: part, root });
  for (const choices of [schema.anyOf, schema.oneOf]) {
    if (choices?.length) kinds &= choices.reduce((union, part) => union | kindsOf({ schema: part, root }), 0);
  }
  return kinds === 0 ? kind.any : kinds;
}

function ownKinds(schema: SchemaObject): number {
  if (typeof schema.type === 'string') return kindOfTypeName[schema.type] ?? kind.any;
  if (Array.isArray(schema.type)) return schema.type.reduce((union, name) => union | (kindOfTypeName[name] ?? 0), 0);
  if (Array.isArray(schema.enum)) return schema.enum.reduce((union, value) => union | kindOfValue(value), 0);
  if (Object.hasOwn(schema, 'const')) return kindOfValue(schema.const);
  if (schema.properties !== undefined) return kind.object | kind.null;
  if (schema.items !== undefined) return kind.list | kind.null;
  return kind.any;
}

export function kindOfValue(value: unknown): number {
  if (value === null || value === undefined) return kind.null;
  if (typeof value === 'string') return kind.text;
  if (typeof value === 'number') return kind.number;
  if (typeof value === 'boolean') return kind.boolean;
  return Array.isArray(value) ? kind.list : kind.object;
}

/** The alternatives of a type, each resolved: itself, or the members of its `anyOf` and `oneOf`. At most 64. */
export function alternatives(type: Type): Type[] {
  const seen = new Set<SchemaObject>();
  const found: Type[] = [];
  const open: Type[] = [type];
  for (let at = open.pop(); at !== undefined && found.length < 64; at = open.pop()) {
    const schema = resolve(at);
    const choices = schema?.anyOf ?? schema?.oneOf;
    if (schema && seen.has(schema)) continue;
    if (schema) seen.add(schema);
    if (choices?.length) open.push(...choices.map((part) => ({ schema: part, root: type.root })).toReversed());
    else found.push({ schema: schema ?? true, root: type.root });
  }
  return found;
}

/** The type of a list's items. */
export function itemOf(type: Type): Type {
  const lists = alternatives(type).filter((alternative) => kindsOf(alternative) & kind.list);
  const items = lists.map((list) => resolve(list)?.items);
  const [first] = items;
  return items.length === 1 && first !== undefined ? { schema: first, root: type.root } : anything;
}

/** The `format` of a text, such as `date`; undefined where the alternatives differ. */
export function formatOf(type: Type): string | undefined {
  const formats = new Set(
    alternatives(type)
      .filter((alternative) => kindsOf(alternative) & kind.text)
      .map((alternative) => resolve(alternative)?.format),
  );
  const [format] = formats;
  return formats.size === 1 ? format : undefined;
}
