import { flattenSchema, isObject, type Operation, type OperationOverlay, own } from '@patchbay/connector';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { sizeOf } from '../keywords.ts';
import type { SchemaObject } from '../schemaWalk.ts';

type Settings = Pick<OperationOverlay, 'isBodyFlat' | 'wrap'>;

/**
 * Puts the fields of the body beside the parameters, where the body is an object of named fields and no name would be there
 * twice. What the description says of the body as a whole (one of these two must be given) is not asked of the form then.
 */
export function flattenBody(operation: Operation, { isBodyFlat = true, wrap }: Settings): Operation {
  const { input, request } = operation;
  if (!isBodyFlat || typeof input !== 'object' || request?.body === undefined) return operation;
  if (request.otherBodies !== undefined) return operation;
  // What is sent as it is has no fields: those of a file are not the API's.
  if (request.body.encoding === 'binary' || request.body.encoding === 'text') return operation;
  const field = input.properties?.[request.body.input];
  const body = field === undefined ? undefined : namedFields(field, { root: input, wrap });
  if (body === undefined) return operation;
  const names = Object.keys(body.properties);
  if (request.parameters.some((parameter) => names.includes(parameter.input))) return operation;
  const isRequired = input.required?.includes(request.body.input) === true;
  return {
    ...operation,
    input: flatInput(input, request.body.input, { ...body, required: isRequired ? body.required : [] }),
    request: { ...request, body: { ...request.body, fields: names, ...(wrap === undefined ? {} : { wrap }) } },
  };
}

type NamedFields = { properties: Record<string, JSONSchema>; required: readonly string[] };

/** The fields of a body, or of the one object it is wrapped into; undefined where they are not all named. */
function namedFields(field: JSONSchema, { root, wrap }: { root: JSONSchema; wrap: string | undefined }) {
  if (typeof field !== 'object') return undefined;
  const whole = plainObject(field, root);
  if (whole === undefined || wrap === undefined) return whole;
  const inner = own(whole.properties, wrap);
  return isObject(inner) ? plainObject(inner, root) : undefined;
}

function plainObject(field: SchemaObject, root: JSONSchema): NamedFields | undefined {
  const { schema, alternatives } = flattenSchema(withoutDemands(field), root);
  const { properties = {}, additionalProperties, patternProperties, required = [] } = schema;
  const names = Object.keys(properties);
  const takesOthers = additionalProperties !== undefined && additionalProperties !== false;
  if (alternatives > 1 || takesOthers || patternProperties !== undefined || names.length === 0) return undefined;
  const [example] = schema.examples ?? [];
  return {
    properties: Object.fromEntries(names.map((name) => [name, withExample(properties[name] ?? true, example, name)])),
    required: required.filter((name) => names.includes(name)),
  };
}

/** Alternatives that only say which fields must be given leave the fields as they are. */
function withoutDemands(schema: SchemaObject): SchemaObject {
  const { anyOf, oneOf, ...rest } = schema;
  const isDemand = (part: JSONSchema) =>
    typeof part === 'object' && Object.keys(part).every((key) => key === 'required');
  return {
    ...rest,
    ...(anyOf === undefined || anyOf.every(isDemand) ? {} : { anyOf }),
    ...(oneOf === undefined || oneOf.every(isDemand) ? {} : { oneOf }),
  };
}

/** An example of the whole body has one of each of its fields. */
function withExample(field: JSONSchema, example: unknown, name: string): JSONSchema {
  const value = isObject(example) ? own(example, name) : undefined;
  if (typeof field !== 'object' || field.examples !== undefined || value === undefined) return field;
  return sizeOf(value, 300) < 300 ? { ...field, examples: [value] } : field;
}

/** What must be given first stands first, the parameters before the body. */
function flatInput(input: SchemaObject, bodyInput: string, body: NamedFields): SchemaObject {
  const { [bodyInput]: _body, ...parameters } = input.properties ?? {};
  const properties = { ...parameters, ...body.properties };
  const required = [...(input.required ?? []).filter((name) => name !== bodyInput), ...body.required];
  const rest = Object.keys(properties).filter((name) => !required.includes(name));
  return { ...input, properties, required, 'x-patchbay-order': [...required, ...rest] };
}
