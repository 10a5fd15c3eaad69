import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { useSession } from '../useEditor.ts';
import type { OperationHit } from './operationHit.ts';
import { type Group, rank } from './rank.ts';
import { recentOperations } from './recent.ts';

const LIMIT = 100;
const KEEP_MS = 5 * 60_000;

export type Search = { groups: Group[]; isLooking: boolean; failed: boolean };

/** What fits a search, in the order it is shown. The last answer stays until the next one is there. */
export function useOperationSearch(
  query: string,
  { fits, title }: { fits(hit: OperationHit): boolean; title: string },
): Search {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const asked = useDeferredValue(query.trim());
  const options = { staleTime: KEEP_MS, placeholderData: keepPreviousData };
  const all = useQuery(trpc.connector.search.queryOptions({ workspaceId, query: '', limit: LIMIT }, options));
  const found = useQuery(trpc.connector.search.queryOptions({ workspaceId, query: asked, limit: LIMIT }, options));
  const groups = useMemo(
    () =>
      rank({
        query: asked,
        found: found.data ?? [],
        own: (all.data ?? []).filter(({ connector }) => connector === 'core'),
        recent: recentOperations(workspaceId),
        fits,
        title,
      }),
    [asked, found.data, all.data, workspaceId, fits, title],
  );
  return { groups, isLooking: found.isPending, failed: found.isError };
}
