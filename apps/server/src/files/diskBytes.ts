import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { isCode } from '../database/home.ts';
import type { ByteStore } from './byteStore.ts';
import { FilesUnavailable } from './fileStore.ts';

/** A write that takes longer than this was cut off by a crash. */
const LONGEST_WRITE_MS = 24 * 3_600_000;

export type DiskOptions = {
  folder: string;
  /** Opens a new file to write to; replaced in tests, to have a disk that is full. */
  create?(path: string): Promise<FileHandle>;
};

/**
 * Files in a folder, `<the last two digits of the id>/<id>`: 256 folders, so that none gets too long to look through. Bytes go to
 * a temporary name, then to the disk, and only then to their place.
 */
export function createDiskBytes({ folder, create = (path) => open(path, 'wx', 0o600) }: DiskOptions): ByteStore {
  const temporary = join(folder, 'arriving');
  const pathOf = (id: string) => join(folder, id.slice(-2), checked(id));

  return {
    async write(id, bytes) {
      const path = pathOf(id);
      const arriving = join(temporary, id);
      try {
        await Promise.all([mkdir(temporary, { recursive: true }), mkdir(dirname(path), { recursive: true })]);
        await writeWhole(await create(arriving), bytes);
        await rename(arriving, path);
        await sync(dirname(path));
      } catch (error) {
        bytes.destroy();
        await rm(arriving, { force: true }).catch(() => undefined);
        throw unavailable(error);
      }
    },

    async open(id) {
      const handle = await open(pathOf(id)).catch((error: unknown) => {
        if (isCode(error, 'ENOENT')) return null;
        throw unavailable(error);
      });
      return handle && createReadStream('', { fd: handle });
    },

    remove: (id) => rm(pathOf(id), { force: true }),
  };
}

/** Removes what writes that a crash cut off have left. */
export async function sweepArriving(folder: string, now: number): Promise<void> {
  const temporary = join(folder, 'arriving');
  const names = await readdir(temporary).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  });
  for (const name of names) {
    const path = join(temporary, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (mtimeMs < now - LONGEST_WRITE_MS) await rm(path, { force: true });
  }
}

async function writeWhole(file: FileHandle, bytes: Readable): Promise<void> {
  try {
    for await (const chunk of bytes) await writeChunk(file, chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeChunk(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let at = 0;
  while (at < chunk.length) at += (await file.write(chunk, at)).bytesWritten;
}

/** A renamed file is sure to be there after a power cut only when its folder is on disk too. */
async function sync(folder: string): Promise<void> {
  // There a folder cannot be opened, and need not be.
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function checked(id: string): string {
  if (!/^\w+$/.test(id)) throw new Error('This is not the id of a file.');
  return id;
}

/** What the disk says, in words. What the sender of the bytes says goes on as it is. */
function unavailable(error: unknown): unknown {
  if (isCode(error, 'ENOSPC', 'EDQUOT')) return new FilesUnavailable('full', { cause: error });
  return isCode(error, 'EACCES', 'EPERM', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'ENOTDIR', 'EISDIR')
    ? new FilesUnavailable('away', { cause: error })
    : error;
}
