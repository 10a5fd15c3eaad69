import type { Readable } from 'node:stream';
import type { FileRef } from '@patchbay/connector';

/** What is known of a file before it is there. */
export type NewFile = { workspaceId: string; name: string; contentType: string };

/**
 * The files of all workspaces: on disk, or in a bucket. Ids are minted here and are never paths; a file of another workspace
 * is as one that does not exist.
 */
export type FileStore = {
  /**
   * Takes bytes until they end. Throws FileTooLarge above `mostBytes`; what was written by then is removed. A file exists
   * once this resolves, not before.
   */
  keep(file: NewFile, bytes: Readable | Uint8Array, limits?: { mostBytes?: number }): Promise<FileRef>;
  /** Null when the workspace has no such file (any more). */
  find(workspaceId: string, file: string): Promise<FileRef | null>;
  /** The bytes as they come. Null when the workspace has no such file. */
  open(workspaceId: string, file: string): Promise<Readable | null>;
};

/** More bytes than a file may have. The message is for the sender. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
}
