import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { FileRef } from '@patchbay/connector';
import { UnreadableBody } from './parsePayload.ts';
import { BodyTooLarge, CutOff } from './readBody.ts';

/** A file in a body, before its bytes are here. */
export type ArrivingFile = { field: string; name: string; contentType: string; bytes: Readable };

/** What `multipart/form-data` holds: texts and files in the order they came. */
export type Parts = { name: string; value: string | FileRef }[];

export type PartsOptions = {
  headers: IncomingHttpHeaders;
  /** All parts together, in bytes. */
  mostBytes: number;
  /** Keeps a file; undefined for one that is not wanted, whose bytes it need not read. Sees the texts before it. */
  keep(file: ArrivingFile, before: Parts): Promise<FileRef | undefined>;
};

const MOST_FILES = 20;
const MOST_FIELDS = 1_000;
const MOST_TEXT_BYTES = 1_000_000;
const MOST_TEXTS_BYTES = 5_000_000;

/**
 * Reads a body of parts as it comes, never holding a file. Rejects with UnreadableBody, BodyTooLarge, CutOff, or with what
 * `keep` rejects with; the body is then let run out by whoever called.
 */
export function readParts(source: Readable, options: PartsOptions): Promise<Parts> {
  return new PartsReader(source, options).read();
}

class PartsReader {
  readonly #source: Readable;
  readonly #options: PartsOptions;
  readonly #parts: { name: string; value: string | Promise<FileRef | undefined> }[] = [];
  readonly #open = new Set<BusboyFileStream>();
  #textBytes = 0;
  #bytes = 0;

  constructor(source: Readable, options: PartsOptions) {
    this.#source = source;
    this.#options = options;
  }

  async read(): Promise<Parts> {
    const parser = this.#parser();
    try {
      await this.#run(parser);
      const read: Parts = [];
      for (const { name, value } of this.#parts) {
        const kept = await value;
        if (kept !== undefined) read.push({ name, value: kept });
      }
      return read;
    } catch (error) {
      this.#source.unpipe(parser);
      for (const stream of this.#open) stream.destroy(new CutOff());
      // Those that are still being kept must have let go before the sender is told.
      await Promise.allSettled(this.#parts.map(({ value }) => value));
      throw error;
    }
  }

  #parser(): BusboyInstance {
    const { headers } = this.#options;
    const limits = { fieldSize: MOST_TEXT_BYTES, fields: MOST_FIELDS, files: MOST_FILES, fieldNameSize: 1_000 };
    try {
      return new Busboy({ headers: { ...headers, 'content-type': headers['content-type'] ?? '' }, limits });
    } catch (cause) {
      throw new UnreadableBody('The body says it has several parts, and not what stands between them.', { cause });
    }
  }

  #run(parser: BusboyInstance): Promise<void> {
    return new Promise((resolve, reject) => {
      parser.on('field', (...[name, value, nameCut, valueCut]) => {
        this.#textBytes += Buffer.byteLength(value);
        if (nameCut || valueCut || this.#textBytes > MOST_TEXTS_BYTES) reject(new BodyTooLarge());
        else this.#parts.push({ name, value });
      });
      parser.on('file', (...[field, bytes, filename, , contentType]) => {
        this.#take({ field, name: filename ?? '', contentType, bytes }, reject);
      });
      for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) {
        parser.on(limit, () => reject(new BodyTooLarge()));
      }
      parser.on('error', (cause) => reject(new UnreadableBody('The parts of the body cannot be read.', { cause })));
      parser.on('finish', resolve);
      this.#source.on('data', (chunk: Buffer) => {
        this.#bytes += chunk.length;
        if (this.#bytes > this.#options.mostBytes) reject(new BodyTooLarge());
      });
      this.#source.on('error', () => reject(new CutOff()));
      this.#source.on('close', () => {
        if (!this.#source.readableEnded) reject(new CutOff());
      });
      this.#source.pipe(parser);
    });
  }

  #take(file: Omit<ArrivingFile, 'bytes'> & { bytes: BusboyFileStream }, fail: (error: unknown) => void): void {
    const { bytes } = file;
    this.#open.add(bytes);
    bytes.on('close', () => this.#open.delete(bytes));
    // Whoever reads it hears of it, too.
    bytes.on('error', () => undefined);
    const texts = this.#parts.flatMap(({ name, value }) => (typeof value === 'string' ? [{ name, value }] : []));
    const kept = this.#options.keep(file, texts).then((ref) => {
      if (ref === undefined) bytes.resume();
      return ref;
    });
    kept.catch(fail);
    this.#parts.push({ name: file.field, value: kept });
  }
}

/** Names that come more than once become lists. */
export function partsAsFields(parts: Parts): Record<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const { name, value } of parts) {
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (Array.isArray(before)) before.push(value);
    else fields.set(name, [before, value]);
  }
  fields.delete('__proto__');
  return Object.fromEntries(fields);
}
