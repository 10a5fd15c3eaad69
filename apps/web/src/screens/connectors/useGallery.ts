import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { useTemplates } from '../templates/useTemplates.ts';

export type OperationHit = Answers['connector']['search'][number];

const KEEP_MS = 5 * 60_000;

/** What the gallery shows: connectors, which have an account, the steps that fit a search, and templates. */
export function useGallery(search: string) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const query = search.trim();
  const connectors = useQuery(trpc.connector.list.queryOptions({ workspaceId }));
  const connections = useQuery(trpc.connection.list.queryOptions({ workspaceId }));
  const templates = useTemplates(search);
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
    templates: templates.data?.items,
    hits,
    isSearching: query !== '' && (found.isPending || found.isPlaceholderData),
  };
}
