import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';

export type OperationHit = Answers['connector']['search'][number];
export type ExampleRow = Answers['flow']['listExamples'][number];

const KEEP_MS = 5 * 60_000;

/** What the gallery shows: connectors, which have an account, the steps that fit a search, and flows to begin with. */
export function useGallery(search: string) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const query = search.trim();
  const connectors = useQuery(trpc.connector.list.queryOptions({ workspaceId }));
  const connections = useQuery(trpc.connection.list.queryOptions({ workspaceId }));
  const examples = useExamples();
  const found = useQuery(
    trpc.connector.search.queryOptions(
      { workspaceId, query, limit: 60 },
      { enabled: query !== '', staleTime: KEEP_MS, placeholderData: keepPreviousData },
    ),
  );
  const hits = query === '' ? [] : (found.data ?? []);
  return {
    connectors,
    connected: new Set(connections.data?.map(({ connector }) => connector)),
    examples,
    hits,
    isSearching: query !== '' && (found.isPending || found.isPlaceholderData),
  };
}

/** The example flows; none while they are on their way or cannot be had. */
export function useExamples(): readonly ExampleRow[] {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  return useQuery(trpc.flow.listExamples.queryOptions({ workspaceId }, { staleTime: KEEP_MS })).data ?? [];
}
