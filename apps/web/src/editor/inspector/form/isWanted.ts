import { hintsOf } from '@patchbay/connector';
import type { Mapping } from '@patchbay/expression';
import { typedByHand } from '@patchbay/flow';
import type { FormField } from './fieldsOf.ts';

/** Whether a field has a part in the form as it is filled: one that belongs to another choice is not drawn. */
export function isWanted(
  field: FormField,
  { fields, mappingOf }: { fields: readonly FormField[]; mappingOf(name: string): Mapping | undefined },
): boolean {
  const when = hintsOf(field.schema)['x-patchbay-when'];
  if (when === undefined) return true;
  if (when.orFilled === true && mappingOf(field.name) !== undefined) return true;
  const mapping = mappingOf(when.field);
  const value = mapping === undefined ? fields.find(({ name }) => name === when.field)?.default : typedByHand(mapping);
  // Plugged in, it may be any of them.
  return value === undefined || when.is.includes(String(value));
}
