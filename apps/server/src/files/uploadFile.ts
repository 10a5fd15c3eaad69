import type { Readable } from 'node:stream';
import type { FileRef } from '@patchbay/connector';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { type FileStore, FilesUnavailable, FileTooLarge } from './fileStore.ts';

type Upload = { name: string; contentType: string; origin: 'flow' | 'run'; bytes: Readable };

/** Keeps a file that a person puts into a flow, or starts a run with. Throws `file_too_large` and `files_unavailable`. */
export async function uploadFile(
  { bytes, ...about }: Upload,
  { workspaceId }: Access<'file.create'>,
  { files }: { files: FileStore },
): Promise<FileRef> {
  try {
    return await files.keep({ workspaceId, ...about }, bytes);
  } catch (cause) {
    if (cause instanceof FileTooLarge) throw new AppError('file_too_large', { cause });
    if (cause instanceof FilesUnavailable) throw new AppError('files_unavailable', { cause });
    throw cause;
  }
}
