import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { compose } from './compose.ts';
import { anything, isSchemaObject, kind, kindsOf, type Type, typeOf } from './type.ts';

/** A type for a value that is one of several. Alternatives that are always missing are left out. */
export function union(types: readonly Type[]): Type {
  const given: Type[] = [];
  for (const type of types) {
    if (kindsOf(type) === kind.null) continue;
    const wide = types.length > 1 ? widen(type) : type;
    if (kindsOf(wide) === kind.any) return anything;
    if (!given.some((other) => sameType(other, wide))) given.push(wide);
    if (given.length > 20) return anything;
  }
  const [first] = given;
  if (!first) return types[0] ?? anything;
  return given.length === 1 ? first : compose(given, (schemas) => ({ anyOf: schemas }));
}

const nameOfKind: { readonly [bits: number]: JSONSchema } = {
  [kind.text]: { type: 'string' },
  [kind.number]: { type: 'number' },
  [kind.boolean]: { type: 'boolean' },
};

/** One written value as any value of its kind. */
function widen(type: Type): Type {
  const { schema } = type;
  if (!isSchemaObject(schema) || !Object.hasOwn(schema, 'const')) return type;
  return typeOf(nameOfKind[kindsOf(type)] ?? schema);
}

function sameType(left: Type, right: Type): boolean {
  if (left.schema === right.schema) return true;
  return isSimple(left) && isSimple(right) && JSON.stringify(left.schema) === JSON.stringify(right.schema);
}

/** Whether it says no more than a kind and a format, such as `{ type: 'string' }`. */
function isSimple({ schema }: Type): boolean {
  return isSchemaObject(schema) && Object.keys(schema).every((key) => key === 'type' || key === 'format');
}
