import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { isSchemaObject, type SchemaObject, type Type, typeOf } from './type.ts';

/** What a schema refers to: nothing, only its document's `$defs`, or other places of its document. */
type Refers = 'to nothing' | 'to definitions' | 'elsewhere';

const partsRead = 20_000;
const known = new WeakMap<object, Refers>();

/** A type as a schema that can stand alone: the definitions it may refer to come with it. */
export function toSchema({ schema, root }: Type): JSONSchema {
  if (schema === root || !isSchemaObject(schema) || !isSchemaObject(root)) return schema;
  const refers = refersOf(schema);
  if (refers === 'to nothing') return schema;
  return refers === 'to definitions' && root.$defs !== undefined ? { ...schema, $defs: root.$defs } : true;
}

/**
 * A type made of others. One set of definitions can come along; parts that need another are taken as anything,
 * because two sets may use the same name for different things.
 */
export function compose(parts: readonly Type[], make: (schemas: JSONSchema[]) => SchemaObject): Type {
  let definitions: SchemaObject['$defs'];
  const schemas = parts.map(({ schema, root }) => {
    const refers = refersOf(schema);
    if (refers === 'to nothing') return schema;
    const needed = isSchemaObject(root) ? root.$defs : undefined;
    if (refers === 'elsewhere' || needed === undefined) return true;
    definitions ??= needed;
    return definitions === needed ? schema : true;
  });
  const schema = make(schemas);
  return typeOf(definitions === undefined ? schema : { ...schema, $defs: definitions });
}

function refersOf(schema: JSONSchema): Refers {
  if (!isSchemaObject(schema)) return 'to nothing';
  const found = known.get(schema) ?? findReferences(schema);
  known.set(schema, found);
  return found;
}

function findReferences(schema: object): Refers {
  const open: object[] = [schema];
  let refers: Refers = 'to nothing';
  let read = 0;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (++read > partsRead) return 'elsewhere';
    for (const [key, value] of Object.entries(at)) {
      if (key === '$ref' && typeof value === 'string') {
        if (!value.startsWith('#/$defs/')) return 'elsewhere';
        refers = 'to definitions';
      } else if (typeof value === 'object' && value !== null) open.push(value);
    }
  }
  return refers;
}
