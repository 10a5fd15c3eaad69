import type { FileRef } from '@patchbay/connector';
import { useRef, useState } from 'react';
import { type UploadOptions, uploadFile } from '../api/files.ts';
import { t } from '../texts/t.ts';
import { useWorkspace } from './session.ts';

/** A file on its way to the server, or what was wrong with the last one. */
export type Upload = {
  /** Of the file that is being sent. */
  name?: string;
  /** How much of it is sent, from 0 to 1. */
  part: number;
  problem?: string;
  start(file: File): void;
  stop(): void;
};

type State = Pick<Upload, 'name' | 'part' | 'problem'>;

/** Uploads one file at a time into the workspace. */
export function useUpload({
  onFile,
  ...kept
}: Pick<UploadOptions, 'keptFor'> & { onFile(file: FileRef): void }): Upload {
  const { id: workspaceId } = useWorkspace();
  const [state, setState] = useState<State>({ part: 0 });
  const stopping = useRef<AbortController>(undefined);
  return {
    ...state,
    async start(file) {
      stopping.current = new AbortController();
      const { signal } = stopping.current;
      const { name } = file;
      const onProgress = (part: number) => setState({ name, part });
      onProgress(0);
      try {
        onFile(await uploadFile(file, { workspaceId, onProgress, signal, ...kept }));
        setState({ part: 0 });
      } catch (error) {
        setState({ part: 0, problem: error instanceof Error ? error.message : t('The file could not be uploaded.') });
      }
    },
    stop() {
      stopping.current?.abort();
      setState({ part: 0 });
    },
  };
}
