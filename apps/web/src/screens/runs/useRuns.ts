import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { type RunFilters, spanHours } from './runFilters.ts';

const LIVE_MS = 3_000;
const CALM_MS = 15_000;

/** Runs of the workspace or of one flow, newest first. While something runs they are asked for every 3 s, else every 15 s. */
export function useRuns({ q, status, mode, since }: RunFilters, flowId?: string) {
  const withinHours = since && spanHours[since];
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  return useInfiniteQuery(
    trpc.run.list.infiniteQueryOptions(
      { workspaceId, flowId, search: q, status, mode, withinHours },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        placeholderData: keepPreviousData,
        refetchInterval: (query) => {
          const pages = query.state.data?.pages ?? [];
          const moving = pages.some((page) => page.items.some((run) => run.finishedAt === null));
          return moving && pages.length === 1 ? LIVE_MS : CALM_MS;
        },
      },
    ),
  );
}
