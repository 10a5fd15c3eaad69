import type { BodyTemplate, FieldTemplate } from '@patchbay/connector';
import { type ApiDocument, follow } from './apiDocument.ts';
import { isObject, type JsonObject, listIn, objectIn, own, textIn } from './json.ts';
import type { OperationSource } from './operationSource.ts';
import { exampleOf } from './parameters.ts';

/** A body as the description has it: how it is written, and its schema, still with references. */
export type ReadBody = {
  template: Omit<BodyTemplate, 'input' | 'when'>;
  schema: unknown;
  description: string | undefined;
  example: unknown;
  required: boolean;
};

/** Methods whose requests have no body, whatever a description says. */
const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'TRACE']);

/** How many ways of writing one body a person may choose from. */
const WAYS = 4;

/**
 * The body of an operation, in each of the ways that make a difference to whoever fills it in, the best for a form first;
 * none where it has no body or the method cannot carry one.
 */
export function readBodies(
  document: ApiDocument,
  source: OperationSource,
  oldParameters: readonly JsonObject[],
): ReadBody[] {
  if (BODILESS.has(source.method)) return [];
  const old = document.dialect === '2' ? oldBody(document, source, oldParameters) : undefined;
  const found = document.dialect === '2' ? (old === undefined ? [] : [old]) : newBodies(document, source);
  return found.filter((body) => !isEmpty(document, body.schema));
}

function newBodies(document: ApiDocument, { operation }: OperationSource): ReadBody[] {
  const body = follow(document, own(operation, 'requestBody'));
  if (body === undefined) return [];
  const content = objectIn(body, 'content');
  const kept: ReadBody[] = [];
  for (const contentType of typesByPreference(Object.keys(content))) {
    const media = follow(document, own(content, contentType)) ?? {};
    const read = {
      template: bodyTemplate(document, contentType, media),
      schema: bodySchemaIn(media),
      description: textIn(body, 'description'),
      example: exampleOf(document, media),
      required: own(body, 'required') === true,
    };
    if (kept.length === 0 || isAnotherWay(read, kept)) kept.push(read);
    if (kept.length >= WAYS) break;
  }
  return kept;
}

/** Since 3.2 a media type may say what stands in each line or part instead of what the whole is. */
function bodySchemaIn(media: JsonObject): unknown {
  const item = own(media, 'itemSchema');
  return own(media, 'schema') ?? (item === undefined ? true : { type: 'array', items: item });
}

/** The same fields in another dress are no choice for a person; files, or other fields, are. */
function isAnotherWay({ template, schema }: ReadBody, kept: readonly ReadBody[]): boolean {
  if (template.encoding === 'text' || kept.some((other) => other.template.encoding === template.encoding)) return false;
  const text = JSON.stringify(schema)?.slice(0, 50_000);
  return kept.every((other) => JSON.stringify(other.schema)?.slice(0, 50_000) !== text);
}

function bodyTemplate(document: ApiDocument, contentType: string, media: JsonObject): ReadBody['template'] {
  const encoding = encodingOf(contentType);
  const encodings = Object.entries(objectIn(media, 'encoding')).flatMap(([name, value]): [string, JsonObject][] =>
    isObject(value) && name !== '__proto__' ? [[name, value]] : [],
  );
  const isDeep = encodings.some(([, field]) => own(field, 'style') === 'deepObject');
  const parts = encodings.flatMap(([name, field]): [string, FieldTemplate][] => {
    const part = encoding === 'form' ? formField(field, isDeep) : multipartField(document, field);
    return Object.keys(part).length === 0 ? [] : [[name, part]];
  });
  const hasParts = parts.length > 0 && (encoding === 'form' || encoding === 'multipart');
  return {
    contentType: concreteType(contentType),
    encoding,
    ...(encoding === 'form' && !isDeep ? { lists: 'repeat' as const } : {}),
    ...(hasParts ? { parts: Object.fromEntries(parts) } : {}),
  };
}

const DELIMITED = ['spaceDelimited', 'pipeDelimited'] as const;

/** Only what differs from how the rest of the form is written: most descriptions say the usual for every field. */
function formField(field: JsonObject, isDeep: boolean): FieldTemplate {
  const type = textIn(field, 'contentType');
  if (type !== undefined && encodingOf(type) === 'json') return { contentType: type };
  const explode = own(field, 'explode');
  const style = DELIMITED.find((one) => one === own(field, 'style'));
  const reserved = own(field, 'allowReserved') === true ? { allowReserved: true as const } : {};
  if (style !== undefined) return { style, explode: explode === true, ...reserved };
  const isForm = own(field, 'style') === undefined || own(field, 'style') === 'form';
  if (isForm && explode === false) return { style: 'form', explode: false, ...reserved };
  if (isForm && isDeep && own(field, 'style') === 'form') return { style: 'form', explode: true, ...reserved };
  return Object.keys(reserved).length === 0 ? {} : { style: 'form', explode: true, ...reserved };
}

function multipartField(document: ApiDocument, field: JsonObject): FieldTemplate {
  const type = textIn(field, 'contentType');
  const headers = Object.entries(objectIn(field, 'headers')).flatMap(([name, value]): [string, string][] => {
    const header = follow(document, value) ?? {};
    const schema = follow(document, own(header, 'schema')) ?? {};
    const choices = listIn(schema, 'enum');
    const fixed = own(schema, 'const') ?? own(schema, 'default') ?? (choices.length === 1 ? choices[0] : undefined);
    const isUsable = /^[\w-]+$/.test(name) && !/^content-(type|disposition|length)$/i.test(name);
    return isUsable && typeof fixed === 'string' ? [[name, fixed]] : [];
  });
  return {
    ...(type === undefined || type.includes('*') ? {} : { contentType: type }),
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
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
  return typesByPreference(types)[0];
}

function typesByPreference(types: readonly string[]): string[] {
  const rank = (type: string) => PREFERENCE.findIndex((wanted) => wanted.test(type));
  return types.toSorted((left, right) => rank(left) - rank(right));
}

const LINES = /^application\/(jsonl|x-jsonlines|jsonlines|x-ndjson|ndjson|json-seq|[\w.+-]+\+json-seq)\b/;

export function encodingOf(contentType: string): BodyTemplate['encoding'] {
  const type = contentType.toLowerCase();
  if (LINES.test(type)) return 'lines';
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
