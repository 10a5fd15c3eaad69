import { type FileRef, isFileRef } from '@patchbay/connector';
import { t } from '../texts/t.ts';
import { textOf } from './field.ts';

/** More than this the server does not keep. */
const MOST_FILE_BYTES = 100_000_000;

/** Where a file of the workspace is downloaded from. */
export function fileAddress({ file }: Pick<FileRef, 'file'>): string {
  return `/api/files/${encodeURIComponent(file)}`;
}

/** Where the picture of an account is; another one is elsewhere. */
export function pictureAddress(connectionId: string, picture: string): string {
  return `/api/pictures/${encodeURIComponent(connectionId)}?${picture}`;
}

export type UploadOptions = {
  workspaceId: string;
  /** A file for a `flow` stays while the flow names it; one for a `run` goes when it is old. */
  keptFor: 'flow' | 'run';
  /** From 0 to 1. */
  onProgress(part: number): void;
  signal: AbortSignal;
};

/** Sends a file of this computer to the server. Rejects with an Error whose message is a sentence for a person. */
export function uploadFile(file: File, { workspaceId, keptFor, onProgress, signal }: UploadOptions): Promise<FileRef> {
  if (file.size > MOST_FILE_BYTES) {
    return Promise.reject(new Error(t('{name} is larger than 100 MB, so it cannot be kept.', { name: file.name })));
  }
  return new Promise((resolve, reject) => {
    // `fetch` does not say how much of a body is sent.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/files?${new URLSearchParams({ workspaceId, name: file.name, keptFor })}`);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onProgress(loaded / total);
    });
    request.addEventListener('load', () => {
      const answer = parsed(request.responseText);
      if (request.status === 200 && isFileRef(answer)) resolve(answer);
      else reject(new Error(textOf(answer, 'message') ?? t('The file could not be uploaded. Try again.')));
    });
    request.addEventListener('error', () => {
      reject(new Error(t('The file did not get to the server. Check the connection, then try again.')));
    });
    signal.addEventListener('abort', () => {
      request.abort();
    });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
