import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { flattenSchema } from './flattenSchema.ts';
import { type FieldSchema, hintsOf } from './hints.ts';
import { isSame } from './isSame.ts';
import { isObject, type Json, own, setOwn } from './json.ts';
import type { Lookup, LookupOption } from './lookup.ts';
import { compilePattern } from './pattern.ts';
import { schemaAt } from './schemaAt.ts';
import { valueAt } from './valueAt.ts';

/** The lookup of the field at a dotted path of a form; undefined where it has none of that kind. */
export function lookupAt(form: JSONSchema, path: string, kind: 'options' | 'fields'): Lookup | undefined {
  // A name may end in `[]` itself, as those of some queries do.
  const places = [path, path.replace(/\[\]$/, '.0'), path.replaceAll('[]', '.0')];
  const field = places.map((place) => schemaAt(form, place)).find((found) => typeof found === 'object');
  if (typeof field !== 'object') return undefined;
  const key = kind === 'options' ? 'x-patchbay-lookup' : 'x-patchbay-fields-from';
  return hintsOf(field)[key] ?? hintsOf(flattenSchema(field, form).schema)[key];
}

/** The input of the operation that lists them; the first field of the form that has to be filled before, where it is empty. */
export function lookupInput(
  lookup: Lookup,
  form: unknown,
): { input: Record<string, unknown>; needs?: never } | { needs: string; input?: never } {
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(lookup.input ?? {})) {
    const from = fieldNamed(value);
    const filled = from === undefined ? value : valueAt(form, from);
    if (from !== undefined && isEmpty(filled)) return { needs: from };
    setOwn(input, name, filled);
  }
  const needed = [lookup.inside?.from, lookup.only?.from].find(
    (from) => from !== undefined && isEmpty(valueAt(form, from)),
  );
  return needed === undefined ? { input } : { needs: needed };
}

/** The fields of a form whose values a lookup goes by. */
export function lookupNeeds({ input = {}, inside, only }: Lookup): string[] {
  const named = Object.values(input).map(fieldNamed);
  return [...named, inside?.from, only?.from].filter((name) => name !== undefined);
}

function fieldNamed(value: Json | { from: string }): string | undefined {
  const from = isObject(value) && Object.keys(value).length === 1 ? own(value, 'from') : undefined;
  return typeof from === 'string' ? from : undefined;
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** The choices in what the operation gave. Of several with one value the first counts; items without one are left out. */
export function lookupOptions(lookup: Lookup, output: unknown, form: unknown): LookupOption[] {
  const options = new Map<string, LookupOption>();
  for (const item of itemsOf(lookup, output, form)) {
    const value = lookup.value === undefined ? item : written(lookup.value, item);
    if (isEmpty(value)) continue;
    const key = JSON.stringify(value);
    if (options.has(key)) continue;
    const label = words(lookup.label, item) ?? (typeof value === 'string' ? value : key);
    const detail = words(lookup.detail, item);
    options.set(key, { value: value as Json, label, ...(detail === undefined ? {} : { detail }) });
  }
  return [...options.values()];
}

/** The fields that the items stand for, in their order. */
export function lookupFields(lookup: Lookup, output: unknown, form: unknown): Record<string, FieldSchema> {
  const fields: Record<string, FieldSchema> = {};
  const { schemas } = lookup;
  const items = itemsOf(lookup, output, form);
  for (const item of items) {
    const [option] = lookupOptions(
      { ...lookup, items: '', inside: undefined, only: undefined } as Lookup,
      [item],
      form,
    );
    if (option === undefined || typeof option.value !== 'string') continue;
    const kind = schemas && valueAt(item, schemas.by);
    const schema =
      typeof kind === 'string' || typeof kind === 'boolean' ? own(schemas?.of ?? {}, String(kind)) : undefined;
    if (schema === false || Object.hasOwn(fields, option.value)) continue;
    const given = isObject(schema) ? (schema as Exclude<FieldSchema, boolean>) : { type: 'string' as const };
    const described = option.detail === undefined ? {} : { description: option.detail };
    setOwn(fields, option.value, { title: option.label, ...described, ...given });
  }
  return fields;
}

function itemsOf({ items, inside, only }: Lookup, output: unknown, form: unknown): readonly unknown[] {
  const all = inside === undefined ? listIn(output, items) : listIn(insideOne(output, inside, form), items ?? '');
  if (only === undefined) return all;
  const wanted = valueAt(form, only.from);
  return all.filter((item) => isSame(valueAt(item, only.at), wanted));
}

function insideOne(output: unknown, inside: NonNullable<Lookup['inside']>, form: unknown): unknown {
  const wanted = valueAt(form, inside.from);
  return listIn(output, inside.list).find((item) => inside.where.some((path) => isSame(valueAt(item, path), wanted)));
}

function listIn(output: unknown, path: string | undefined): readonly unknown[] {
  const isPaged = isObject(output) && Array.isArray(output.items) && typeof output.hasMore === 'boolean';
  const list = valueAt(output, path ?? (isPaged ? 'items' : ''));
  if (Array.isArray(list)) return list;
  return isObject(list) ? Object.values(list) : [];
}

/** What stands at a path, or a text with paths in braces. */
function written(template: string, item: unknown): unknown {
  if (!template.includes('{')) return valueAt(item, template);
  return template.replace(/\{([^{}]*)\}/g, (_, path: string) => {
    const value = valueAt(item, path);
    return isEmpty(value) || typeof value === 'object' ? '' : String(value);
  });
}

function words(template: string | undefined, item: unknown): string | undefined {
  if (template === undefined) return undefined;
  const text = written(template, item);
  if (isEmpty(text)) return undefined;
  // Brackets around nothing say nothing.
  const plain = (typeof text === 'object' ? JSON.stringify(text) : String(text)).replace(/\(\s*\)/g, '').trim();
  return plain === '' ? undefined : plain.slice(0, 200);
}

/** What a pasted link stands for; undefined where the lookup knows no links, or this is none. */
export function valueOfLink({ link }: Lookup, text: string): string | undefined {
  if (link === undefined || text.length > 2_000) return undefined;
  let value: string | undefined;
  compilePattern(link).each(text, ({ groups }) => {
    value = groups[1] ?? undefined;
    return false;
  });
  return value;
}
