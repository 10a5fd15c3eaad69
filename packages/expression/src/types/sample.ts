import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { limits } from '../limits.ts';
import type { Json } from '../mapping.ts';
import { writeField } from '../values.ts';
import { isSchemaObject, type SchemaObject } from './type.ts';

/** Items of a sample's list that are looked at. */
const itemsRead = 100;
/** Fields of one object that are learnt; one with more is a table of keys, and is left open. */
const fieldsRead = 500;

/**
 * The JSON Schema of data of which one sample is known. Nothing is required, since the next one may lack it; a null says
 * nothing about its field; the items of a list are learnt from all of them together.
 */
export function schemaFromSample(value: Json): JSONSchema {
  return learn(value, 0);
}

function learn(value: Json, depth: number): JSONSchema {
  if (value === null || depth > limits.depth) return {};
  if (typeof value === 'string') return textSchema(value);
  if (typeof value === 'number') return { type: 'number' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (Array.isArray(value)) {
    const items = value.slice(0, itemsRead).map((item) => learn(item, depth + 1));
    return items.length === 0 ? { type: 'array' } : { type: 'array', items: items.reduce(merge) };
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || entries.length > fieldsRead) return { type: 'object' };
  const properties: { [name: string]: JSONSchema } = {};
  for (const [name, field] of entries) writeField(properties, name, learn(field, depth + 1));
  return { type: 'object', properties };
}

function textSchema(text: string): JSONSchema {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { type: 'string', format: 'date' };
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    return { type: 'string', format: 'date-time' };
  }
  return { type: 'string' };
}

/** One schema for two samples of the same thing. */
function merge(left: JSONSchema, right: JSONSchema): JSONSchema {
  if (!isSchemaObject(left) || !isSchemaObject(right)) return {};
  if (isUnknown(left)) return right;
  if (isUnknown(right)) return left;
  if (left.type === undefined || left.type !== right.type) return either(left, right);
  if (left.type === 'object') return mergeObjects(left, right);
  if (left.type === 'array') return mergeLists(left, right);
  return left.format === right.format ? left : { type: left.type };
}

function isUnknown(schema: SchemaObject): boolean {
  return Object.keys(schema).length === 0;
}

function mergeObjects(left: SchemaObject, right: SchemaObject): JSONSchema {
  const properties: { [name: string]: JSONSchema } = {};
  for (const [name, schema] of Object.entries(left.properties ?? {})) writeField(properties, name, schema);
  for (const [name, schema] of Object.entries(right.properties ?? {})) {
    const before = Object.hasOwn(properties, name) ? properties[name] : undefined;
    writeField(properties, name, before === undefined ? schema : merge(before, schema));
  }
  return Object.keys(properties).length === 0 ? { type: 'object' } : { type: 'object', properties };
}

function mergeLists(left: SchemaObject, right: SchemaObject): JSONSchema {
  if (left.items === undefined) return right;
  return right.items === undefined ? left : { type: 'array', items: merge(left.items, right.items) };
}

function either(left: SchemaObject, right: SchemaObject): JSONSchema {
  const choices = [...(left.anyOf ?? [left]), ...(right.anyOf ?? [right])];
  const byType = new Map<unknown, JSONSchema>();
  for (const choice of choices) {
    if (!isSchemaObject(choice)) continue;
    const before = byType.get(choice.type);
    byType.set(choice.type, before === undefined ? choice : merge(before, choice));
  }
  return { anyOf: [...byType.values()] };
}
