import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { FileRef } from '@patchbay/connector';
import { type FileStore, FileTooLarge } from '../files/fileStore.ts';

const MOST_BYTES = 5_000_000;

/** Files of one try, in memory: those that its steps make are handed on, and gone with it. */
export function sampleFiles(): FileStore {
  const files = new Map<string, { ref: FileRef; bytes: Buffer }>();
  let left = MOST_BYTES;
  return {
    async keep({ name, contentType }, given) {
      const bytes = given instanceof Uint8Array ? Buffer.from(given) : await buffer(given);
      left -= bytes.length;
      if (left < 0) throw new FileTooLarge(MOST_BYTES);
      const ref = { file: `file_${randomUUID()}`, name, contentType, size: bytes.length };
      files.set(ref.file, { ref, bytes });
      return ref;
    },
    find: async (_workspaceId, file) => files.get(file)?.ref ?? null,
    async open(_workspaceId, file) {
      const found = files.get(file);
      return found === undefined ? null : Readable.from([found.bytes]);
    },
  };
}
