import type { Readable } from 'node:stream';
import type { FileRef } from '@patchbay/connector';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { type FileStore, FilesUnavailable } from './fileStore.ts';

/** A file of the workspace with its bytes. Throws `not_found` where there is none by that id, and `files_unavailable`. */
export async function openFile(
  id: string,
  { workspaceId }: Access<'file.read'>,
  { files }: { files: FileStore },
): Promise<{ file: FileRef; bytes: Readable }> {
  const file = await files.find(workspaceId, id);
  const bytes = file && (await files.open(workspaceId, id).catch(refused));
  if (file === null || bytes === null) throw new AppError('not_found');
  return { file, bytes };
}

function refused(cause: unknown): never {
  throw cause instanceof FilesUnavailable ? new AppError('files_unavailable', { cause }) : cause;
}
