import { formText, type HttpRequest, OperationError } from '@patchbay/connector';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;

type HttpInput = { method?: unknown; url?: unknown; query?: unknown; headers?: unknown; body?: unknown };

/** The request a person put together by hand. Throws OperationError where a part cannot be sent. */
export function httpRequest(input: unknown): HttpRequest {
  const { method: wanted = 'GET', url, query, headers, body }: HttpInput = fieldsOf(input, 'input');
  const method = METHODS.find((name) => name === String(wanted).toUpperCase());
  if (method === undefined) throw refusal('method_not_valid', 'Method must be one of GET, POST, PUT, PATCH, DELETE.');
  const sent = { accept: 'application/json, */*;q=0.8', ...headersOf(headers) };
  const hasBody = body !== undefined && body !== null && method !== 'GET' && method !== 'HEAD';
  return {
    method,
    url: addressOf(url, query),
    headers: hasBody ? { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json', ...sent } : sent,
    ...(hasBody ? { body: bodyText(body, sent) } : {}),
  };
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

function bodyText(body: unknown, headers: Record<string, string | undefined>): string {
  if (typeof body === 'string') return body;
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return isForm ? formText(fieldsOf(body, 'Body'), 'index') : JSON.stringify(body);
}

function fieldsOf(value: unknown, title: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw refusal('input_not_fields', `${title} must be names with a value each.`);
}

function refusal(code: string, message: string): OperationError {
  return new OperationError({ code, message, retry: 'never' });
}
