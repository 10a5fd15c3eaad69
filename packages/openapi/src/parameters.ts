import type { Parameter } from '@patchbay/connector';
import { type ApiDocument, follow } from './apiDocument.ts';
import { isObject, type JsonObject, listIn, objectIn, own, textIn } from './json.ts';
import type { OperationSource } from './operationSource.ts';

/** A parameter as the description has it, with where its value goes. */
export type ReadParameter = {
  template: Parameter;
  /** Its schema, still with references. */
  schema: unknown;
  description: string | undefined;
  example: unknown;
  required: boolean;
};

export type ReadParameters = {
  parameters: ReadParameter[];
  /** Swagger 2.0 lists the body and its form fields among the parameters. */
  body: readonly JsonObject[];
  /** The header that takes an idempotency key: we fill it, so it is no field. */
  idempotencyHeader: string | undefined;
};

/** Headers that other parts of the description speak for, or that belong to the connection. */
const NOT_FIELDS = /^(accept|content-type|authorization|host|content-length|connection|transfer-encoding|cookie)$/i;
const IDEMPOTENCY = /idempoten|^paypal-request-id$/i;

/** The parameters of an operation; its own win over those of its path. `secrets` are names that the sign-in fills. */
export function readParameters(
  document: ApiDocument,
  source: OperationSource,
  secrets: ReadonlySet<string>,
): ReadParameters {
  const read: ReadParameters = { parameters: [], body: [], idempotencyHeader: undefined };
  const inputs = new Set<string>(['__proto__']);
  const body: JsonObject[] = [];
  for (const raw of declared(document, source)) {
    const name = textIn(raw, 'name');
    const given = textIn(raw, 'in')?.toLowerCase();
    // Since 3.2 one parameter may be all of the query.
    const place = given === 'querystring' ? 'query' : given;
    if (place === 'body' || place === 'formdata') {
      if (name === undefined || !secrets.has(`body ${name}`)) body.push(raw);
      continue;
    }
    if (name === undefined || !isPlace(place) || secrets.has(`${place} ${name.toLowerCase()}`)) continue;
    if (place === 'header' && isIdempotencyKey(name, raw)) {
      read.idempotencyHeader = name.toLowerCase();
    } else if (place !== 'header' || !NOT_FIELDS.test(name)) {
      read.parameters.push(readParameter(document, raw, { name, place, input: freshInput(inputs, name, place) }));
    }
  }
  for (const name of undeclared(source.path, read.parameters)) {
    if (secrets.has(`path ${name.toLowerCase()}`)) continue;
    read.parameters.unshift(plainPathParameter(name, freshInput(inputs, name, 'path')));
  }
  return { ...read, body };
}

function declared(document: ApiDocument, { item, operation }: OperationSource): JsonObject[] {
  const byPlace = new Map<string, JsonObject>();
  for (const raw of [...listIn(item, 'parameters'), ...listIn(operation, 'parameters')].slice(0, 1_000)) {
    const parameter = follow(document, raw);
    if (parameter !== undefined) byPlace.set(`${textIn(parameter, 'in')} ${textIn(parameter, 'name')}`, parameter);
  }
  return [...byPlace.values()];
}

const isPlace = (place: string | undefined): place is Parameter['in'] =>
  place === 'path' || place === 'query' || place === 'header' || place === 'cookie';

function isIdempotencyKey(name: string, raw: JsonObject): boolean {
  return IDEMPOTENCY.test(name) || /idempotency key/i.test((textIn(raw, 'description') ?? '').slice(0, 1_000));
}

function freshInput(taken: Set<string>, name: string, place: string): string {
  const input = [name, `${name}_${place}`].find((candidate) => !taken.has(candidate)) ?? `${name}_${taken.size}`;
  taken.add(input);
  return input;
}

type Where = { name: string; place: Parameter['in']; input: string };

