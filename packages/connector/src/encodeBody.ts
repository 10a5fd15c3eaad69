import { OperationError } from './failure.ts';
import { bytesOf, type FileRef, type FileValue, isFile, isFileRef } from './file.ts';
import { isObject } from './json.ts';
import type { BodyPiece, BodyTemplate } from './request.ts';
import { bracketPairs, type ListStyle, textOf } from './serialiseParameter.ts';

type EncodedBody = { contentType: string; body: string | Uint8Array | readonly BodyPiece[] };

/** A body as the API wants it. Throws OperationError `body_not_fields` where a form is given something without fields. */
export function encodeBody(template: BodyTemplate, value: unknown): EncodedBody {
  const { contentType } = template;
  if (isFileRef(value) && (template.encoding === 'binary' || template.encoding === 'text')) {
    return { contentType: value.contentType, body: [value] };
  }
  switch (template.encoding) {
    case 'json':
      return { contentType, body: toJson(value) };
    case 'form':
      return { contentType, body: formText(fieldsOf(value), template.lists ?? 'index') };
    case 'multipart':
      return multipart(fieldsOf(value), contentType);
    case 'text':
      return { contentType, body: typeof value === 'string' ? value : toJson(value) };
    case 'binary':
      return isFile(value)
        ? { contentType: value.contentType ?? concrete(contentType), body: bytesOf(value) }
        : { contentType: concrete(contentType), body: typeof value === 'string' ? bytesOf(value) : toJson(value) };
  }
}

/** `application/x-www-form-urlencoded` text of nested fields. */
export function formText(fields: Record<string, unknown>, lists: ListStyle): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => bracketPairs(name, value, lists))
    .join('&');
}

/**
 * JSON text. Throws OperationError `input_not_json` for what JSON cannot hold, cycles and big integers, and
 * `file_in_json` for files, whose reference would mean nothing to anybody else.
 */
export function toJson(value: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(value) ?? 'null';
  } catch (cause) {
    throw refusal('input_not_json', 'The body holds a value that cannot be written as JSON.', cause);
  }
  if (text.includes('"file_') && holdsFile(value)) {
    throw refusal(
      'file_in_json',
      'JSON cannot hold a file. Send the file as the whole body or in a form with files, or write it as base64 with the step “Encode” first.',
    );
  }
  return text;
}

function holdsFile(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return isFileRef(value) || Object.values(value).some(holdsFile);
}

function refusal(code: string, message: string, cause?: unknown): OperationError {
  return new OperationError({ code, message, retry: 'never' }, { cause });
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (isObject(value)) return value;
  throw refusal(
    'body_not_fields',
    'This API takes named fields, and the body is not an object. Map its fields one by one.',
  );
}

/** A description may say `image/*`, which no request may. */
function concrete(contentType: string): string {
  return contentType.includes('*') ? 'application/octet-stream' : contentType;
}

type Part = { head: string; content: BodyPiece };

function multipart(fields: Record<string, unknown>, contentType: string): EncodedBody {
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined && item !== null)
      .map((item) => partOf(name, item)),
  );
  const boundary = freeBoundary(parts);
  const encoder = new TextEncoder();
  const pieces = parts.flatMap(({ head, content }) => [
    encoder.encode(`--${boundary}\r\n${head}\r\n\r\n`),
    content,
    encoder.encode('\r\n'),
  ]);
  return {
    contentType: `${contentType.split(';')[0]}; boundary=${boundary}`,
    body: joined([...pieces, encoder.encode(`--${boundary}--\r\n`)]),
  };
}

function partOf(name: string, value: unknown): Part {
  const disposition = `content-disposition: form-data; name="${quoted(name)}"`;
  if (isFile(value) || isFileRef(value)) {
    const type = /^[\w.+-]+\/[\w.+-]+$/.test(value.contentType ?? '') ? value.contentType : 'application/octet-stream';
    return {
      head: `${disposition}; filename="${quoted(fileName(value))}"\r\ncontent-type: ${type}`,
      content: isFileRef(value) ? value : bytesOf(value),
    };
  }
  if (typeof value === 'object') {
    return { head: `${disposition}\r\ncontent-type: application/json`, content: bytesOf(toJson(value)) };
  }
  return { head: disposition, content: bytesOf(textOf(value)) };
}

const fileName = (file: FileValue | FileRef) => file.name ?? 'file';

/** Names inside a part's head: a quote or a line break would end it. */
function quoted(name: string): string {
  return name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
}

/**
 * The first of a fixed row of boundaries that no part holds: the same input always gives the same bytes. Kept files are not
 * looked into; the random id of one of them in the boundary is something that no file knows.
 */
function freeBoundary(parts: readonly Part[]): string {
  const decoder = new TextDecoder('latin1');
  const contents = parts.map(({ content }) => content);
  const texts = contents.flatMap((content) => (content instanceof Uint8Array ? [decoder.decode(content)] : []));
  const [id = ''] = contents.flatMap((content) => (content instanceof Uint8Array ? [] : [content.file]));
  let number = 0;
  while (texts.some((text) => text.includes(boundaryOf(number, id)))) number += 1;
  return boundaryOf(number, id);
}

const boundaryOf = (number: number, id: string) => `----patchbay-part-${number}-${id.slice(5)}`;

/** Bytes that follow each other as one piece; all of them where there is no kept file between. */
function joined(pieces: readonly BodyPiece[]): Uint8Array | BodyPiece[] {
  const joint: BodyPiece[] = [];
  let run: Uint8Array[] = [];
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) run.push(piece);
    else {
      joint.push(together(run), piece);
      run = [];
    }
  }
  const end = together(run);
  return joint.length === 0 ? end : [...joint, end];
}

function together(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
