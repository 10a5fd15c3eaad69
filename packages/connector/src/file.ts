import { messageOf, say } from '@patchbay/words';
import { OperationError } from './failure.ts';
import type { FieldSchema } from './hints.ts';
import { isObject } from './json.ts';

/** A file with its bytes, as base64: what an operation that handles files is given and gives. No journal holds one. */
export type FileValue = { base64: string; name?: string; contentType?: string };

/**
 * A file that the host keeps: the id is minted by it and means nothing elsewhere. `size` in bytes. This is what steps hand
 * on; the host opens it where an operation needs the bytes, and only for runs of the workspace it was kept for.
 */
export type FileRef = { file: string; name: string; contentType: string; size: number };

/** What stands in samples for a file that nobody keeps. */
export const sampleFile: FileRef = {
  file: 'file_sample',
  name: 'invoice.pdf',
  contentType: 'application/pdf',
  size: 48_213,
};

/** The schema of a file, as steps hand it on: a `FileRef`. */
export const fileSchema = {
  type: 'object',
  title: 'File',
  properties: {
    name: { type: 'string', title: 'File name', examples: [sampleFile.name] },
    contentType: { type: 'string', title: 'File type', examples: [sampleFile.contentType] },
    size: { type: 'integer', title: 'Size in bytes', minimum: 0, examples: [sampleFile.size] },
    file: { type: 'string', title: 'Reference', examples: [sampleFile.file], 'x-patchbay-widget': 'hidden' },
  },
  required: ['file', 'name', 'contentType', 'size'],
  'x-patchbay-order': ['name', 'contentType', 'size', 'file'],
  'x-patchbay-widget': 'file',
} satisfies FieldSchema;

export function isFile(value: unknown): value is FileValue {
  return isObject(value) && typeof value.base64 === 'string';
}

export function isFileRef(value: unknown): value is FileRef {
  return (
    isObject(value) &&
    typeof value.file === 'string' &&
    value.file.startsWith('file_') &&
    typeof value.size === 'number' &&
    typeof value.name === 'string' &&
    typeof value.contentType === 'string'
  );
}

/** The bytes of a file or of a text. Throws OperationError `file_not_readable` where the base64 is broken. */
export function bytesOf(value: FileValue | string): Uint8Array {
  if (typeof value === 'string') return new TextEncoder().encode(value);
  let text: string;
  try {
    text = atob(value.base64);
  } catch (cause) {
    throw new OperationError(
      {
        code: 'file_not_readable',
        ...messageOf(
          value.name === undefined
            ? 'The file is not valid base64. Check where it comes from.'
            : say('The file {name} is not valid base64. Check where it comes from.', { name: value.name }),
        ),
        retry: 'never',
      },
      { cause },
    );
  }
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Base64 of bytes, in slices: one call with all of them as arguments would overflow the stack. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

const LINE = 76;

/** How many bytes a file of this size has in base64: in one line, or in lines of 76 letters with CRLF between them. */
export function base64Size(size: number, inLines = false): number {
  const letters = 4 * Math.ceil(size / 3);
  return inLines && letters > 0 ? letters + 2 * (Math.ceil(letters / LINE) - 1) : letters;
}
