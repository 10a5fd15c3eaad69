import { messageOf, type Saying, say } from '@patchbay/words';
import { checkRequest } from './checkRequest.ts';
import type { Operation } from './connector.ts';
import { encodeBody } from './encodeBody.ts';
import { OperationError } from './failure.ts';
import { fillInput } from './fillInput.ts';
import { isObject, own, setOwn } from './json.ts';
import type { BodyTemplate, HttpRequest, Parameter, RequestTemplate } from './request.ts';
import { headerText, pairs, pathText } from './serialiseParameter.ts';

export type BuildOptions = {
  /** Without it, only a template whose path is absolute can be built. */
  baseUrl?: string;
  /** The same on every attempt of one step of one run. */
  idempotencyKey: string;
  /** What the operation gave that is asked first. */
  before?: unknown;
};

/**
 * The request that an operation's input stands for, ready to be signed. Nothing in the input can leave its place:
 * values are encoded where they go, and what cannot be encoded is refused. Throws OperationError, in words.
 */
export function buildRequest(operation: Operation, input: unknown, options: BuildOptions): HttpRequest {
  if (operation.toRequest !== undefined) {
    const request = operation.toRequest(input, options.before);
    const url = request.url.startsWith('/') ? absolute(request.url, options.baseUrl) : request.url;
    return checkRequest({ ...request, url });
  }
  const template = operation.request;
  if (template === undefined) {
    throw refusal('makes_no_request', say('{title} makes no request.', { title: operation.title }));
  }
  if (!isObject(input))
    throw refusal('input_not_fields', say('The input of {title} is not a set of fields.', { title: operation.title }));
  const call = { operation, template, input: withDefaults(operation, fillInput(input, template.filled ?? [])) };
  refuseMissing(call);
  const query = givenParameters(call, 'query').flatMap(([parameter, value]) => pairs(parameter, value));
  const url = address(call, options.baseUrl);
  const body = bodyOf(call);
  return checkRequest({
    method: template.method,
    url: query.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}`,
    headers: {
      accept: 'application/json, */*;q=0.8',
      ...lowerCaseKeys(template.headers ?? {}),
      ...headersOf(call),
      ...(body === undefined ? {} : { 'content-type': body.contentType }),
      ...(template.idempotencyHeader === undefined
        ? {}
        : { [template.idempotencyHeader.toLowerCase()]: options.idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: body.body }),
  });
}

type Call = { operation: Operation; template: RequestTemplate; input: Record<string, unknown> };

/** What must be given and was not, where the form shows a value for it. */
function withDefaults({ input: form }: Operation, input: Record<string, unknown>): Record<string, unknown> {
  const { properties = {}, required = [] } = typeof form === 'object' ? form : {};
  const missing = required.filter((name) => own(input, name) === undefined);
  const filled = { ...input };
  for (const name of missing) {
    const field = own(properties, name);
    if (isObject(field) && field.default !== undefined) setOwn(filled, name, field.default);
  }
  return filled;
}

function refuseMissing({ operation, input }: Call): void {
  const required = typeof operation.input === 'object' ? (operation.input.required ?? []) : [];
  for (const name of required) {
    if (own(input, name) === undefined) throw missing(operation, name);
  }
}

function givenParameters({ template, input }: Call, place: Parameter['in']): [Parameter, unknown][] {
  return template.parameters
    .filter((parameter) => parameter.in === place)
    .map((parameter): [Parameter, unknown] => [parameter, own(input, parameter.input)])
    .filter(([, value]) => value !== undefined && value !== null);
}

function address(call: Call, baseUrl: string | undefined): string {
  return absolute(filledPath(call), baseUrl);
}

function absolute(path: string, baseUrl: string | undefined): string {
  if (/^https?:\/\//i.test(path)) return path;
  if (baseUrl === undefined || baseUrl === '') {
    throw refusal('no_base_url', 'No address is known for this API. Set its address where its connector is shown.');
  }
  return `${baseUrl.replace(/\/+$/, '')}${path.startsWith('/') ? '' : '/'}${path}`;
}

function filledPath(call: Call): string {
  const { template, operation, input } = call;
  const byName = new Map(template.parameters.filter((it) => it.in === 'path').map((it) => [it.name, it]));
  const segments = template.path.split('/').map((segment) => {
    let filledBy: string | undefined;
    const text = segment.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
      const parameter = byName.get(name);
      if (parameter === undefined) return whole;
      filledBy = parameter.input;
      const value = own(input, parameter.input);
      const filled = value === undefined || value === null ? '' : pathText(parameter, value);
      if (filled === '') throw missing(operation, parameter.input);
      return filled;
    });
    // A segment of dots climbs out of its folder, and encoding does not help: servers decode it first.
    if (filledBy !== undefined && text.split('/').some((part) => /^\.{1,2}$/.test(part))) {
      throw refusal(
        'value_not_allowed',
        say('{title} may not be "{text}".', { title: fieldTitle(operation, filledBy), text }),
      );
    }
    return text;
  });
  return segments.join('/');
}

function headersOf(call: Call): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [parameter, value] of givenParameters(call, 'header')) {
    headers[parameter.name.toLowerCase()] = headerText(parameter, value);
  }
  const cookies = givenParameters(call, 'cookie').flatMap(([parameter, value]) => pairs(parameter, value));
  if (cookies.length > 0) headers.cookie = cookies.join('; ');
  return headers;
}

function bodyOf({ operation, template, input }: Call): ReturnType<typeof encodeBody> | undefined {
  const { method } = template;
  const body = bodyAskedFor({ template, input });
  if (body === undefined || method === 'GET' || method === 'HEAD') return undefined;
  const value = body.fields === undefined ? own(input, body.input) : given(body.fields, input);
  if (value === undefined && body.isRequired) throw missing(operation, body.input);
  // Nothing filled in is an empty object to an API that waits for one, and no body to one that deletes.
  if (value === undefined || (body.fields !== undefined && method === 'DELETE' && isEmpty(value))) return undefined;
  return encodeBody(body, body.wrap === undefined ? value : { [body.wrap]: value });
}

function given(fields: readonly string[], input: Record<string, unknown>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of fields) {
    const value = own(input, name);
    if (value !== undefined) setOwn(values, name, value);
  }
  return values;
}

const isEmpty = (value: unknown) => isObject(value) && Object.keys(value).length === 0;

/** The way of writing the body that the input asks for. */
function bodyAskedFor({ template, input }: Pick<Call, 'template' | 'input'>): BodyTemplate | undefined {
  const asked = template.otherBodies?.find(({ when }) => when !== undefined && own(input, when.input) === when.is);
  return asked ?? template.body;
}

function lowerCaseKeys(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The field's label where it has one: messages speak the words of the form. */
function fieldTitle(operation: Operation, name: string): string {
  const field = typeof operation.input === 'object' ? operation.input.properties?.[name] : undefined;
  return typeof field === 'object' && field.title !== undefined ? field.title : name;
}

function missing(operation: Operation, name: string): OperationError {
  return refusal(
    'input_missing',
    say('{name} is empty. Map a value to it, or give a default for when there is none.', {
      name: fieldTitle(operation, name),
    }),
  );
}

function refusal(code: string, saying: Saying): OperationError {
  return new OperationError({ code, ...messageOf(saying), retry: 'never' });
}
