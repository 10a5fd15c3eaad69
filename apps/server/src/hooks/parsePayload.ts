import type { IncomingHttpHeaders } from 'node:http';
import { parse as parseJson } from 'secure-json-parse';

/** What a webhook step gives to the flow. */
export type HookPayload = {
  body: unknown;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  method: string;
  /** What stood behind the hook's address, such as `/orders/7`; empty for the address itself. */
  path: string;
  /** The body as it was sent: text, or base64 where it is none. Only where the step asks for it. */
  rawBody?: string | { base64: string };
};

/** A body that is not what its content type says. The message is for the sender. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody';
}

/** Of the sender to Patchbay, not to the flow: a run's history must not hold them. */
const PRIVATE_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);
const MOST_DEPTH = 200;

export type RequestLine = { method: string; path: string; query: string; headers: IncomingHttpHeaders };

/** The payload of a run, of what a request says beside its body. */
export function withBody({ method, path, query, headers }: RequestLine, body: unknown): HookPayload {
  return { body, query: query === '' ? {} : parseForm(query), headers: passOn(headers), method, path: readable(path) };
}

/** `/caf%C3%A9` as people write it. What cannot be read stays as it is. */
function readable(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * How a body is read: as JSON, a form or text, which are read whole; of several parts, or as one file, which are not. A body
 * without a type may be JSON.
 */
export function bodyKind(contentType: string | undefined): 'json' | 'maybe-json' | 'form' | 'text' | 'parts' | 'file' {
  const type = (contentType?.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (type === '') return 'maybe-json';
  if (type === 'application/json' || type.endsWith('+json')) return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  if (type === 'multipart/form-data') return 'parts';
  return type.startsWith('text/') || type.endsWith('xml') ? 'text' : 'file';
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

/** The value of a body that is read whole. Throws UnreadableBody. */
export function parseBody(body: Buffer, kind: 'json' | 'maybe-json' | 'form' | 'text'): unknown {
  if (body.length === 0) return null;
  const text = body.toString('utf8');
  if (kind === 'form') return parseForm(text);
  return kind === 'text' ? text : readJson(text, kind);
}

function readJson(text: string, kind: 'json' | 'maybe-json'): unknown {
  if (isTooDeep(text)) throw new UnreadableBody(`The body is nested more than ${MOST_DEPTH} levels deep.`);
  try {
    return parseJson(text);
  } catch (cause) {
    // No content type: it was only worth a try.
    if (kind === 'maybe-json') return text;
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
