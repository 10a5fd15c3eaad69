import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers, Questions } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';

export type ImportSource = Omit<Questions['connector']['import'], 'workspaceId'>;
export type Imported = Answers['connector']['import'];

/** Reading an API description in: started, under way, failed with a sentence, or done with what could not be read. */
export function useImport() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const [outcome, setOutcome] = useState<Imported>();
  const read = useMutation(
    trpc.connector.import.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.connector.pathKey() }),
    }),
  );
  return {
    // Not told to whoever called `forget` meanwhile: the connector then only appears in the gallery.
    start: (source: ImportSource) => read.mutate({ workspaceId, ...source }, { onSuccess: setOutcome }),
    busy: read.isPending,
    problem: read.error ? sentenceOf(read.error) : undefined,
    outcome,
    forget: () => {
      setOutcome(undefined);
      read.reset();
    },
  };
}

export type ImportState = ReturnType<typeof useImport>;
