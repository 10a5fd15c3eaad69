import { isObject, type JsonObject, listIn, objectIn, own, textIn } from '../json.ts';
import { SIGN_IN } from './signIn.ts';
import { copyDiscoverySchema, schemaReference } from './schema.ts';

/** Resources inside resources, deeper than any API has them. */
const DEPTH = 12;

/** The methods of all resources as the paths of an OpenAPI description. */
export function discoveryPaths(root: JsonObject): JsonObject {
  const paths: Record<string, JsonObject> = {};
  const add = (path: string, method: string, operation: JsonObject) => {
    // Two methods may differ in what their path may hold only: the later one then stands apart by a sign nobody sends.
    let key = path;
    while (paths[key]?.[method] !== undefined) key = `${key}#`;
    paths[key] = { ...paths[key], [method]: operation };
  };
  for (const { tag, method } of methodsIn(root, undefined, 0)) {
    const verb = (textIn(method, 'httpMethod') ?? 'GET').toLowerCase();
    const operation = operationOf(root, method, tag);
    add(pathOf(method), verb, operation);
    if (own(method, 'supportsMediaDownload') === true) add(`${pathOf(method)}?alt=media`, verb, download(operation));
    const upload = uploadOf(root, method, operation);
    if (upload !== undefined) add(upload.path, verb, upload.operation);
  }
  return paths;
}

type Found = { tag: string | undefined; method: JsonObject };

function methodsIn(holder: JsonObject, tag: string | undefined, depth: number): Found[] {
  if (depth > DEPTH) return [];
  const own = Object.values(objectIn(holder, 'methods'))
    .filter(isObject)
    .map((method) => ({ tag, method }));
  const inner = Object.entries(objectIn(holder, 'resources')).flatMap(([name, resource]) =>
    isObject(resource) ? methodsIn(resource, name, depth + 1) : [],
  );
  return [...own, ...inner];
}

/** `v1/{+name}:cancel` with the plus taken out: the parameter itself says that it may hold slashes. */
function pathOf(method: JsonObject): string {
  const path = (textIn(method, 'path') ?? textIn(method, 'flatPath') ?? '').replaceAll('{+', '{');
  return path.startsWith('/') ? path : `/${path}`;
}

function operationOf(root: JsonObject, method: JsonObject, tag: string | undefined): JsonObject {
  const request = textIn(objectIn(method, 'request'), '$ref');
  const response = textIn(objectIn(method, 'response'), '$ref');
  const scopes = listIn(method, 'scopes').filter((scope) => typeof scope === 'string');
  return {
    operationId: textIn(method, 'id'),
    description: textIn(method, 'description'),
    tags: tag === undefined ? [] : [tag],
    ...(own(method, 'deprecated') === true ? { deprecated: true } : {}),
    parameters: parametersOf(root, method),
    ...(request === undefined
      ? {}
      : { requestBody: { content: { 'application/json': { schema: { $ref: schemaReference(request) } } } } }),
    responses: {
      200:
        response === undefined
          ? { description: '' }
          : { description: '', content: { 'application/json': { schema: { $ref: schemaReference(response) } } } },
    },
    // Any one of its scopes is enough.
    ...(scopes.length === 0 ? {} : { security: scopes.map((scope) => ({ [SIGN_IN]: [scope] })) }),
  };
}

/** Of what every method takes, only the choice of fields helps a person. */
const COMMON: ReadonlySet<string> = new Set(['fields']);

function parametersOf(root: JsonObject, method: JsonObject): JsonObject[] {
  const common = Object.entries(objectIn(root, 'parameters')).filter(([name]) => COMMON.has(name));
  const reserved = new Set([...(textIn(method, 'path') ?? '').matchAll(/\{\+([^{}]+)\}/g)].map(([, name]) => name));
  return [...Object.entries(objectIn(method, 'parameters')), ...common].flatMap(([name, parameter]): JsonObject[] => {
    if (!isObject(parameter)) return [];
    const { description, ...schema } = copyDiscoverySchema({ ...parameter, required: undefined });
    return [
      {
        name,
        in: textIn(parameter, 'location') ?? 'query',
        required: own(parameter, 'required') === true,
        description,
        ...(own(parameter, 'deprecated') === true ? { deprecated: true } : {}),
        ...(reserved.has(name) ? { allowReserved: true } : {}),
        schema: own(parameter, 'repeated') === true ? { type: 'array', items: schema } : schema,
      },
    ];
  });
}

/** The same method gives the file itself where `alt=media` is asked for. */
function download(operation: JsonObject): JsonObject {
  const id = textIn(operation, 'operationId') ?? 'get';
  const file = { schema: { type: 'string', format: 'binary' } };
  return {
    ...operation,
    operationId: `${id}.download`,
    summary: `Download: ${firstWords(operation)}`,
    responses: { 200: { description: '', content: { 'application/octet-stream': file } } },
  };
}

/** What can be uploaded goes to a path of its own: the description of the file as JSON, then the file. */
function uploadOf(root: JsonObject, method: JsonObject, operation: JsonObject) {
  const path = textIn(objectIn(objectIn(objectIn(method, 'mediaUpload'), 'protocols'), 'simple'), 'path');
  if (path === undefined) return undefined;
  const request = textIn(objectIn(method, 'request'), '$ref');
  const media = { type: 'string', format: 'binary', title: 'File' };
  const together = {
    schema: {
      type: 'object',
      properties: { metadata: { $ref: schemaReference(request ?? ''), title: 'About the file' }, media },
      required: ['metadata', 'media'],
    },
    encoding: { metadata: { contentType: 'application/json' } },
  };
  const content = request === undefined ? { '*/*': { schema: media } } : { 'multipart/related': together };
  const rootUrl = textIn(root, 'rootUrl');
  return {
    path: `${path.replaceAll('{+', '{')}?uploadType=${request === undefined ? 'media' : 'multipart'}`,
    operation: {
      ...operation,
      operationId: `${textIn(operation, 'operationId') ?? 'upload'}.upload`,
      summary: `With a file: ${firstWords(operation)}`,
      requestBody: { required: true, content },
      ...(rootUrl === undefined ? {} : { servers: [{ url: rootUrl }] }),
    },
  };
}

function firstWords(operation: JsonObject): string {
  const text = (textIn(operation, 'description') ?? textIn(operation, 'operationId') ?? '').trim();
  const sentence = (/^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text).replace(/[.!\s]+$/, '').slice(0, 80);
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
