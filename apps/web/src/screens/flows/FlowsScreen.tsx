import { IconDownload, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilePick } from '../../ui/FilePick.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { TableFoot } from '../../ui/Table.tsx';
import { FlowFilterBar } from './FlowFilterBar.tsx';
import { FlowTable } from './FlowTable.tsx';
import type { FlowFilters } from './flowFilters.ts';
import { NoFlowsYet } from './NoFlowsYet.tsx';
import { useNewFlow } from './useFlowActions.ts';

/** All flows of the workspace: find one, switch it on or off, make a new one. */
export function FlowsScreen() {
  const filters = useSearch({ from: '/signedIn/framed/flows' });
  const navigate = useNavigate({ from: '/flows' });
  const flows = useFlows(filters);
  const mayEdit = useMayEdit();
  const narrow = (change: FlowFilters) => navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const filtered = Boolean(filters.q || filters.state);
  const first = !filtered && !flows.isPlaceholderData && flows.data?.pages[0]?.items.length === 0;
  return (
    <>
      <PageHeader title={t('Flows')} actions={mayEdit && !first && <NewFlowButtons />} />
      {!first && <FlowFilterBar filters={filters} onChange={narrow} />}
      <Loaded query={flows} failed={t('The flows could not be loaded.')}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (first) return <NoFlowsYet mayEdit={mayEdit} />;
          if (rows.length === 0) {
            return <NothingFound filters={filters} onClear={() => narrow({ q: undefined, state: undefined })} />;
          }
          return (
            <>
              <FlowTable flows={rows} mayEdit={mayEdit} />
              <FlowListFoot flows={flows} count={rows.length} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function FlowListFoot({ flows, count }: { flows: ReturnType<typeof useFlows>; count: number }) {
  return (
    <TableFoot>
      <span>{countText(count, flows.hasNextPage)}</span>
      {flows.hasNextPage && (
        <Button small busy={flows.isFetchingNextPage} onClick={() => flows.fetchNextPage()}>
          {t('Show more')}
        </Button>
      )}
      <span className="bars-key">{t('Last 10 runs, newest on the right')}</span>
    </TableFoot>
  );
}

function useFlows({ q, state, sort }: FlowFilters) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  return useInfiniteQuery(
    trpc.flow.list.infiniteQueryOptions(
      { workspaceId, search: q, status: state, sort },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        placeholderData: keepPreviousData,
        // Runs end and others edit while the list is looked at.
        refetchInterval: 15_000,
      },
    ),
  );
}

function NewFlowButtons() {
  const newFlow = useNewFlow();
  return (
    <>
      <FilePick
        label={t('Bring in a file')}
        look="quiet"
        accept=".json,application/json"
        icon={<IconDownload size={16} stroke={1.75} aria-hidden />}
        onFile={newFlow.fromFile}
      />
      <Button
        look="primary"
        icon={<IconPlus size={16} stroke={2} aria-hidden />}
        busy={newFlow.busy}
        onClick={newFlow.empty}
      >
        {t('New flow')}
      </Button>
    </>
  );
}

function NothingFound({ filters, onClear }: { filters: FlowFilters; onClear: () => void }) {
  const state = stateWords(filters.state);
  return (
    <div className="card">
      <EmptyState
        title={
          filters.q
            ? t('No flow{state} has “{q}” in it', { state, q: filters.q })
            : t('There is no flow{state}', { state })
        }
        actions={<Button onClick={onClear}>{t('Show all flows')}</Button>}
      >
        {t('The search looks at the names of flows, of their steps and of the apps they use.')}
      </EmptyState>
    </div>
  );
}

function stateWords(state: FlowFilters['state']): string {
  if (state === undefined) return '';
  if (state === 'trouble') return t(' that went wrong last');
  return t(' that is {value}', { value: state === 'draft' ? t('a draft') : state });
}

function countText(count: number, more: boolean): string {
  if (more) return t('The first {count} flows', { count });
  return tn(count, '1 flow', '{count} flows');
}
