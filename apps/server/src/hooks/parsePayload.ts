import type { IncomingHttpHeaders } from 'node:http';
import { parse as parseJson } from 'secure-json-parse';

/** What a webhook step gives to the flow. */
export type HookPayload = {
  body: unknown;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  method: string;
};

/** A body that is not what its content type says. The message is for the sender. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody';
}

/** Of the sender to Patchbay, not to the flow: a run's history must not hold them. */
const PRIVATE_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);
const MOST_DEPTH = 200;

export type RawRequest = { method: string; query: string; headers: IncomingHttpHeaders; body: Buffer };

/** Bytes and headers as the payload of a run. Throws UnreadableBody. */
export function parsePayload({ method, query, headers, body }: RawRequest): HookPayload {
  return {
    body: body.length === 0 ? null : parseBody(body, headers['content-type'] ?? ''),
    query: query === '' ? {} : parseForm(query),
    headers: passOn(headers),
    method,
  };
}

function passOn(headers: IncomingHttpHeaders): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || PRIVATE_HEADERS.has(name)) continue;
    passed[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return passed;
}

function parseBody(body: Buffer, contentType: string): unknown {
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (type === 'application/json' || type.endsWith('+json') || type === '') return readJson(body, type);
  if (type === 'application/x-www-form-urlencoded') return parseForm(body.toString('utf8'));
  if (type.startsWith('text/') || type.endsWith('xml')) return body.toString('utf8');
  return { base64: body.toString('base64'), contentType };
}

function readJson(body: Buffer, type: string): unknown {
  const text = body.toString('utf8');
  if (isTooDeep(text)) throw new UnreadableBody(`The body is nested more than ${MOST_DEPTH} levels deep.`);
  try {
    return parseJson(text);
  } catch (cause) {
    // No content type: it was only worth a try.
    if (type === '') return text;
    const reason = cause instanceof SyntaxError ? cause.message : 'it cannot be parsed';
    throw new UnreadableBody(`The body says it is JSON and is not: ${reason}.`, { cause });
  }
}

/** Whatever is deeper could be parsed, but would overflow the stack of everything that walks it later. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (inText) {
      if (code === 92) i += 1;
      else if (code === 34) inText = false;
    } else if (code === 34) inText = true;
    else if (code === 123 || code === 91) {
      depth += 1;
      if (depth > MOST_DEPTH) return true;
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return false;
}

/** Names that come more than once become lists. */
function parseForm(text: string): Record<string, string | string[]> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (typeof before === 'string') fields.set(name, [before, value]);
    else before.push(value);
  }
  return Object.fromEntries(fields);
}
