import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { isSame } from './isSame.ts';
import { resolveLocal, type SchemaObject, type TypeName, typesOf } from './localRef.ts';

/** How many parts one schema may be made of; a loop of references ends here. */
const PARTS = 60;

/** One schema object that says what all its parts say together, without `$ref`, `allOf`, `anyOf` and `oneOf`. */
export type FlatSchema = {
  schema: SchemaObject;
  /** How many alternatives its largest `anyOf` or `oneOf` has; 1 where it has none. */
  alternatives: number;
  /** The references it came through, to notice a schema that holds itself. */
  references: readonly string[];
};

/** Merges references, `allOf` and one alternative of every `anyOf` and `oneOf`: the first, or the one asked for. */
export function flattenSchema(schema: SchemaObject, root: JSONSchema, alternative = 0): FlatSchema {
  const references: string[] = [];
  const waiting: JSONSchema[] = [schema];
  let merged: SchemaObject = {};
  let alternatives = 1;
  for (let parts = 0; parts < PARTS; parts += 1) {
    const part = waiting.shift();
    if (part === undefined) break;
    if (typeof part === 'boolean') continue;
    const { $ref, allOf, anyOf, oneOf, ...rest } = part;
    merged = mergeSchemas(merged, rest);
    if ($ref !== undefined && !references.includes($ref)) {
      references.push($ref);
      waiting.push(resolveLocal(root, $ref) ?? true);
    }
    waiting.push(...(allOf ?? []));
    for (const group of [anyOf, oneOf]) {
      if (group === undefined) continue;
      alternatives = Math.max(alternatives, group.length);
      waiting.push(group[Math.min(alternative, group.length - 1)] ?? true);
    }
  }
  return { schema: merged, alternatives, references };
}

/** Both at once. Where two parts disagree beyond repair (two patterns), the first wins and the caller checks the result. */
export function mergeSchemas(left: SchemaObject, right: SchemaObject): SchemaObject {
  const merged: SchemaObject = { ...right, ...left };
  const type = mergeTypes(left, right);
  if (type !== undefined) merged.type = type;
  merged.properties = mergeProperties(left.properties, right.properties);
  if (left.required !== undefined || right.required !== undefined) {
    merged.required = [...new Set([...(left.required ?? []), ...(right.required ?? [])])];
  }
  if (Array.isArray(left.enum) && Array.isArray(right.enum)) {
    const others: unknown[] = right.enum;
    merged.enum = left.enum.filter((choice: unknown) => others.some((other) => isSame(choice, other)));
  }
  for (const key of ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const) {
    const bound = tightest(Math.max, left[key], right[key]);
    if (bound !== undefined) merged[key] = bound;
  }
  for (const key of ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const) {
    const bound = tightest(Math.min, left[key], right[key]);
    if (bound !== undefined) merged[key] = bound;
  }
  if (left.items !== undefined && right.items !== undefined) merged.items = { allOf: [left.items, right.items] };
  return withoutUndefined(merged);
}

function tightest(pick: typeof Math.max, left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return pick(left, right);
}

function mergeTypes(left: SchemaObject, right: SchemaObject): TypeName[] | undefined {
  const one = typesOf(left);
  const other = typesOf(right);
  if (one.length === 0 || other.length === 0) {
    const only = one.length === 0 ? other : one;
    return only.length === 0 ? undefined : [...only];
  }
  const both = one.filter((type) => other.includes(type) || (type === 'integer' && other.includes('number')));
  return one.includes('number') && other.includes('integer') ? [...both, 'integer'] : both;
}

function mergeProperties(left: SchemaObject['properties'], right: SchemaObject['properties']) {
  if (left === undefined || right === undefined) return left ?? right;
  const merged: Record<string, JSONSchema> = { ...left };
  for (const [name, schema] of Object.entries(right)) {
    const other = Object.hasOwn(merged, name) ? merged[name] : undefined;
    merged[name] = other === undefined ? schema : { allOf: [other, schema] };
  }
  return merged;
}

function withoutUndefined(schema: SchemaObject): SchemaObject {
  if (schema.properties === undefined) delete schema.properties;
  return schema;
}
