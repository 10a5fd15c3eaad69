import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers, Questions } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';

export type ImportSource = Omit<Questions['connector']['import'], 'workspaceId' | 'importId'>;
export type Imported = Answers['connector']['import'];

/** Reading an API description in: started, under way, failed with a sentence, or done with what could not be read. */
export function useImport() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const [outcome, setOutcome] = useState<Imported>();
  const [importId] = useState(() => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`);
  const read = useMutation(
    trpc.connector.import.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.connector.pathKey() }),
    }),
  );
  const progress = useProgress(importId, read.isPending);
  return {
    // Not told to whoever called `forget` meanwhile: the connector then only appears in the gallery.
    start: (source: ImportSource) => read.mutate({ workspaceId, importId, ...source }, { onSuccess: setOutcome }),
    busy: read.isPending,
    progress,
    problem: read.error ? sentenceOf(read.error) : undefined,
    outcome,
    forget: () => {
      setOutcome(undefined);
      read.reset();
    },
  };
}

const LOOK_EVERY_MS = 400;

/** How far the reading is, in a sentence. */
function useProgress(importId: string, isBusy: boolean): string {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const asked = useQuery({
    ...trpc.connector.importProgress.queryOptions({ workspaceId, importId }),
    enabled: isBusy,
    refetchInterval: LOOK_EVERY_MS,
    // What an earlier import left behind says nothing of this one.
    gcTime: 0,
  });
  const known = isBusy ? asked.data : undefined;
  if (!known) return t('Reading the description. A large one takes a few seconds.');
  return t('Looking at its steps: {opened} of {total}.', {
    opened: known.opened.toLocaleString('en'),
    total: known.total.toLocaleString('en'),
  });
}

export type ImportState = ReturnType<typeof useImport>;
