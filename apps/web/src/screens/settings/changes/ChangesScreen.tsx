import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTRPC } from '../../../api/trpc.ts';
import { Loaded } from '../../../app/Loaded.tsx';
import { useWorkspace } from '../../../app/session.ts';
import { t, tn } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FilterChip } from '../../../ui/FilterChip.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { Table, TableFoot } from '../../../ui/Table.tsx';
import { SettingsPage } from '../SettingsPage.tsx';
import type { ChangeFilters } from './changeFilters.ts';
import { type ChangeRow, changeWords } from './changeWords.ts';

const groups = [
  { value: 'people', label: t('People') },
  { value: 'flows', label: t('Flows') },
  { value: 'accounts', label: t('Connected accounts') },
  { value: 'connectors', label: t('Connectors') },
  { value: 'workspace', label: t('Workspace') },
] as const;

/** Who has changed what in the workspace, newest first. */
export function ChangesScreen() {
  const filters = useSearch({ from: '/signedIn/framed/settings/changes' });
  const navigate = useNavigate({ from: '/settings/changes' });
  const change = (part: ChangeFilters) => navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  return (
    <SettingsPage title={t('Changes')} wide>
      <div className="chips people-chips">
        <SearchInput
          label={t('Search changes')}
          slash
          value={filters.q ?? ''}
          onSearch={(q) => change({ q: q || undefined })}
        />
        <FilterChip
          name={t('About')}
          any={t('About anything')}
          options={groups}
          value={filters.about}
          onChange={(about) => change({ about })}
        />
      </div>
      <ChangeList filters={filters} onClear={() => change({ q: undefined, about: undefined })} />
    </SettingsPage>
  );
}

function ChangeList({ filters: { q, about }, onClear }: { filters: ChangeFilters; onClear: () => void }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const asked = { workspaceId, search: q, group: about };
  const changes = useInfiniteQuery(
    trpc.change.list.infiniteQueryOptions(asked, {
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Loaded query={changes} failed={t('The changes could not be loaded.')} loading={<SkeletonRows tile={false} />}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.items);
        if (rows.length === 0)
          return <NoChanges isNarrowed={q !== undefined || about !== undefined} onClear={onClear} />;
        return (
          <>
            <ChangeTable changes={rows} />
            <TableFoot>
              <span>{tn(rows.length, '1 change', '{count} changes')}</span>
              {changes.hasNextPage && (
                <Button small busy={changes.isFetchingNextPage} onClick={() => changes.fetchNextPage()}>
                  {t('Show more')}
                </Button>
              )}
              <span className="grow" />
              <span>{t('Newest first')}</span>
            </TableFoot>
          </>
        );
      }}
    </Loaded>
  );
}

function ChangeTable({ changes }: { changes: readonly ChangeRow[] }) {
  return (
    <Table label={t('Changes')} heads={[t('What'), t('When')]}>
      {changes.map((change) => (
        <tr key={change.id}>
          <td className="change">
            <b>{change.who}</b> {changeWords(change)}
          </td>
          <td className="change-when">
            <RelativeTime at={change.at} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function NoChanges({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  return (
    <div className="card">
      {isNarrowed ? (
        <EmptyState title={t('No change fits')} actions={<Button onClick={onClear}>{t('Show all changes')}</Button>} />
      ) : (
        <EmptyState title={t('Nothing was changed yet')}>
          {t('Who invites people, publishes flows or connects accounts stands here, with when they did.')}
        </EmptyState>
      )}
    </div>
  );
}
