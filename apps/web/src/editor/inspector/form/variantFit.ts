import { accepts, isObject, type Variant, type Variants } from '@patchbay/connector';
import type { Mapping } from '@patchbay/expression';
import { opensInto, typedByHand } from '@patchbay/flow';
import { sameJson } from '../../document/sameJson.ts';
import type { JSONSchema } from '../data/jsonSchema.ts';
import { own } from '../data/own.ts';
import { fieldsOf } from './fieldsOf.ts';

type Kinds = { variants: Variants; root: JSONSchema };

/**
 * Which kind a value is of, as far as it is filled in: what its telling field says; else the first that takes the value as
 * it is; else the one that has most of the filled fields. Undefined for nothing, and for what comes from elsewhere.
 */
export function kindOfMapping(mapping: Mapping | undefined, { variants, root }: Kinds): number | undefined {
  if (mapping === undefined) return undefined;
  const opened = opensInto(mapping);
  const { by } = variants;
  const told = by !== undefined && opened?.kind === 'object' ? own(opened.fields, by) : undefined;
  if (told?.kind === 'literal') {
    const at = variants.variants.findIndex(({ value }) => value !== undefined && sameJson(value, told.value));
    if (at >= 0) return at;
  }
  const typed = typedByHand(mapping);
  if (typed !== undefined) {
    const at = variants.variants.findIndex(({ schema }) => accepts(schema, typed, root));
    if (at >= 0) return at;
  }
  if (opened?.kind === 'list') return found(variants.variants.findIndex(({ schema }) => isList(schema, root)));
  return opened?.kind === 'object' ? closest(Object.keys(opened.fields), { variants, root }) : undefined;
}

const found = (at: number) => (at < 0 ? undefined : at);

function isList(schema: JSONSchema, root: JSONSchema): boolean {
  return accepts(schema, [], root) && !accepts(schema, {}, root);
}

/** The kind with the most of these fields and the fewest strangers. */
function closest(names: readonly string[], { variants, root }: Kinds): number | undefined {
  const scores = variants.variants.map(({ schema }) => {
    const known = namesIn(schema, root);
    return names.reduce((score, name) => score + (known.has(name) ? 1 : -1), 0);
  });
  const best = Math.max(...scores);
  return names.length > 0 && best > -names.length ? found(scores.indexOf(best)) : undefined;
}

function namesIn(schema: JSONSchema, root: JSONSchema): Set<string> {
  return new Set(fieldsOf(schema, root).map(({ name }) => name));
}

/**
 * What is filled in once another kind is picked: the fields that it has too, and the value that says which kind it is.
 * A value that comes from elsewhere as a whole stays.
 */
export function switchedKind(
  mapping: Mapping | undefined,
  next: Variant,
  { variants, root }: Kinds,
): Mapping | undefined {
  if (mapping !== undefined && (mapping.kind === 'reference' || mapping.kind === 'formula')) return mapping;
  const names = namesIn(next.schema, root);
  const opened = mapping && opensInto(mapping);
  const before = opened?.kind === 'object' ? Object.entries(opened.fields) : [];
  const { by } = variants;
  const kept = before.filter(([name]) => name !== by && names.has(name));
  const kind: [string, Mapping][] =
    by !== undefined && next.value !== undefined ? [[by, { kind: 'literal', value: next.value }]] : [];
  const fields = Object.fromEntries([...kind, ...kept]);
  if (Object.keys(fields).length > 0) return { kind: 'object', fields };
  const typed = mapping && typedByHand(mapping);
  return typed !== undefined && !isObject(typed) && accepts(next.schema, typed, root) ? mapping : undefined;
}
