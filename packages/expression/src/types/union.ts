import { anything, kind, kindsOf, type Type } from './type.ts';

/** A type for a value that is one of several. Alternatives that are always missing are left out. */
export function union(types: readonly Type[]): Type {
  const given = types.filter((type) => kindsOf(type) !== kind.null);
  const [first] = given;
  if (!first) return types[0] ?? anything;
  const others = given.filter((type) => !sameType(type, first));
  if (others.length === 0) return first;
  if (given.some((type) => kindsOf(type) === kind.any)) return anything;
  // Schemas with different roots cannot stand in one document unless they refer to nothing.
  const root = given.find((type) => type.root !== type.schema)?.root;
  const fits = given.every((type) => type.root === type.schema || type.root === root);
  if (!fits) return anything;
  const schema = { anyOf: given.map((type) => type.schema) };
  return { schema, root: root ?? schema };
}

function sameType(left: Type, right: Type): boolean {
  return (
    left.schema === right.schema || (isSimple(left) && JSON.stringify(left.schema) === JSON.stringify(right.schema))
  );
}

/** Whether it says no more than a kind, such as `{ type: 'string' }`. */
function isSimple({ schema }: Type): boolean {
  return typeof schema === 'boolean' || Object.keys(schema).length <= 2;
}