function readParameter(document: ApiDocument, raw: JsonObject, where: Where): ReadParameter {
  const { name, place, input } = where;
  const isOld = document.dialect === '2';
  const [type, media] = isOld ? [] : contentOf(document, raw);
  const given = isOld ? raw : (own(raw, 'schema') ?? (media === undefined ? true : (own(media, 'schema') ?? true)));
  return {
    template: {
      input,
      name,
      in: place,
      ...(isOld ? oldStyle(raw, place) : newStyle(raw, place)),
      ...(isOld ? {} : written(raw, type)),
      ...(own(raw, 'allowReserved') === true ? { allowReserved: true as const } : {}),
    },
    schema: place === 'path' || own(raw, 'required') === true ? neverEmpty(given) : given,
    description: textIn(raw, 'description'),
    example: isOld ? own(raw, 'x-example') : exampleOf(document, media === undefined ? raw : { ...media, ...raw }),
    required: place === 'path' || own(raw, 'required') === true,
  };
}

/** The type and the media type of a parameter that is written as a document of its own. */
function contentOf(document: ApiDocument, raw: JsonObject): readonly [type?: string, media?: JsonObject] {
  const content = objectIn(raw, 'content');
  const types = Object.keys(content);
  const type = types.find((one) => /\bjson\b/i.test(one)) ?? types[0];
  return type === undefined ? [] : [type, follow(document, own(content, type)) ?? {}];
}

/** How a parameter with a type of its own is written: as JSON, as the pairs of a whole query, or as the text it is. */
function written(raw: JsonObject, type: string | undefined): Partial<Parameter> {
  const isWhole = textIn(raw, 'in')?.toLowerCase() === 'querystring';
  if (type === undefined) return {};
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return { style: 'form', explode: true };
  if (/^text\//i.test(type)) return {};
  return isWhole ? { json: true, name: '' } : { json: true };
}

/** An empty list would leave a hole in the path, and elsewhere would not be sent at all. */
function neverEmpty(schema: unknown): unknown {
  const isList = isObject(schema) && own(schema, 'type') === 'array' && own(schema, 'minItems') === undefined;
  return isList ? { ...schema, minItems: 1 } : schema;
}

type Serialisation = Pick<Parameter, 'style' | 'explode'>;

const STYLES = ['simple', 'form', 'label', 'matrix', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const;
const ALLOWED: Readonly<Record<Parameter['in'], readonly Parameter['style'][]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
};

function newStyle(raw: JsonObject, place: Parameter['in']): Serialisation {
  const named = STYLES.find((style) => style === own(raw, 'style'));
  const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  const style = named !== undefined && ALLOWED[place].includes(named) ? named : usual;
  const explode = own(raw, 'explode');
  return { style, explode: typeof explode === 'boolean' ? explode : style === 'form' || style === 'deepObject' };
}

function oldStyle(raw: JsonObject, place: Parameter['in']): Serialisation {
  if (place === 'path' || place === 'header') return { style: 'simple', explode: false };
  switch (own(raw, 'collectionFormat')) {
    case 'multi':
      return { style: 'form', explode: true };
    case 'ssv':
      return { style: 'spaceDelimited', explode: false };
    case 'pipes':
      return { style: 'pipeDelimited', explode: false };
    default:
      return { style: 'form', explode: false };
  }
}

/** `example`, or the first of `examples`, which are objects with a `value`. */
export function exampleOf(document: ApiDocument, holder: JsonObject): unknown {
  const example = own(holder, 'example');
  if (example !== undefined) return example;
  const [first] = Object.values(objectIn(holder, 'examples'));
  const named = follow(document, first);
  if (named === undefined) return undefined;
  // 3.2 tells the value as it is in data from the text that is sent.
  return own(named, 'value') ?? own(named, 'dataValue') ?? own(named, 'serializedValue');
}

/** Names in the path's braces that nobody declared. */
function undeclared(path: string, parameters: readonly ReadParameter[]): string[] {
  const known = new Set(
    parameters.filter(({ template }) => template.in === 'path').map(({ template }) => template.name),
  );
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !known.has(name));
}

function plainPathParameter(name: string, input: string): ReadParameter {
  return {
    template: { input, name, in: 'path', style: 'simple', explode: false },
    schema: { type: 'string' },
    description: undefined,
    example: undefined,
    required: true,
  };
}
