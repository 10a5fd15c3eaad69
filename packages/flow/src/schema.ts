import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { own } from './equal.ts';

export type SchemaObject = Exclude<JSONSchema, boolean>;

/** References that lead to references: more than this is a circle. */
const MOST_HOPS = 32;

/** A schema with the one it is part of, where its `#/$defs/...` are found. */
export type SchemaAt = { schema: JSONSchema; root: JSONSchema };

/** Follows `$ref`s inside the same description. What cannot be found says nothing: `true`. */
export function resolve({ schema, root }: SchemaAt): JSONSchema {
  let current = schema;
  for (let hop = 0; typeof current === 'object' && current.$ref !== undefined; hop += 1) {
    if (hop === MOST_HOPS) return true;
    current = lookUp(root, current.$ref);
  }
  return current;
}

/** What an object schema says of its fields, `allOf` included. */
export type Fields = {
  properties: Map<string, JSONSchema>;
  required: Set<string>;
  /** `said`: other fields are explicitly welcome; `unsaid`: nothing is said of them; `closed`: they are refused. */
  others: 'said' | 'unsaid' | 'closed';
};

/** Descriptions are never changed, so what was read of one is kept as long as it is. By description, then by part. */
const read = new WeakMap<object, WeakMap<object, Fields>>();

const nothingKnown: Fields = { properties: new Map(), required: new Set(), others: 'said' };

/**
 * The fields that are known of a schema. In `anyOf` and `oneOf` a field is required only where every choice requires it.
 * Each part is read once: a description may name a part twice, that one another twice, and so on.
 */
export function fieldsOf({ schema, root }: SchemaAt): Fields {
  const part = resolve({ schema, root });
  if (typeof part === 'boolean' || typeof root === 'boolean') return nothingKnown;
  const parts = read.get(root) ?? new WeakMap<object, Fields>();
  read.set(root, parts);
  return fieldsOfPart({ part, root, parts });
}

type Reading = { part: SchemaObject; root: JSONSchema; parts: WeakMap<object, Fields> };

function fieldsOfPart({ part, root, parts }: Reading): Fields {
  const known = parts.get(part);
  if (known !== undefined) return known;
  parts.set(part, nothingKnown);
  const within = (inner: JSONSchema) => {
    const found = resolve({ schema: inner, root });
    return typeof found === 'boolean' ? nothingKnown : fieldsOfPart({ part: found, root, parts });
  };
  const choices = [part.anyOf ?? [], part.oneOf ?? []].filter((list) => list.length > 0);
  const fields = [...(part.allOf ?? []).map(within), ...choices.map((list) => list.map(within).reduce(either))].reduce(
    both,
    ownFields(part),
  );
  parts.set(part, fields);
  return fields;
}

function ownFields(schema: SchemaObject): Fields {
  return {
    properties: new Map(Object.entries(schema.properties ?? {})),
    required: new Set(schema.required),
    others: othersOf(schema),
  };
}

/** A part of a schema, able to stand alone: it takes the definitions its references need along. */
export function standAlone({ schema, root }: SchemaAt): JSONSchema {
  if (typeof schema === 'boolean' || typeof root === 'boolean' || root.$defs === undefined) return schema;
  return { ...schema, $defs: root.$defs };
}

/** The schema of a list's items. */
export function itemOf(list: JSONSchema): JSONSchema {
  const schema = resolve({ schema: list, root: list });
  if (typeof schema === 'boolean') return true;
  return standAlone({ schema: schema.items ?? true, root: list });
}

/** A list of items of a schema that stands alone, able to stand alone itself. */
export function listOf(items: JSONSchema): SchemaObject {
  if (typeof items === 'boolean' || items.$defs === undefined) return { type: 'array', items };
  const { $defs, ...item } = items;
  return { type: 'array', items: item, $defs };
}

