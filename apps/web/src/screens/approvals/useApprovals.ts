import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import type { ApprovalFilters } from './approvalFilters.ts';

const LOOK_MS = 15_000;

/** The approvals that wait for this person, or those that are over; looked at again while the page is open. */
export function useApprovals({ q, state = 'open' }: { q?: ApprovalFilters['q']; state?: 'open' | 'settled' }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  return useInfiniteQuery(
    trpc.approval.list.infiniteQueryOptions(
      { workspaceId, search: q, state },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        placeholderData: keepPreviousData,
        refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : LOOK_MS),
      },
    ),
  );
}
