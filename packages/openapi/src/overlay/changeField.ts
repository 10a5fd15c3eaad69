import { resolveLocal } from '@patchbay/connector';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { SchemaObject } from '../schemaWalk.ts';

/** A field where its form has it. */
export type Place = { schema: JSONSchema; isRequired: boolean };

/** The form with one field changed; `at`: the names that lead to it, `[]` for the items of a list. */
export type Changed = { schema: JSONSchema; at: readonly string[]; field: JSONSchema };

/** Undefined takes the field out of the form. */
export type Change = (place: Place) => Place | undefined;

/** How many references and alternatives one path may lead through. */
const DEPTH = 40;

/**
 * Changes the field at a dotted path of a form: `metadata.order_id`, `items[].price`. References on the way are replaced by
 * what they stand for, so that nothing else that uses it changes; alternatives that have the field are changed alike.
 * Undefined where there is no such field.
 */
export function changeField(form: JSONSchema, path: string, change: Change): Changed | undefined {
  const parts = path.split('.').flatMap((part) => {
    const [, name = '', lists = ''] = /^(.*?)((?:\[\])*)$/.exec(part) ?? [];
    return [name, ...(lists.match(/\[\]/g) ?? [])];
  });
  return changeAt({ schema: form, root: form, depth: 0 }, parts, change);
}

type Here = { schema: JSONSchema; root: JSONSchema; depth: number };

function changeAt(here: Here, parts: readonly string[], change: Change): Changed | undefined {
  if (typeof here.schema !== 'object' || here.depth > DEPTH) return undefined;
  const schema = withoutReference(here.schema, here.root);
  const inside = { ...here, schema, depth: here.depth + 1 };
  return inItems(inside, parts, change) ?? inProperties(inside, parts, change) ?? inCombinations(inside, parts, change);
}

type Open = Omit<Here, 'schema'> & { schema: SchemaObject };

function inItems({ schema, ...here }: Open, parts: readonly string[], change: Change): Changed | undefined {
  const { items } = schema;
  if (parts[0] !== '[]' || items === undefined) return undefined;
  if (parts.length === 1) {
    const place = change({ schema: items, isRequired: false });
    return place && { schema: { ...schema, items: place.schema }, at: ['[]'], field: items };
  }
  const found = changeAt({ ...here, schema: items }, parts.slice(1), change);
  return found && { ...found, schema: { ...schema, items: found.schema }, at: ['[]', ...found.at] };
}

/** A name may hold dots itself, or end in brackets as some of forms do, so the longest that is there counts. */
function inProperties({ schema, ...here }: Open, parts: readonly string[], change: Change): Changed | undefined {
  const { properties = {} } = schema;
  for (let length = parts.length; length > 0; length -= 1) {
    const name = parts.slice(0, length).join('.').replaceAll('.[]', '[]');
    const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (field === undefined) continue;
    if (length === parts.length) return changeNamed(schema, name, change);
    const found = changeAt({ ...here, schema: field }, parts.slice(length), change);
    if (found === undefined) continue;
    return {
      ...found,
      schema: { ...schema, properties: { ...properties, [name]: found.schema } },
      at: [name, ...found.at],
    };
  }
  return undefined;
}

function changeNamed(schema: SchemaObject, name: string, change: Change): Changed {
  const { properties = {}, required = [] } = schema;
  const field = properties[name] ?? true;
  const place = change({ schema: field, isRequired: required.includes(name) });
  const others = required.filter((other) => other !== name);
  const { [name]: _field, ...without } = properties;
  return {
    schema: {
      ...schema,
      properties: place === undefined ? without : { ...properties, [name]: place.schema },
      required: place?.isRequired ? [...new Set([...required, name])] : others,
    },
    at: [name],
    field,
  };
}

function inCombinations({ schema, ...here }: Open, parts: readonly string[], change: Change): Changed | undefined {
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const) {
    const group = schema[key];
    const found = group?.map((part) => changeAt({ ...here, schema: part }, parts, change));
    const first = found?.find((one) => one !== undefined);
    if (group === undefined || first === undefined) continue;
    return { ...first, schema: { ...schema, [key]: group.map((part, at) => found?.[at]?.schema ?? part) } };
  }
  return undefined;
}

function withoutReference(schema: SchemaObject, root: JSONSchema): SchemaObject {
  let here = schema;
  for (let hop = 0; hop < DEPTH && here.$ref !== undefined; hop += 1) {
    const { $ref, ...rest } = here;
    const target = resolveLocal(root, $ref);
    here = { ...(typeof target === 'object' ? target : {}), ...rest };
  }
  return here;
}
