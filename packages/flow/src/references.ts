import type { Formula, Mapping, Reference } from '@patchbay/expression';

/** A place inside a mapping where a value is taken from a step or worked out. `path` leads there through objects and lists. */
export type Source = { path: string[]; value: Reference | Formula };

/** Every reference and formula of a mapping, however deep, with where it stands. */
export function sourcesIn(mapping: Mapping): Source[] {
  const found: Source[] = [];
  const open: { path: string[]; mapping: Mapping }[] = [{ path: [], mapping }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path } = next;
    for (const value of sourcesAt(next.mapping)) found.push({ path, value });
    for (const [key, inner] of partsOf(next.mapping).toReversed()) open.push({ path: [...path, key], mapping: inner });
  }
  return found;
}

/** The mappings directly inside an object or list mapping, by field name or index. */
export function partsOf(mapping: Mapping): [key: string, part: Mapping][] {
  if (mapping.kind === 'object') return Object.entries(mapping.fields);
  if (mapping.kind === 'list') return mapping.items.map((item, index) => [String(index), item]);
  return [];
}

function sourcesAt(mapping: Mapping): (Reference | Formula)[] {
  if (mapping.kind === 'reference' || mapping.kind === 'formula') return [mapping];
  if (mapping.kind === 'template') return mapping.parts.filter((part) => typeof part !== 'string');
  return [];
}
