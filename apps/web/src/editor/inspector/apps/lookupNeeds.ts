import { type Lookup, lookupNeeds } from '@patchbay/connector';
import type { Json, Mapping } from '@patchbay/expression';
import { typedByHand } from '@patchbay/flow';

/** What a list of choices waits for: a field that is empty, or one that is only known when the flow runs. */
export type Waits = { for: string; why: 'empty' | 'plugged' };

/** The first field that a lookup still waits for; undefined when its list can be asked for. */
export function waitsFor(lookup: Lookup, mappingOf: (field: string) => Mapping | undefined): Waits | undefined {
  for (const name of lookupNeeds(lookup)) {
    const mapping = mappingOf(name);
    const value = mapping && typedByHand(mapping);
    if (mapping === undefined || value === '' || value === null) return { for: name, why: 'empty' };
    if (value === undefined) return { for: name, why: 'plugged' };
  }
  return undefined;
}

/** What is typed into the needed fields, as the server is asked with; what is plugged in is left out. */
export function typedInputs(lookup: Lookup, inputs: Readonly<Record<string, Mapping>>): Record<string, Json> {
  const names = new Set(lookupNeeds(lookup).map((field) => field.split('.')[0] ?? field));
  const typed = [...names].map((name) => [name, inputs[name] && typedPart(inputs[name])] as const);
  return Object.fromEntries(typed.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** The value of what is typed, without the parts that are plugged in. */
function typedPart(mapping: Mapping): Json | undefined {
  if (mapping.kind !== 'object') return typedByHand(mapping);
  const fields = Object.entries(mapping.fields).map(([name, inner]) => [name, typedPart(inner)] as const);
  return Object.fromEntries(fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** The value inside a pasted link, by the lookup's pattern; undefined where the text is no such link. */
export function valueInLink({ link }: Lookup, text: string): string | undefined {
  if (link === undefined) return undefined;
  try {
    return new RegExp(link).exec(text.slice(0, 2_000))?.[1];
  } catch {
    return undefined; // A pattern that the browser cannot read finds nothing.
  }
}
