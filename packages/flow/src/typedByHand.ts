import type { Json, Mapping } from '@patchbay/expression';

/** The value of a mapping that takes nothing from anywhere, as typed; `undefined` where it takes something. */
export function typedByHand(mapping: Mapping): Json | undefined {
  if (mapping.kind === 'literal') return mapping.value;
  if (mapping.kind === 'list') {
    const items = mapping.items.map(typedByHand);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (mapping.kind !== 'object') return undefined;
  const fields: [string, Json][] = [];
  for (const [name, field] of Object.entries(mapping.fields)) {
    const value = typedByHand(field);
    if (value === undefined) return undefined;
    fields.push([name, value]);
  }
  return Object.fromEntries(fields);
}
