import type { Json, Mapping } from '@patchbay/expression';
import { type FoundSecret, secretAsWritten } from './foundSecret.ts';
import type { CurlRequest } from './parseCurl.ts';

const NOTHING = undefined;

/** The inputs of an HTTP step for a request; what the command does not say is emptied, so that nothing of before is sent with it. */
export function curlInputs(request: CurlRequest): Record<string, Mapping | undefined> {
  const { method, url, query, headers, body, send } = request;
  return {
    method: literal(method),
    url: literal(url),
    query: fields(query),
    headers: fields(headers),
    body: body === undefined ? NOTHING : bodyMapping(body),
    send: send === undefined || send === 'json' ? NOTHING : literal(send),
  };
}

/** The request with its secrets put back where they stood. */
export function withSecrets(request: CurlRequest, secrets: readonly FoundSecret[]): CurlRequest {
  const written = secrets.map(secretAsWritten);
  const of = (place: 'headers' | 'query') =>
    Object.fromEntries(written.filter((secret) => secret.in === place).map(({ name, value }) => [name, value]));
  return { ...request, headers: { ...request.headers, ...of('headers') }, query: { ...request.query, ...of('query') } };
}

function literal(value: Json): Mapping {
  return { kind: 'literal', value };
}

function fields(values: Readonly<Record<string, string>>): Mapping | undefined {
  const entries = Object.entries(values).map(([name, value]) => [name, literal(value)] as const);
  return entries.length === 0 ? NOTHING : { kind: 'object', fields: Object.fromEntries(entries) };
}

/** An object is opened into fields, so that data can be plugged into each of them. */
function bodyMapping(body: Json): Mapping {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return literal(body);
  return {
    kind: 'object',
    fields: Object.fromEntries(Object.entries(body).map(([name, value]) => [name, bodyMapping(value)])),
  };
}
