import type { FieldOverlay, Json, Operation, RequestTemplate } from '@patchbay/connector';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { SchemaObject } from '../schemaWalk.ts';
import { changeField, type Place } from './changeField.ts';

type Filling = NonNullable<RequestTemplate['filled']>[number];

type FieldSettings = {
  fields: Readonly<Record<string, FieldOverlay>>;
  order: readonly string[] | undefined;
  say(problem: string): void;
};

/** Lays what is said of single fields over a form, and puts its first fields in order. */
export function applyFields(operation: Operation, { fields, order, say }: FieldSettings): Operation {
  let { input } = operation;
  const filled: Filling[] = [];
  for (const [path, field] of Object.entries(fields)) {
    const change = (place: Place) => changed(place, field);
    const found = changeField(input, path, change);
    if (found === undefined) {
      say(`it has no field "${path}".`);
      continue;
    }
    input = found.schema;
    const value = sent(found.field, field);
    if (value === undefined) continue;
    filled.push({ at: found.at, value, ...(field.fixed === undefined ? {} : { isFixed: true as const }) });
  }
  const { request } = operation;
  const formed = { ...operation, input: ordered(input, order, say) };
  if (request === undefined || filled.length === 0) return formed;
  return { ...formed, request: { ...request, filled: [...(request.filled ?? []), ...filled] } };
}

/** What is put where a person gave nothing. */
function sent(schema: JSONSchema, { fixed, default: given, isHidden }: FieldOverlay): Json | undefined {
  const described = typeof schema === 'object' && isHidden ? (schema.default as Json | undefined) : undefined;
  return fixed ?? given ?? described;
}

function changed({ schema, isRequired }: Place, field: FieldOverlay): Place | undefined {
  if (field.fixed !== undefined) return undefined;
  return { schema: decorated(schema, field), isRequired: field.isRequired ?? isRequired };
}

function decorated(schema: JSONSchema, field: FieldOverlay): SchemaObject {
  const { title, description, example, labels, when, lookup, fieldsFrom } = field;
  const widget = field.isHidden ? 'hidden' : field.widget;
  const { 'x-patchbay-widget': _widget, ...rest }: SchemaObject = typeof schema === 'object' ? schema : {};
  // What is offered to choose from needs no several lines, and no editor of JSON.
  const before: SchemaObject = typeof schema !== 'object' || lookup !== undefined ? rest : schema;
  return {
    ...before,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(field.default === undefined ? {} : { default: field.default }),
    ...(example === undefined ? {} : { examples: [example] }),
    ...(field.isBasic === undefined ? {} : { 'x-patchbay-basic': field.isBasic }),
    ...(labels === undefined ? {} : { 'x-patchbay-labels': labels }),
    ...(when === undefined ? {} : { 'x-patchbay-when': when }),
    ...(widget === undefined ? {} : { 'x-patchbay-widget': widget }),
    ...(lookup === undefined ? {} : { 'x-patchbay-lookup': lookup }),
    ...(fieldsFrom === undefined ? {} : { 'x-patchbay-fields-from': fieldsFrom }),
  };
}

/** The named fields first; then the others, those that must be given before those that need not. */
function ordered(input: JSONSchema, order: readonly string[] | undefined, say: (problem: string) => void): JSONSchema {
  if (typeof input !== 'object') return input;
  const { properties = {}, required = [] } = input;
  const names = Object.keys(properties);
  for (const name of order ?? []) {
    if (!names.includes(name)) say(`its order names the field "${name}", which it does not have.`);
  }
  const before = (input as SchemaObject)['x-patchbay-order'] ?? [];
  const rest = [...before.filter((name) => required.includes(name)), ...before];
  const all = [...new Set([...(order ?? []), ...rest, ...names])].filter((name) => names.includes(name));
  return { ...input, 'x-patchbay-order': all } as SchemaObject;
}
