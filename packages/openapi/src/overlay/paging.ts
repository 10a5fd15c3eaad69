import {
  hintsOf,
  isObject,
  type Operation,
  orderedFields,
  type Paging,
  type Parameter,
  type Place,
  pagedOutput,
  pageInput,
  pagesField,
  schemaAt,
  valueAt,
} from '@patchbay/connector';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { SchemaObject } from '../schemaWalk.ts';
import { changeField } from './changeField.ts';
import { withoutUnusedDefs } from './output.ts';

/**
 * An operation whose list comes page by page: the fields that say where a page starts are ours to fill, a person says how
 * much of the list is wanted, and the output is the list.
 */
export function applyPaging(operation: Operation, paging: Paging, say: (problem: string) => void): Operation {
  const { input, output, sample } = operation;
  if (typeof input !== 'object' || operation.request === undefined) return operation;
  const places = [...(paging.size === undefined ? [] : [paging.size]), ...('to' in paging ? [paging.to] : [])];
  let form: JSONSchema = input;
  let { request } = operation;
  for (const place of places) {
    request = withPlace(request, place);
    const at = pageInput(request, place);
    form = withoutField(form, at);
  }
  if (typeof form !== 'object') return operation;
  if (form.properties?.[PAGES] !== undefined)
    say(`it has a field "${PAGES}", which says how much of a list is wanted.`);
  const item = itemOf(output, paging.items);
  if (item === undefined) say(`its answer has no list at "${paging.items}".`);
  const list = sample === undefined ? undefined : valueAt(sample, paging.items);
  return {
    ...operation,
    paging,
    input: {
      ...form,
      properties: { ...form.properties, [PAGES]: pagesField },
      'x-patchbay-order': [...orderedFields(form), PAGES],
    } as SchemaObject,
    output: pagedSchema(item ?? true, output),
    request,
    ...(Array.isArray(list) ? { sample: pagedOutput(list, false) } : { sample: undefined }),
  };
}

const PAGES = 'pages';

/** Where the description forgot to say that it takes the place of a page. */
function withPlace(request: NonNullable<Operation['request']>, place: Place): NonNullable<Operation['request']> {
  const { parameters, body } = request;
  if (place.in === 'body') {
    const [name = ''] = place.name.split('.');
    if (body?.fields === undefined || body.fields.includes(name)) return request;
    return { ...request, body: { ...body, fields: [...body.fields, name] } };
  }
  const isThere = parameters.some((parameter) => isPlaceOf(parameter, place));
  if (isThere) return request;
  const style = place.in === 'query' ? ('form' as const) : ('simple' as const);
  const input = parameters.some((parameter) => parameter.input === place.name)
    ? `${place.name}_${place.in}`
    : place.name;
  return { ...request, parameters: [...parameters, { input, name: place.name, in: place.in, style, explode: true }] };
}

function isPlaceOf(parameter: Parameter, place: Place): boolean {
  return parameter.in === place.in && parameter.name.toLowerCase() === place.name.toLowerCase();
}

/** A group that is left without fields goes as well. */
function withoutField(form: JSONSchema, at: readonly string[]): JSONSchema {
  if (at.length === 0) return form;
  const changed = changeField(form, at.join('.'), () => undefined)?.schema ?? form;
  const parent = at.slice(0, -1);
  const group = schemaAt(changed, parent.join('.'));
  const isLeft = parent.length === 0 || typeof group !== 'object' || Object.keys(group.properties ?? {}).length > 0;
  return isLeft ? withoutOrder(changed, at) : withoutField(changed, parent);
}

function withoutOrder(form: JSONSchema, [name]: readonly string[]): JSONSchema {
  const order = hintsOf(form)['x-patchbay-order'];
  if (typeof form !== 'object' || order === undefined || form.properties?.[name ?? ''] !== undefined) return form;
  return { ...form, 'x-patchbay-order': order.filter((other) => other !== name) } as SchemaObject;
}

function itemOf(output: JSONSchema, path: string): JSONSchema | undefined {
  const list = schemaAt(output, path);
  if (list === undefined || typeof list === 'boolean') return list;
  return schemaAt(list, '0', output);
}

function pagedSchema(item: JSONSchema, from: JSONSchema): JSONSchema {
  const defs = isObject(from) ? (from as SchemaObject).$defs : undefined;
  return withoutUnusedDefs({
    type: 'object',
    properties: {
      items: { type: 'array', title: 'Items', description: 'What was asked for, one after the other.', items: item },
      count: { type: 'integer', title: 'Count', description: 'How many items there are here.', minimum: 0 },
      hasMore: { type: 'boolean', title: 'There is more', description: 'Whether the list goes on after these.' },
    },
    required: ['items', 'count', 'hasMore'],
    'x-patchbay-order': ['items', 'count', 'hasMore'],
    ...(defs === undefined ? {} : { $defs: defs }),
  } as SchemaObject);
}
