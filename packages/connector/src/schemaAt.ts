import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { Path } from './answerRules.ts';
import { flattenSchema } from './flattenSchema.ts';
import type { SchemaObject } from './localRef.ts';

/** The schema of what stands at a place of a value, still with its references; undefined where the schema knows of none. */
export function schemaAt(schema: JSONSchema, path: Path, root: JSONSchema = schema): JSONSchema | undefined {
  let here: JSONSchema | undefined = schema;
  for (const part of path === '' ? [] : path.split('.')) {
    if (typeof here !== 'object') return here === true ? true : undefined;
    here = partOf(here, part, root);
  }
  return here;
}

function partOf(schema: SchemaObject, part: string, root: JSONSchema): JSONSchema | undefined {
  let alternatives = 1;
  for (let alternative = 0; alternative < Math.min(alternatives, 12); alternative += 1) {
    const flat = flattenSchema(schema, root, alternative);
    alternatives = flat.alternatives;
    const found = inside(flat.schema, part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inside(schema: SchemaObject, part: string): JSONSchema | undefined {
  const { properties = {}, additionalProperties, items, prefixItems = [] } = schema;
  if (Object.hasOwn(properties, part)) return properties[part];
  if (/^\d+$/.test(part) && (items !== undefined || prefixItems.length > 0)) return prefixItems[Number(part)] ?? items;
  if (typeof additionalProperties === 'object') return additionalProperties;
  const saysNothing = ['properties', 'items', 'prefixItems', 'type', 'enum', 'const', 'additionalProperties'];
  return saysNothing.every((key) => !Object.hasOwn(schema, key)) ? true : undefined;
}
