import type { Readable } from 'node:stream';
import { type FileRef, OperationError } from '@patchbay/connector';

/** What is known of a file before it is there. */
type NewFile = {
  workspaceId: string;
  /** As the sender has it: what may not stand in a file's name is taken out. */
  name: string;
  contentType: string;
  /** A file that a person put into a `flow` stays while a flow names it; one of a `run`, the default, goes when it is old. */
  origin?: 'run' | 'flow';
};

/**
 * The files of all workspaces: on disk, or in a bucket. Ids are minted here and are never paths; a file of another workspace
 * is as one that does not exist.
 */
export type FileStore = {
  /**
   * Takes bytes until they end. Throws FileTooLarge above `mostBytes`, and FilesUnavailable where they cannot be kept; what
   * was written by then is removed. A file exists once this resolves, not before.
   */
  keep(file: NewFile, bytes: Readable | Uint8Array, limits?: { mostBytes?: number }): Promise<FileRef>;
  /** Null when the workspace has no such file (any more). */
  find(workspaceId: string, file: string): Promise<FileRef | null>;
  /** The bytes as they come. Null when the workspace has no such file. */
  open(workspaceId: string, file: string): Promise<Readable | null>;
};

/** The largest file there is, in bytes. */
export const MOST_FILE_BYTES = 100_000_000;

/** More bytes than a file may have. The message is for the sender. */
export class FileTooLarge extends OperationError {
  constructor(mostBytes: number) {
    const message = `The file is larger than ${Math.round(mostBytes / 1_000_000)} MB, so it was not kept. Send a smaller one.`;
    super({ code: 'file_too_large', message, retry: 'never' });
  }
}

/** The place where files are kept is full, or does not answer. */
export class FilesUnavailable extends OperationError {
  constructor(why: 'full' | 'away', options?: ErrorOptions) {
    super({ code: `file_store_${why}`, message: whyUnavailable[why], retry: 'later' }, options);
  }
}

const whyUnavailable = {
  full: 'There is no room left for files where Patchbay keeps them. Whoever runs it must make room.',
  away: 'The place where Patchbay keeps files cannot be used just now. Whoever runs it can see why in its log.',
};
