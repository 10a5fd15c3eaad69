import {
  bytesOf,
  type FieldSchema,
  type FileValue,
  fileSchema,
  isFile,
  isFileRef,
  own,
  say,
} from '@patchbay/connector';
import type { Field, Input } from './input.ts';
import { limits } from './limits.ts';
import { describe, refusal } from './refusal.ts';

/** A field that takes a text, or a file with its bytes. */
export const sourceField = {
  title: 'Text or file',
  description: 'The text to read, or a file from an earlier step. At most 25 MB.',
  anyOf: [{ type: 'string' }, fileSchema],
  'x-patchbay-widget': 'text-long',
} satisfies FieldSchema;

/** A field that takes a text only. */
export const textSourceField = {
  type: 'string',
  title: 'Text',
  description: 'The text to read. At most 25 MB; for a file, put “Read a file” before this step.',
  'x-patchbay-widget': 'text-long',
} satisfies FieldSchema;

/** Texts of the encodings a person may choose; `auto` looks at the bytes. */
export const encodings = [
  'auto',
  'utf-8',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'iso-8859-2',
  'shift_jis',
  'gb18030',
] as const;

export type Encoding = (typeof encodings)[number];

export const encodingField = {
  type: 'string',
  title: 'Encoding',
  description: 'How letters are stored in the file. Only for files; a text has none.',
  enum: encodings,
  default: 'auto',
  'x-patchbay-labels': {
    auto: 'Found by looking',
    'utf-8': 'UTF-8',
    'windows-1252': 'Western European (Windows)',
    'utf-16le': 'UTF-16',
    'utf-16be': 'UTF-16, big end first',
    'iso-8859-2': 'Central European (ISO 8859-2)',
    shift_jis: 'Japanese (Shift JIS)',
    gb18030: 'Chinese (GB 18030)',
  },
} satisfies FieldSchema;

/** What stands in a `sourceField`. Throws OperationError where it is nothing, too large or something else. */
export function sourceIn(input: Input, { name, title }: Field): string | FileValue {
  const source = own(input, name);
  if (typeof source !== 'string' && !isFile(source)) {
    if (isFileRef(source)) {
      throw refusal(
        'not_a_text',
        say('{title} got a file where a text is needed. Put the step “Read a file” before this one.', { title }),
      );
    }
    if (source === undefined || source === null) throw refusal('value_missing', say('{title} is empty.', { title }));
    throw refusal(
      'not_a_text',
      say('{title} got {source} where a text or a file is needed.', { title, source: describe(source) }),
    );
  }
  const length = typeof source === 'string' ? source.length : (source.base64.length * 3) / 4;
  if (length > limits.textLength) throw refusal('text_too_long', say('{title} is larger than 25 MB.', { title }));
  return source;
}

/** The bytes of a `sourceField`: of a file, or of a text as UTF-8. Throws OperationError. */
export function bytesIn(input: Input, field: Field): Uint8Array {
  return bytesOf(sourceIn(input, field));
}

/** The text of a `sourceField`, without its byte order mark. Throws OperationError where the bytes are no such text. */
export function sourceTextIn(input: Input, { encoding = 'auto', ...field }: Field & { encoding?: Encoding }): string {
  const source = sourceIn(input, field);
  return typeof source === 'string' ? source.replace(/^\uFEFF/, '') : decode(bytesOf(source), encoding);
}

/** Bytes as text. Throws OperationError `not_text` for files that hold none, `encoding_not_valid` for the wrong encoding. */
export function decode(bytes: Uint8Array, encoding: Encoding = 'auto'): string {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03) {
    throw refusal(
      'not_text',
      'This file is an Excel workbook or a zip archive, not a text. Read it with “Read an Excel file”.',
    );
  }
  const chosen = encoding === 'auto' ? guess(bytes) : encoding;
  let text: string;
  try {
    text = new TextDecoder(chosen, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refusal(
      'encoding_not_valid',
      say(
        'The file is not {encoding}. Choose another encoding; files from Excel are often Western European (Windows).',
        { encoding: encodingField['x-patchbay-labels'][chosen] },
      ),
      cause,
    );
  }
  if (text.includes('\0')) throw refusal('not_text', 'The file holds no text, or text of another encoding.');
  return text;
}

/** By the byte order mark, by the empty bytes of UTF-16, else UTF-8 where it is valid, else what old Windows wrote. */
function guess(bytes: Uint8Array): Exclude<Encoding, 'auto'> {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 200);
  const empty = (offset: number) => head.filter((byte, at) => at % 2 === offset && byte === 0).length;
  if (head.length >= 4 && empty(1) > head.length / 4 && empty(0) === 0) return 'utf-16le';
  if (head.length >= 4 && empty(0) > head.length / 4 && empty(1) === 0) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
