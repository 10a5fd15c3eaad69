import type { ServerResponse } from 'node:http';
import type { Answer } from '@patchbay/execution';
import { safeHeaders } from './problem.ts';

/** Of the connection, or of our origin: a flow may not set them. */
const OURS = new Set([
  ...Object.keys(safeHeaders).filter((name) => name !== 'cache-control'),
  'content-type',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'trailer',
  'set-cookie',
  'clear-site-data',
  'service-worker-allowed',
  'strict-transport-security',
]);

/** Sends what the flow's respond step said. */
export function writeAnswer(response: ServerResponse, answer: Answer): void {
  const body = textOf(answer);
  response.writeHead(answer.status, { ...answerHeaders(answer), 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** The headers of an answer but for the length of its body: what the flow says, where it may, and what is always said. */
export function answerHeaders(answer: Answer): Record<string, string | number> {
  const headers: Record<string, string | number> = { ...safeHeaders };
  if (answer.headers !== undefined) addHeaders(headers, answer.headers);
  headers['content-type'] = answer.contentType;
  return headers;
}

/** Sends facts about a run as JSON. */
export function writeJson(response: ServerResponse, status: number, value: unknown): void {
  writeAnswer(response, { status, contentType: 'application/json', body: value });
}

function addHeaders(headers: Record<string, string | number>, wanted: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(wanted)) {
    const lower = name.toLowerCase();
    if (!OURS.has(lower) && /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower))
      headers[lower] = value.replace(/[^\t\x20-\x7e]/g, '');
  }
}

function textOf({ contentType, body }: Answer): string {
  if (typeof body === 'string' && !contentType.includes('json')) return body;
  return body === undefined ? '' : JSON.stringify(body);
}
