import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { writeField } from '../values.ts';
import { compose } from './compose.ts';
import { itemOf, kind, type Type, typeOf } from './type.ts';
import { union } from './union.ts';

/** A list of such items. */
export function listType(items: readonly Type[]): Type {
  const item = union(items);
  if (items.length === 0 || item.schema === true) return typeOf({ type: 'array' });
  return compose([item], ([schema = true]) => ({ type: 'array', items: schema }));
}

/** An object with exactly these fields. */
export function objectType(fields: readonly { name: string; type: Type }[]): Type {
  return compose(
    fields.map(({ type }) => type),
    (schemas) => {
      const properties: { [name: string]: JSONSchema } = {};
      for (const [index, { name }] of fields.entries()) writeField(properties, name, schemas[index] ?? true);
      return { type: 'object', properties, additionalProperties: false };
    },
  );
}

/** The type of one item of what `list.map(item, ...)` goes over: of an object, the names of its fields. */
export function iteratedType(list: Type, kinds: number): Type {
  return kinds & kind.list ? itemOf(list) : typeOf({ type: 'string' });
}
