import type { Json, Mapping } from '@patchbay/expression';
import { own } from './equal.ts';

/** The mapping at a path of field names and item numbers; undefined where there is none. Typed objects and lists are opened. */
export function mappingAt(mapping: Mapping | undefined, path: readonly string[]): Mapping | undefined {
  let at = mapping;
  for (const key of path) {
    const opened = at && opensInto(at);
    at = opened?.kind === 'object' ? own(opened.fields, key) : opened?.items[Number(key)];
  }
  return at;
}

/** The mapping with another one at the path, made of objects and lists on the way; a field that gets nothing is gone. */
export function withMappingAt(
  mapping: Mapping | undefined,
  path: readonly string[],
  next: Mapping | undefined,
): Mapping | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return next;
  const opened = (mapping && opensInto(mapping)) ?? { kind: 'object' as const, fields: {} };
  if (opened.kind === 'list') {
    const items = [...opened.items];
    const item = items[Number(key)];
    const emptied: Mapping =
      item?.kind === 'object' && rest.length > 0 ? EMPTY_OBJECT : { kind: 'literal', value: null };
    items[Number(key)] = withMappingAt(item, rest, next) ?? emptied;
    return { kind: 'list', items };
  }
  const changed = withMappingAt(own(opened.fields, key), rest, next);
  const fields = changed === undefined ? without(opened.fields, key) : { ...opened.fields, [key]: changed };
  return Object.keys(fields).length === 0 ? undefined : { kind: 'object', fields };
}

/** A row whose last field was emptied is still a row. */
const EMPTY_OBJECT: Mapping = { kind: 'object', fields: {} };

type Opened = Extract<Mapping, { kind: 'object' | 'list' }>;

/** An object or list, one level of a typed one taken apart; undefined for what has no inside. */
export function opensInto(mapping: Mapping): Opened | undefined {
  if (mapping.kind === 'object' || mapping.kind === 'list') return mapping;
  if (mapping.kind !== 'literal' || typeof mapping.value !== 'object' || mapping.value === null) return undefined;
  const { value } = mapping;
  if (Array.isArray(value)) return { kind: 'list', items: value.map(literal) };
  return {
    kind: 'object',
    fields: Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, literal(inner)])),
  };
}

function literal(value: Json): Mapping {
  return { kind: 'literal', value };
}

function without(fields: Record<string, Mapping>, key: string): Record<string, Mapping> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}
