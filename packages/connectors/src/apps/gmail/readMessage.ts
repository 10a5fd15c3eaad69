import { isObject, valueAt } from '@patchbay/connector';
import { fromBase64Url } from './mime.ts';

/** A message as people know it. */
export type Message = {
  id: string;
  threadId: string;
  from: string;
  to: string;
  subject: string;
  /** ISO 8601; absent where Gmail gives none. */
  date?: string;
  text: string;
  html: string;
  snippet: string;
  labels: string[];
  attachments: { id: string; name: string; contentType: string; size: number }[];
};

/** A message as Gmail gives it, in parts within parts. */
export function readMessage(answer: unknown): Message {
  const date = Number(valueAt(answer, 'internalDate') ?? Number.NaN);
  const labels = valueAt(answer, 'labelIds');
  const parts = partsOf(valueAt(answer, 'payload'), 0);
  return {
    id: text(answer, 'id'),
    threadId: text(answer, 'threadId'),
    from: headerOf(answer, 'From'),
    to: headerOf(answer, 'To'),
    subject: headerOf(answer, 'Subject'),
    ...(Number.isFinite(date) && { date: new Date(date).toISOString() }),
    text: contentOf(parts, 'text/plain'),
    html: contentOf(parts, 'text/html'),
    snippet: text(answer, 'snippet'),
    labels: Array.isArray(labels) ? labels.map(String) : [],
    attachments: parts.flatMap(attachmentOf),
  };
}

/** A header of a message, whatever its case; empty where there is none. */
export function headerOf(answer: unknown, name: string): string {
  const headers = valueAt(answer, 'payload.headers');
  const found = Array.isArray(headers)
    ? headers.filter(isObject).find((header) => String(header.name).toLowerCase() === name.toLowerCase())
    : undefined;
  return typeof found?.value === 'string' ? found.value : '';
}

type Part = Record<string, unknown>;

/** A part within a hundred others is nobody's letter. */
const DEPTH = 20;

function partsOf(payload: unknown, depth: number): Part[] {
  if (!isObject(payload) || depth > DEPTH) return [];
  const inside = Array.isArray(payload.parts) ? payload.parts.flatMap((part) => partsOf(part, depth + 1)) : [];
  return [payload, ...inside];
}

function contentOf(parts: readonly Part[], type: string): string {
  const part = parts.find(({ mimeType, filename }) => mimeType === type && !filename);
  const data = valueAt(part, 'body.data');
  return typeof data === 'string' ? fromBase64Url(data) : '';
}

function attachmentOf(part: Part): Message['attachments'] {
  const id = valueAt(part, 'body.attachmentId');
  if (typeof id !== 'string' || typeof part.filename !== 'string' || part.filename === '') return [];
  const contentType = typeof part.mimeType === 'string' ? part.mimeType : 'application/octet-stream';
  return [{ id, name: part.filename, contentType, size: Number(valueAt(part, 'body.size') ?? 0) }];
}

function text(answer: unknown, name: string): string {
  const value = valueAt(answer, name);
  return typeof value === 'string' ? value : '';
}
