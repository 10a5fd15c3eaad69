import { encodeBody, formText, type HttpRequest, isFile, isFileRef, own, toJson, say } from '@patchbay/connector';
import { refusal } from '../values/refusal.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;

type HttpInput = {
  method?: unknown;
  url?: unknown;
  query?: unknown;
  headers?: unknown;
  body?: unknown;
  send?: unknown;
};

/** How a body may be sent, with its words; `auto` goes by what the body is. */
export const sendings = {
  auto: 'What fits the body',
  json: 'JSON',
  form: 'A form',
  multipart: 'A form with files',
} as const;

/** The request a person put together by hand. Throws OperationError where a part cannot be sent. */
export function httpRequest(input: unknown): HttpRequest {
  const { method: wanted = 'GET', url, query, headers, body, send }: HttpInput = fieldsOf(input, 'input');
  const method = METHODS.find((name) => name === String(wanted).toUpperCase());
  if (method === undefined) throw refusal('method_not_valid', 'Method must be one of GET, POST, PUT, PATCH, DELETE.');
  const sent = { accept: 'application/json, */*;q=0.8', ...headersOf(headers) };
  const hasBody = body !== undefined && body !== null && method !== 'GET' && method !== 'HEAD';
  const address = addressOf(url, query);
  if (!hasBody) return { method, url: address, headers: sent };
  const { contentType, body: encoded } = bodyOf(body, { send, given: own(sent, 'content-type') });
  return { method, url: address, headers: { ...sent, 'content-type': contentType }, body: encoded };
}

function addressOf(url: unknown, query: unknown): string {
  if (typeof url !== 'string' || !/^https?:\/\//i.test(url.trim())) {
    throw refusal('address_not_valid', 'Address must start with https:// or http://.');
  }
  const [address = '', ...fragment] = url.trim().split('#');
  const pairs = formText(fieldsOf(query ?? {}, 'Query'), 'repeat');
  if (pairs === '' || fragment.length > 1) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${pairs}`;
}

function headersOf(headers: unknown): Record<string, string> {
  const given = Object.entries(fieldsOf(headers ?? {}, 'Headers'));
  return Object.fromEntries(
    given
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name.toLowerCase(), typeof value === 'object' ? JSON.stringify(value) : String(value)]),
  );
}

/** The body as its content type has it. A content type given by hand is kept, and also says how to write fields. */
function bodyOf(body: unknown, { send = 'auto', given }: { send?: unknown; given: unknown }) {
  const type = typeof given === 'string' ? given : '';
  if (send === 'auto' && typeof body === 'string') return { contentType: type || 'text/plain', body };
  const way = send === 'auto' ? wayOf(body, type) : send;
  switch (way) {
    case 'multipart':
      return encodeBody({ contentType: 'multipart/form-data', encoding: 'multipart', input: 'body' }, body);
    case 'form':
      return {
        contentType: type || 'application/x-www-form-urlencoded',
        body: formText(fieldsOf(body, 'Body'), 'index'),
      };
    case 'file': {
      const sent = encodeBody({ contentType: 'application/octet-stream', encoding: 'binary', input: 'body' }, body);
      return { ...sent, contentType: type || sent.contentType };
    }
    default:
      return { contentType: type || 'application/json', body: toJson(body) };
  }
}

function wayOf(body: unknown, type: string): keyof typeof sendings | 'file' {
  if (isFileRef(body) || isFile(body)) return 'file';
  if (type.startsWith('multipart/form-data')) return 'multipart';
  return type.startsWith('application/x-www-form-urlencoded') ? 'form' : 'json';
}

function fieldsOf(value: unknown, title: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw refusal('input_not_fields', say('{title} must be names with a value each.', { title }));
}
