import type { Json, Mapping } from '@patchbay/expression';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { own } from './equal.ts';
import { resolve, standAlone } from './schema.ts';

/** The type of what a mapping gives, without formulas. */
export function typeOfMapping(mapping: Mapping, environment: Record<string, JSONSchema>): JSONSchema {
  if (mapping.kind === 'literal') return ofJson(mapping.value);
  if (mapping.kind === 'template') return { type: 'string' };
  if (mapping.kind === 'object') {
    const properties = Object.fromEntries(
      Object.entries(mapping.fields).map(([name, field]) => [name, typeOfMapping(field, environment)]),
    );
    return { type: 'object', properties };
  }
  if (mapping.kind === 'list') return { type: 'array' };
  if (mapping.kind === 'formula') return true;
  const root = own(environment, mapping.step) ?? true;
  let schema: JSONSchema = root;
  for (const part of mapping.path) {
    const here = resolve({ schema, root });
    if (typeof here === 'boolean') return true;
    schema = (typeof part === 'number' ? here.items : own(here.properties ?? {}, part)) ?? true;
  }
  return standAlone({ schema, root });
}

function ofJson(value: Json): JSONSchema {
  if (value === null) return true;
  if (Array.isArray(value)) return { type: 'array', ...(value[0] !== undefined && { items: ofJson(value[0]) }) };
  if (typeof value === 'object') {
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, ofJson(inner)])),
    };
  }
  return { type: typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string' };
}
