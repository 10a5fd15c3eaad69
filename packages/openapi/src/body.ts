import type { BodyTemplate } from '@patchbay/connector';
import { type ApiDocument, follow } from './apiDocument.ts';
import { isObject, type JsonObject, listIn, objectIn, own, textIn } from './json.ts';
import type { OperationSource } from './operationSource.ts';
import { exampleOf } from './parameters.ts';

/** A body as the description has it: how it is written, and its schema, still with references. */
export type ReadBody = {
  template: Omit<BodyTemplate, 'input'>;
  schema: unknown;
  description: string | undefined;
  example: unknown;
  required: boolean;
};

/** The body of an operation; undefined where it has none or the method cannot carry one. */
export function readBody(
  document: ApiDocument,
  source: OperationSource,
  oldParameters: readonly JsonObject[],
): ReadBody | undefined {
  if (source.method === 'GET' || source.method === 'HEAD') return undefined;
  const body = document.dialect === '2' ? oldBody(document, source, oldParameters) : newBody(document, source);
  return body === undefined || isEmpty(document, body.schema) ? undefined : body;
}

function newBody(document: ApiDocument, { operation }: OperationSource): ReadBody | undefined {
  const body = follow(document, own(operation, 'requestBody'));
  if (body === undefined) return undefined;
  const content = objectIn(body, 'content');
  const contentType = preferredType(Object.keys(content));
  if (contentType === undefined) return undefined;
  const media = follow(document, own(content, contentType)) ?? {};
  const encodings = Object.values(objectIn(media, 'encoding'));
  const isDeep = encodings.some((encoding) => isObject(encoding) && own(encoding, 'style') === 'deepObject');
  const encoding = encodingOf(contentType);
  return {
    template: {
      contentType: concreteType(contentType),
      encoding,
      ...(encoding === 'form' && !isDeep ? { lists: 'repeat' as const } : {}),
    },
    schema: own(media, 'schema') ?? true,
    description: textIn(body, 'description'),
    example: exampleOf(document, media),
    required: own(body, 'required') === true,
  };
}

function oldBody(
  document: ApiDocument,
  { operation }: OperationSource,
  parameters: readonly JsonObject[],
): ReadBody | undefined {
  const [first] = parameters;
  if (first === undefined) return undefined;
  const given = listIn(operation, 'consumes');
  const types = (given.length > 0 ? given : listIn(document.root, 'consumes')).filter(
    (type) => typeof type === 'string',
  );
  const whole = parameters.find((parameter) => String(own(parameter, 'in')).toLowerCase() === 'body');
  if (whole !== undefined) {
    const contentType = preferredType(types) ?? 'application/json';
    return {
      template: { contentType, encoding: encodingOf(contentType) },
      schema: own(whole, 'schema') ?? true,
      description: textIn(whole, 'description'),
      example: undefined,
      required: own(whole, 'required') === true,
    };
  }
  return oldForm(parameters, types);
}

/** Form fields, each a parameter of its own in Swagger 2.0, as one object. */
function oldForm(parameters: readonly JsonObject[], types: readonly string[]): ReadBody {
  const hasFile = parameters.some((parameter) => own(parameter, 'type') === 'file');
  const isMultipart = hasFile || (types.length > 0 && types.every((type) => type.startsWith('multipart/')));
  const required = parameters.filter((parameter) => own(parameter, 'required') === true).map((it) => own(it, 'name'));
  const contentType = isMultipart ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  return {
    template: { contentType, encoding: encodingOf(contentType), ...(isMultipart ? {} : { lists: 'repeat' as const }) },
    schema: {
      type: 'object',
      properties: Object.fromEntries(parameters.map((parameter) => [String(own(parameter, 'name')), parameter])),
      required,
    },
    description: undefined,
    example: undefined,
    required: required.length > 0,
  };
}

const PREFERENCE: readonly RegExp[] = [
  /^application\/json\b/i,
  /^(application|text)\/([\w.+-]+\+)?json\b/i,
  /^application\/x-www-form-urlencoded\b/i,
  /^multipart\/form-data\b/i,
  /^text\/plain\b/i,
  /^text\//i,
  /^application\/([\w.+-]+\+)?xml\b/i,
  /^\*\/\*$/,
  /./,
];

/** The content type that a form is best drawn for: JSON before form fields before files and text. */
export function preferredType(types: readonly string[]): string | undefined {
  for (const wanted of PREFERENCE) {
    const found = types.find((type) => wanted.test(type));
    if (found !== undefined) return found;
  }
  return undefined;
}

export function encodingOf(contentType: string): BodyTemplate['encoding'] {
  const type = contentType.toLowerCase();
  if (type === '*/*' || /^(application|text)\/([\w.+-]+\+)?json\b/.test(type)) return 'json';
  if (type.startsWith('application/x-www-form-urlencoded')) return 'form';
  if (type.startsWith('multipart/')) return 'multipart';
  return type.startsWith('text/') || /^application\/([\w.+-]+\+)?(xml|yaml|csv)\b/.test(type) ? 'text' : 'binary';
}

const concreteType = (contentType: string) => (contentType === '*/*' ? 'application/json' : contentType);

/** An object that may hold nothing: Stripe declares such bodies for operations that take none. */
function isEmpty(document: ApiDocument, schema: unknown): boolean {
  const target = follow(document, schema);
  return (
    target !== undefined &&
    own(target, 'additionalProperties') === false &&
    Object.keys(objectIn(target, 'properties')).length === 0 &&
    !['allOf', 'anyOf', 'oneOf', 'patternProperties'].some((key) => own(target, key) !== undefined)
  );
}
