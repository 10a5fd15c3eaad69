import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { recentOperations } from './recent.ts';

/** How long a list of what there is to add counts as fresh. */
export const KEEP_MS = 5 * 60_000;

/** The most that one list holds. */
export const LIMIT = 100;

/** What there is to add before anything is searched: what was used last in any case, then our own operations. */
export function useFirstOperations(workspaceId: string) {
  const also = recentOperations(workspaceId);
  const asked = { workspaceId, query: '', limit: LIMIT, ...(also.length > 0 && { also: [...also] }) };
  return useQuery(
    useTRPC().connector.search.queryOptions(asked, { staleTime: KEEP_MS, placeholderData: keepPreviousData }),
  );
}
