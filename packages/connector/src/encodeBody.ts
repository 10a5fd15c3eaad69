import { messageOf, type Saying } from '@patchbay/words';
import { OperationError } from './failure.ts';
import { bytesOf, type FileRef, type FileValue, isFile, isFileRef } from './file.ts';
import { isObject, own } from './json.ts';
import { isJson } from './mediaType.ts';
import type { BodyTemplate, FieldTemplate } from './request.ts';
import { bracketPairs, type ListStyle, pairs, textOf } from './serialiseParameter.ts';

/** Bytes, or a kept file as it is. */
type Piece = Uint8Array | FileRef;

type EncodedBody = { contentType: string; body: string | Uint8Array | readonly Piece[] };

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
      // Some take the whole form as one text that is encoded already.
      if (typeof value === 'string') return { contentType, body: value };
      return { contentType, body: formText(fieldsOf(value), template.lists ?? 'index', template.parts) };
    case 'lines':
      return {
        contentType,
        body: (Array.isArray(value) ? value : [value]).map((line) => `${toJson(line)}\n`).join(''),
      };
    case 'multipart':
      return multipart(fieldsOf(value), template);
    case 'text':
      return { contentType, body: typeof value === 'string' ? value : toJson(value) };
    case 'binary':
      return isFile(value)
        ? { contentType: value.contentType ?? concrete(contentType), body: bytesOf(value) }
        : { contentType: concrete(contentType), body: typeof value === 'string' ? bytesOf(value) : toJson(value) };
  }
}

type Parts = BodyTemplate['parts'];

/** `application/x-www-form-urlencoded` text of nested fields. */
export function formText(fields: Record<string, unknown>, lists: ListStyle, parts?: Parts): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => {
      const part = partFor(parts, name);
      if (value === undefined || value === null || part === undefined) return bracketPairs(name, value, lists);
      return fieldPairs(part, name, value);
    })
    .join('&');
}

function partFor(parts: Parts, name: string): FieldTemplate | undefined {
  return parts !== undefined && Object.hasOwn(parts, name) ? parts[name] : undefined;
}

/** One field of a form that says how it is written. */
function fieldPairs({ contentType, style = 'form', explode, ...rest }: FieldTemplate, name: string, value: unknown) {
  const json = contentType !== undefined && isJson(contentType.toLowerCase()) && typeof value === 'object';
  return pairs({ ...rest, input: name, name, in: 'query', style, explode: explode ?? style === 'form', json }, value);
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

function refusal(code: string, saying: Saying, cause?: unknown): OperationError {
  return new OperationError({ code, ...messageOf(saying), retry: 'never' }, { cause });
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

type Part = { head: string; content: Piece };

function multipart(fields: Record<string, unknown>, { contentType, parts: templates }: BodyTemplate): EncodedBody {
  // Parts that the description speaks of come first, in its order: some APIs want the data before the file.
  const names = new Set([...Object.keys(templates ?? {}), ...Object.keys(fields)]);
  const parts = [...names].flatMap((name) => {
    const value = own(fields, name);
    const template = partFor(templates, name) ?? {};
    // A list is a part for each item, unless it is said to be one part of JSON.
    const isOne = !Array.isArray(value) || isJson(template.contentType?.toLowerCase() ?? '');
    return (isOne ? [value] : value)
      .filter((item: unknown) => item !== undefined && item !== null)
      .map((item: unknown) => partOf(name, item, template));
  });
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

function partOf(name: string, value: unknown, template: FieldTemplate): Part {
  const isAttached = isFile(value) || isFileRef(value);
  const head = [
    `content-disposition: form-data; name="${quoted(name)}"${isAttached ? `; filename="${quoted(fileName(value))}"` : ''}`,
    ...Object.entries(template.headers ?? {}).map(([header, text]) => `${header.toLowerCase()}: ${quoted(text)}`),
  ];
  const type = partType(value, template);
  if (type !== undefined) head.push(`content-type: ${type}`);
  const content = isFileRef(value) ? value : isFile(value) ? bytesOf(value) : bytesOf(partText(value, type));
  return { head: head.join('\r\n'), content };
}

/** A file knows its type best; the description speaks for the rest. Plain text needs none. */
function partType(value: unknown, { contentType }: FieldTemplate): string | undefined {
  const said = [contentType?.split(',')[0]?.trim()].find((type) => type !== undefined && TYPE.test(type));
  if (!isFile(value) && !isFileRef(value)) return said ?? (typeof value === 'object' ? 'application/json' : undefined);
  const own = value.contentType ?? '';
  return TYPE.test(own) ? own : (said ?? 'application/octet-stream');
}

const TYPE = /^[\w.+-]+\/[\w.+-]+(; ?charset=[\w-]+)?$/;

function partText(value: unknown, type: string | undefined): string {
  const isData = typeof value === 'object' || (type !== undefined && isJson(type.split(';')[0] ?? ''));
  return isData ? toJson(value) : textOf(value);
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
function joined(pieces: readonly Piece[]): Uint8Array | Piece[] {
  const joint: Piece[] = [];
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
