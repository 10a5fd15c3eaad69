import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { DataRow, TableDetail } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';
import type { RowFilters } from './tableFilters.ts';
import { useRefreshTables } from './useTables.ts';

const PAGE = 200;

/** The rows of a table that are loaded so far, and what can be done to them. */
export function useRows(table: TableDetail, filters: RowFilters) {
  const query = useRowPages(table, filters);
  const trpc = useTRPC();
  const refresh = useRefreshTables();
  const { id: workspaceId } = useWorkspace();
  const queries = useQueryClient();
  const show = (changed: Omit<DataRow, 'position'>) =>
    queries.setQueriesData({ queryKey: trpc.table.rows.pathKey() }, (pages: RowPages | undefined) =>
      withRow(pages, changed),
    );
  const update = useMutation(
    trpc.table.updateRow.mutationOptions({
      onSuccess: (row) => {
        // Shown at once, so that the keyboard can go on while the rest is asked for anew.
        show(row);
        void refresh();
      },
    }),
  );
  const remove = useMutation(trpc.table.deleteRows.mutationOptions({ onSuccess: refresh, onError: complain }));
  const restore = useMutation(trpc.table.restoreRows.mutationOptions({ onSuccess: refresh, onError: complain }));
  const about = { workspaceId, tableId: table.id };
  /** A sentence about what does not fit, or undefined once it is kept. */
  const changeRow = (rowId: string, values: Record<string, unknown>): Promise<string | undefined> =>
    update.mutateAsync({ ...about, rowId, values }).then(() => undefined, sentenceOf);
  return {
    query,
    rows: query.data?.pages.flatMap((page) => page.rows) ?? [],
    /** How many there are, loaded or not. */
    count: query.data?.pages[0]?.count ?? 0,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    change: (rowId: string, columnId: string, value: unknown) => changeRow(rowId, { [columnId]: value }),
    changeRow,
    /** At most 1,000 at a time; they can be put back. */
    remove: (rows: readonly DataRow[]) => {
      const taken = rows.slice(0, 1_000);
      const undo = () => restore.mutate({ ...about, rows: [...taken] });
      const text = tn(taken.length, 'The row was deleted.', '{count} rows were deleted.');
      remove.mutate(
        { ...about, rowIds: taken.map(({ id }) => id) },
        { onSuccess: () => toast({ text, action: { label: t('Undo'), onSelect: undo } }) },
      );
    },
  };
}

type RowPages = { pages: { rows: DataRow[] }[] };

function withRow(loaded: RowPages | undefined, changed: Omit<DataRow, 'position'>): RowPages | undefined {
  if (loaded === undefined) return undefined;
  const rowOf = (row: DataRow) => (row.id === changed.id ? { ...row, ...changed } : row);
  return { ...loaded, pages: loaded.pages.map((page) => ({ ...page, rows: page.rows.map(rowOf) })) };
}

export type LoadedRows = ReturnType<typeof useRows>;

function complain(error: unknown): void {
  toast({ tone: 'danger', text: sentenceOf(error) });
}

function useRowPages(table: TableDetail, { q, sort, order, where }: RowFilters) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const asked = { workspaceId, tableId: table.id, search: q, conditions: where, sort, order, limit: PAGE };
  return useInfiniteQuery(
    trpc.table.rows.infiniteQueryOptions(asked, {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
      // Flows add rows while somebody looks; many pages are not asked for again and again.
      refetchInterval: (query) => (query.state.data?.pages.length === 1 ? 10_000 : false),
    }),
  );
}
