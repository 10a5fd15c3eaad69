import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  type BodyPiece,
  base64Size,
  type FileRef,
  type FileValue,
  type HttpRequest,
  isFile,
  isFileRef,
  isObject,
  OperationError,
  sampleFile,
} from '@patchbay/connector';
import { messageOf, say } from '@patchbay/words';
import type { SentRequest } from '../egress/exchange.ts';
import type { FileStore } from '../files/fileStore.ts';

/** Larger files are handed on but not opened for a step: it works on all of their bytes at once. */
const MOST_OPENED_BYTES = 25_000_000;
/** Of all files in one input together. */
const MOST_TOGETHER_BYTES = 50_000_000;

/** Where files enter and leave a step of one workspace: inside it they have bytes, outside they are references. */
export type FileEdge = ReturnType<typeof createFileEdge>;

export function createFileEdge(workspaceId: string, files: FileStore) {
  const found = async (ref: FileRef): Promise<FileRef> => {
    const file = await files.find(workspaceId, ref.file);
    if (file === null) throw missing(ref);
    return file;
  };

  const opened = async (ref: FileRef): Promise<Readable> => {
    const bytes = await files.open(workspaceId, ref.file);
    if (bytes === null) throw missing(ref);
    return bytes;
  };

  const bytesInPlace = async function* (pieces: readonly BodyPiece[]): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) {
      if (piece instanceof Uint8Array) yield piece;
      else if (isFileRef(piece)) yield* await opened(piece);
      else yield* inBase64(await opened(piece.base64Of), piece.inLines === true);
    }
  };

  return {
    /** The input with every reference turned into a file with its bytes. Throws OperationError. */
    async open(input: unknown): Promise<unknown> {
      let together = 0;
      return replaced(input, isFileRef, async (ref): Promise<FileValue> => {
        const { name, contentType, size } = await found(ref);
        together += size;
        if (size > MOST_OPENED_BYTES || together > MOST_TOGETHER_BYTES) throw tooLarge(name, size);
        return { base64: (await buffer(await opened(ref))).toString('base64'), name, contentType };
      });
    },

    /** The output with every file kept, and its reference in its place. Throws OperationError. */
    keep(output: unknown): Promise<unknown> {
      return replaced(output, isFile, ({ base64, name = 'file', contentType = 'application/octet-stream' }) =>
        files.keep({ workspaceId, name, contentType }, Buffer.from(base64, 'base64')),
      );
    },

    /** Keeps bytes as they come. */
    receive: (given: { name: string; contentType: string }, bytes: Readable) =>
      files.keep({ workspaceId, ...given }, bytes),

    /** A request as it goes out: its files are read while it is sent, anew for every attempt. Throws OperationError. */
    async sent(request: HttpRequest): Promise<SentRequest> {
      const { body, ...rest } = request;
      if (body === undefined) return rest;
      if (typeof body === 'string' || body instanceof Uint8Array) return { ...rest, body };
      let length = 0;
      for (const piece of body) {
        if (piece instanceof Uint8Array) length += piece.length;
        else if (isFileRef(piece)) length += (await found(piece)).size;
        else length += base64Size((await found(piece.base64Of)).size, piece.inLines);
      }
      const headers = { ...rest.headers, 'content-length': String(length) };
      return { ...rest, headers, body: Readable.from(bytesInPlace(body), { objectMode: false }) };
    },
  };
}

/** As many bytes at once as become whole lines: 57 are 76 letters. */
const AT_ONCE = 57 * 1_024;

/** Bytes as base64 while they come, whatever pieces they come in. */
async function* inBase64(bytes: AsyncIterable<Uint8Array>, inLines: boolean): AsyncGenerator<Uint8Array> {
  let left = Buffer.alloc(0);
  let isFirst = true;
  const written = (part: Buffer) => {
    const text = part.toString('base64');
    const lines = inLines ? text.replace(/.{76}(?=.)/g, '$&\r\n') : text;
    const start = inLines && !isFirst ? '\r\n' : '';
    isFirst = false;
    return Buffer.from(start + lines, 'latin1');
  };
  for await (const chunk of bytes) {
    left = Buffer.concat([left, chunk]);
    while (left.length >= AT_ONCE) {
      yield written(left.subarray(0, AT_ONCE));
      left = left.subarray(AT_ONCE);
    }
  }
  if (left.length > 0) yield written(left);
}

/** Whether an input holds a file that stands in samples and that nobody keeps. */
export function holdsSample(value: unknown): boolean {
  if (isFileRef(value)) return value.file === sampleFile.file;
  if (Array.isArray(value)) return value.some(holdsSample);
  return isObject(value) && Object.values(value).some(holdsSample);
}

/** A copy of plain data with some values replaced, one after the other; the same value where there are none of them. */
async function replaced<Found>(
  value: unknown,
  is: (value: unknown) => value is Found,
  replace: (found: Found) => Promise<unknown>,
): Promise<unknown> {
  if (!holdsAny(value, is)) return value;
  if (is(value)) return replace(value);
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await replaced(item, is, replace));
    return items;
  }
  if (!isObject(value)) return value;
  const fields: [string, unknown][] = [];
  for (const [name, field] of Object.entries(value)) fields.push([name, await replaced(field, is, replace)]);
  return Object.fromEntries(fields);
}

function holdsAny(value: unknown, is: (value: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return is(value) || Object.values(value).some((inside) => holdsAny(inside, is));
}

function missing({ name }: FileRef): OperationError {
  const sentence = say(
    'The file "{name}" is not kept any more, or never was in this workspace. Files of old runs are removed; run the flow again from where it gets the file.',
    { name: name.slice(0, 80) },
  );
  return new OperationError({ code: 'file_missing', ...messageOf(sentence), retry: 'never' });
}

function tooLarge(name: string, size: number): OperationError {
  const megabytes = Math.ceil(size / 1_000_000);
  const sentence = say(
    '"{name}" has {megabytes} MB. A step can work on files of 25 MB, and of 50 MB together; larger ones can only be sent on.',
    { name, megabytes },
  );
  return new OperationError({ code: 'file_too_large', ...messageOf(sentence), retry: 'never' });
}
