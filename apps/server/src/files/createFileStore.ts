import { createHash, type Hash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileRow, FileRows } from '../store/files/fileRows.ts';
import type { ByteStore } from './byteStore.ts';
import { contentTypeOf, fileName } from './fileName.ts';
import { type FileStore, FilesUnavailable, FileTooLarge, MOST_FILE_BYTES } from './fileStore.ts';

export type FileStoreParts = {
  rows: FileRows;
  bytes: ByteStore;
  /** Told why files cannot be kept, which whoever sends one is not. */
  onError?(error: unknown): void;
};

/**
 * Files, of rows and bytes. The row is there before the bytes and complete after them, so that whatever a crash leaves can be
 * found and swept, also in a bucket.
 */
export function createFileStore({ rows, bytes, onError }: FileStoreParts): FileStore {
  return {
    async keep({ workspaceId, name, contentType, origin = 'run' }, given, { mostBytes = MOST_FILE_BYTES } = {}) {
      const id = `file_${randomUUID().replaceAll('-', '')}`;
      const row = { id, workspaceId, origin, name: fileName(name), contentType: contentTypeOf(contentType) };
      const counted = new CountedBytes(given, mostBytes);
      await rows.begin(row);
      try {
        await bytes.write(id, counted.stream);
      } catch (error) {
        if (error instanceof FilesUnavailable) onError?.(error);
        await rows.forget([id]);
        throw error;
      }
      const size = counted.size;
      await rows.complete({ id, size, sha256: counted.digest() });
      return { file: id, name: row.name, contentType: row.contentType, size };
    },

    async find(workspaceId, file) {
      const row = await found(workspaceId, file);
      return row && refOf(row);
    },

    async open(workspaceId, file) {
      if ((await found(workspaceId, file)) === null) return null;
      return bytes.open(file).catch((error: unknown) => {
        if (error instanceof FilesUnavailable) onError?.(error);
        throw error;
      });
    },
  };

  /** What is not an id of ours is not looked for. */
  async function found(workspaceId: string, file: string): Promise<FileRow | null> {
    return /^file_[0-9a-f]{32}$/.test(file) ? rows.find(workspaceId, file) : null;
  }
}

function refOf({ id, name, contentType, size }: FileRow) {
  return { file: id, name, contentType, size };
}

/** Bytes on their way, counted and hashed, that break off above a limit. */
class CountedBytes {
  readonly #hash: Hash = createHash('sha256');
  readonly #mostBytes: number;
  readonly stream: Readable;
  size = 0;

  constructor(given: Readable | Uint8Array, mostBytes: number) {
    this.#mostBytes = mostBytes;
    this.stream = Readable.from(this.#count(given instanceof Uint8Array ? [given] : given), { objectMode: false });
  }

  digest(): Buffer {
    return this.#hash.digest();
  }

  async *#count(chunks: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
      this.size += bytes.length;
      if (this.size > this.#mostBytes) throw new FileTooLarge(this.#mostBytes);
      this.#hash.update(bytes);
      if (bytes.length > 0) yield bytes;
    }
  }
}