/** What is of the one type or the other. The other stands alone and has no definitions. */
export function eitherOf(schema: JSONSchema, other: SchemaObject): JSONSchema {
  if (typeof schema === 'boolean') return true;
  if (schema.$defs === undefined) return { anyOf: [schema, other] };
  const { $defs, ...rest } = schema;
  return { anyOf: [rest, other], $defs };
}

/** An object of which no field is known. */
export const closedObject: SchemaObject = { type: 'object', additionalProperties: false };

/** An object with these fields, each a schema that stands alone; all of them are there. */
export function objectSchema(fields: Readonly<Record<string, JSONSchema>>): SchemaObject {
  return { ...withFields(closedObject, fields), required: Object.keys(fields) };
}

/** An object schema with some of its fields replaced by schemas that stand alone. Their definitions move to the top. */
export function withFields(object: SchemaObject, fields: Readonly<Record<string, JSONSchema>>): SchemaObject {
  const $defs: Record<string, JSONSchema> = { ...object.$defs };
  const properties: Record<string, JSONSchema> = { ...object.properties };
  for (const [name, schema] of Object.entries(fields)) {
    const moved = moveDefinitions(schema, { $defs, prefix: name });
    properties[name] = labelled(moved, own(properties, name));
  }
  return { ...object, properties, ...(Object.keys($defs).length > 0 && { $defs }) };
}

/** Keeps what the field was called in the schema it takes the place of. */
function labelled(schema: JSONSchema, like: JSONSchema | undefined): JSONSchema {
  if (typeof like !== 'object' || schema === false) return schema;
  const { title, description } = like;
  const label = { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
  return schema === true ? label : { ...label, ...schema };
}

function moveDefinitions(schema: JSONSchema, to: { $defs: Record<string, JSONSchema>; prefix: string }): JSONSchema {
  if (typeof schema === 'boolean' || schema.$defs === undefined) return schema;
  const { $defs, ...rest } = schema;
  const rename = (name: string) => `${to.prefix}.${name}`;
  for (const [name, definition] of Object.entries($defs)) {
    to.$defs[rename(name)] = withReferences(definition, rename) as JSONSchema;
  }
  return withReferences(rest, rename) as JSONSchema;
}

function withReferences(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace(/^#\/\$defs\/([^/]+)/, (_, name: string) => `#/$defs/${rename(name)}`)
        : withReferences(inner, rename),
    ]),
  );
}

function othersOf(schema: SchemaObject): Fields['others'] {
  const others = schema.additionalProperties ?? schema.unevaluatedProperties;
  if (schema.patternProperties !== undefined) return 'said';
  if (others === undefined) return 'unsaid';
  return others === false ? 'closed' : 'said';
}

function both(a: Fields, b: Fields): Fields {
  const others = new Set([a.others, b.others]);
  return {
    properties: new Map([...a.properties, ...b.properties]),
    required: new Set([...a.required, ...b.required]),
    others: others.has('said') ? 'said' : others.has('closed') ? 'closed' : 'unsaid',
  };
}

function either(a: Fields, b: Fields): Fields {
  return {
    properties: new Map([...a.properties, ...b.properties]),
    required: new Set([...a.required].filter((name) => b.required.has(name))),
    others: a.others === 'closed' && b.others === 'closed' ? 'closed' : 'said',
  };
}

function lookUp(root: JSONSchema, reference: string): JSONSchema {
  if (!reference.startsWith('#')) return true;
  let found: unknown = root;
  for (const part of reference.slice(1).split('/').filter(Boolean)) {
    const key = unescapePointer(part);
    found = typeof found === 'object' && found !== null ? own(found as Record<string, unknown>, key) : undefined;
  }
  return isSchema(found) ? found : true;
}

function unescapePointer(part: string): string {
  const decoded = part.includes('%') ? safeDecode(part) : part;
  return decoded.replaceAll('~1', '/').replaceAll('~0', '~');
}

function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function isSchema(value: unknown): value is JSONSchema {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
