import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { hasAnswered } from '../../ui/useEnterOnceSettled.ts';
import { useSession } from '../useEditor.ts';
import { KEEP_MS, LIMIT, useFirstOperations } from './firstOperations.ts';
import type { OperationHit } from './operationHit.ts';
import { type Group, rank } from './rank.ts';
import { recentOperations } from './recent.ts';
import { tableHits } from './tableHits.ts';

/** Tables are made beside the builder, in another tab too. */
const TABLES_KEEP_MS = 20_000;

export type Search = {
  groups: Group[];
  isLooking: boolean;
  failed: boolean;
  /** Whether this is the answer to what was typed last, and not what stands there until it comes. */
  isSettled: boolean;
};

/** What fits a search, in the order it is shown. The last answer stays until the next one is there. */
export function useOperationSearch(
  query: string,
  { fits, title }: { fits(hit: OperationHit): boolean; title: string },
): Search {
  const { workspaceId, editor } = useSession();
  const trpc = useTRPC();
  const asked = useDeferredValue(query.trim());
  const options = { staleTime: KEEP_MS, placeholderData: keepPreviousData };
  const all = useFirstOperations(workspaceId);
  const apps = useQuery(trpc.connector.list.queryOptions({ workspaceId }, { staleTime: KEEP_MS }));
  const accounts = useQuery(trpc.connection.list.queryOptions({ workspaceId }, { staleTime: KEEP_MS }));
  const tables = useQuery(trpc.table.list.queryOptions({ workspaceId }, { staleTime: TABLES_KEEP_MS }));
  const searched = useQuery(
    trpc.connector.search.queryOptions(
      { workspaceId, query: asked, limit: LIMIT },
      { ...options, enabled: asked !== '' },
    ),
  );
  const found = asked === '' ? all : searched;
  const groups = useMemo(
    () =>
      rank({
        query: asked,
        found: found.data ?? [],
        own: (all.data ?? []).filter(({ connector }) => connector === 'core'),
        recent: recentOperations(workspaceId),
        inFlow: new Set(Object.values(editor.getState().flow.steps).map(({ uses }) => uses.connector)),
        connected: new Set(accounts.data?.map(({ connector }) => connector)),
        ofTables: tableHits(asked, { tables: tables.data ?? [], own: all.data ?? [] }),
        ...(apps.data !== undefined && { apps: apps.data }),
        fits,
        title,
      }),
    [asked, found.data, all.data, apps.data, accounts.data, tables.data, workspaceId, editor, fits, title],
  );
  const isSettled = asked === query.trim() && hasAnswered(found);
  return { groups, isLooking: found.isPending, failed: found.isError, isSettled };
}
