import { OperationError } from './failure.ts';
import { bytesOf, type FileValue, isFile } from './file.ts';
import { isObject } from './json.ts';
import type { BodyTemplate } from './request.ts';
import { bracketPairs, type ListStyle, textOf } from './serialiseParameter.ts';

type EncodedBody = { contentType: string; body: string | Uint8Array };

/** A body as the API wants it. Throws OperationError `body_not_fields` where a form is given something without fields. */
export function encodeBody(template: BodyTemplate, value: unknown): EncodedBody {
  const { contentType } = template;
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

/** JSON text. Throws OperationError `input_not_json` for what JSON cannot hold: cycles and big integers. */
function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (cause) {
    throw new OperationError(
      { code: 'input_not_json', message: 'The body holds a value that cannot be written as JSON.', retry: 'never' },
      { cause },
    );
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (isObject(value)) return value;
  throw new OperationError({
    code: 'body_not_fields',
    message: 'This API takes named fields, and the body is not an object. Map its fields one by one.',
    retry: 'never',
  });
}

/** A description may say `image/*`, which no request may. */
function concrete(contentType: string): string {
  return contentType.includes('*') ? 'application/octet-stream' : contentType;
}

type Part = { head: string; bytes: Uint8Array };

function multipart(fields: Record<string, unknown>, contentType: string): EncodedBody {
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined && item !== null)
      .map((item) => partOf(name, item)),
  );
  const boundary = freeBoundary(parts);
  const encoder = new TextEncoder();
  const chunks = parts.flatMap((part) => [
    encoder.encode(`--${boundary}\r\n${part.head}\r\n\r\n`),
    part.bytes,
    encoder.encode('\r\n'),
  ]);
  return {
    contentType: `${contentType.split(';')[0]}; boundary=${boundary}`,
    body: joined([...chunks, encoder.encode(`--${boundary}--\r\n`)]),
  };
}

function partOf(name: string, value: unknown): Part {
  const disposition = `content-disposition: form-data; name="${quoted(name)}"`;
  if (isFile(value)) {
    const type = /^[\w.+-]+\/[\w.+-]+$/.test(value.contentType ?? '') ? value.contentType : 'application/octet-stream';
    return {
      head: `${disposition}; filename="${quoted(fileName(value))}"\r\ncontent-type: ${type}`,
      bytes: bytesOf(value),
    };
  }
  if (typeof value === 'object') {
    return { head: `${disposition}\r\ncontent-type: application/json`, bytes: bytesOf(toJson(value)) };
  }
  return { head: disposition, bytes: bytesOf(textOf(value)) };
}

const fileName = (file: FileValue) => file.name ?? 'file';

/** Names inside a part's head: a quote or a line break would end it. */
function quoted(name: string): string {
  return name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
}

/** The first of a fixed row of boundaries that no part holds: the same input always gives the same bytes. */
function freeBoundary(parts: readonly Part[]): string {
  const decoder = new TextDecoder('latin1');
  const texts = parts.map((part) => decoder.decode(part.bytes));
  let number = 0;
  while (texts.some((text) => text.includes(boundaryOf(number)))) number += 1;
  return boundaryOf(number);
}

const boundaryOf = (number: number) => `----patchbay-part-${number}-`;

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
