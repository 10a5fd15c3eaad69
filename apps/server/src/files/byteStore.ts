import type { Readable } from 'node:stream';

/** Where the bytes of files are: a folder or a bucket. Ids come from us and hold letters, digits and `_` only. */
export type ByteStore = {
  /** Durable when it resolves; nothing is there when it rejects. Rejects with what `bytes` breaks off with, as it is. */
  write(id: string, bytes: Readable): Promise<void>;
  /** Null where there is nothing by this id. */
  open(id: string): Promise<Readable | null>;
  /** Does nothing where there is nothing. */
  remove(id: string): Promise<void>;
};
