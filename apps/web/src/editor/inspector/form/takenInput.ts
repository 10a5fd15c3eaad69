import type { Operation } from '@patchbay/connector';
import { type Mapping, type ThingType, opensInto } from '@patchbay/flow';
import type { JSONSchema } from '../data/jsonSchema.ts';

type Typed = Pick<Operation, 'input' | 'typedBy'>;

/**
 * The input of an operation as its form draws it: once the flow or table that it works with is chosen, with the fields
 * which that takes. Left as it is where those are not known, or where something else has been filled in already.
 */
export function takenInput(
  { input, typedBy }: Typed,
  { type, inputs }: { type: ThingType | null | undefined; inputs: Readonly<Record<string, Mapping>> },
): JSONSchema {
  const takes = typedBy?.takes;
  const given = type?.input;
  if (takes === undefined || typeof input !== 'object' || typeof given !== 'object') return input;
  const names = Object.keys(given.properties ?? {});
  // References are read against the whole of a schema, which this one is about to be a part of.
  if (names.length === 0 || given.$defs !== undefined || !isMadeOf(inputs[takes], names)) return input;
  const { title, description }: { title?: string; description?: string } = Object(input.properties?.[takes]);
  const field = {
    ...given,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    'x-patchbay-basic': true,
  };
  return { ...input, properties: { ...input.properties, [takes]: field } };
}

/** Whether a value is not filled in yet, comes from elsewhere as a whole, or has no other fields than these. */
function isMadeOf(mapping: Mapping | undefined, names: readonly string[]): boolean {
  if (mapping === undefined || mapping.kind === 'reference' || mapping.kind === 'formula') return true;
  const opened = opensInto(mapping);
  return opened?.kind === 'object' && Object.keys(opened.fields).every((name) => names.includes(name));
}
