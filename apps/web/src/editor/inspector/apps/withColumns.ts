import { type FieldSchema, hintsOf, orderedFields } from '@patchbay/connector';
import type { FormField } from '../form/fieldsOf.ts';

/** Whether an object has fields of its own beside those that only the API knows. */
export function hasOwnFields({ schema }: Pick<FormField, 'schema'>): boolean {
  return Object.keys(schema.properties ?? {}).length > 0;
}

/** An object with the fields that the API knows behind its own; where both have one, its own counts. */
export function withColumns<Field extends Pick<FormField, 'schema'>>(
  field: Field,
  columns: readonly (readonly [string, FieldSchema])[],
): Field {
  const { schema } = field;
  const own = schema.properties ?? {};
  const found = columns.filter(([name]) => !Object.hasOwn(own, name));
  const order = hintsOf(schema)['x-patchbay-order'] === undefined ? undefined : orderedFields(schema);
  return {
    ...field,
    schema: {
      ...schema,
      properties: { ...own, ...Object.fromEntries(found) },
      ...(order && { 'x-patchbay-order': [...order, ...found.map(([name]) => name)] }),
    },
  };
}
