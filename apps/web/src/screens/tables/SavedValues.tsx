import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { SavedValueRow } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { Table, TableFoot } from '../../ui/Table.tsx';
import { toast } from '../../ui/toastStore.ts';
import { SavedValueDialog } from './SavedValueDialog.tsx';

const heads = [
  t('Key'),
  t('Value'),
  { text: t('Expires'), className: 'wide-only' },
  t('Changed'),
  { text: t('Deeds'), hidden: true },
];

type Props = { search: string | undefined; onSearch: (search: string | undefined) => void };

/** The values and counters that flows have saved: search, change and delete them. */
export function SavedValues({ search, onSearch }: Props) {
  const values = useSavedValues(search);
  const mayEdit = useMayEdit();
  const [edited, setEdited] = useState<SavedValueRow | 'new'>();
  const add = mayEdit && (
    <Button icon={<IconPlus size={16} stroke={2} aria-hidden />} onClick={() => setEdited('new')}>
      {t('Save a value')}
    </Button>
  );
  return (
    <>
      <Loaded query={values} failed={t('The saved values could not be loaded.')}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0 && search === undefined) return <NoValues add={add} />;
          return (
            <>
              <div className="chips">
                <SearchInput
                  label={t('Search keys')}
                  slash
                  value={search ?? ''}
                  onSearch={(text) => onSearch(text || undefined)}
                />
                {add}
              </div>
              {rows.length === 0 ? (
                <div className="card">
                  <EmptyState
                    title={t('No key holds “{search}”', { search })}
                    actions={<Button onClick={() => onSearch(undefined)}>{t('Show all values')}</Button>}
                  />
                </div>
              ) : (
                <Table label={t('Saved values')} heads={heads}>
                  {rows.map((row) => (
                    <ValueLine key={row.key} row={row} mayEdit={mayEdit} onEdit={() => setEdited(row)} />
                  ))}
                </Table>
              )}
              {values.hasNextPage && (
                <TableFoot>
                  <Button small busy={values.isFetchingNextPage} onClick={() => values.fetchNextPage()}>
                    {t('Show more')}
                  </Button>
                </TableFoot>
              )}
            </>
          );
        }}
      </Loaded>
      {edited && (
        <SavedValueDialog saved={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}

function NoValues({ add }: { add: React.ReactNode }) {
  return (
    <div className="card">
      <EmptyState title={t('Nothing is saved yet')} actions={add}>
        {t('Flows keep single values here with “Save a value”, and count with “Increase a counter”.')}
      </EmptyState>
    </div>
  );
}

type LineProps = { row: SavedValueRow; mayEdit: boolean; onEdit: () => void };

function ValueLine({ row, mayEdit, onEdit }: LineProps) {
  const remove = useRemoveValue();
  return (
    <tr>
      <td className="t1 saved-key">{row.key}</td>
      <td className="fill">
        <div className="cut mono">{JSON.stringify(row.value)}</div>
      </td>
      <td className="t2 wide-only">{row.expiresAt === null ? t('never') : <RelativeTime at={row.expiresAt} />}</td>
      <td className="t2">
        <RelativeTime at={row.updatedAt} />
      </td>
      <td className="push end">
        {mayEdit && (
          <>
            <IconButton
              small
              label={t('Change {words}', { words: row.key })}
              icon={<IconPencil size={16} stroke={1.75} aria-hidden />}
              onClick={onEdit}
            />
            <IconButton
              small
              label={t('Delete {words}', { words: row.key })}
              icon={<IconTrash size={16} stroke={1.75} aria-hidden />}
              onClick={() => remove(row)}
            />
          </>
        )}
      </td>
    </tr>
  );
}

function useRemoveValue() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.savedValue.pathKey() });
  const onError = (error: unknown) => toast({ tone: 'danger', text: sentenceOf(error) });
  const save = useMutation(trpc.savedValue.set.mutationOptions({ onSuccess: refresh, onError }));
  const remove = useMutation(trpc.savedValue.delete.mutationOptions({ onSuccess: refresh, onError }));
  return ({ key, value }: SavedValueRow) =>
    remove.mutate(
      { workspaceId, key },
      {
        onSuccess: () =>
          toast({
            text: t('“{words}” was deleted.', { words: key }),
            action: { label: t('Undo'), onSelect: () => save.mutate({ workspaceId, key, value }) },
          }),
      },
    );
}

function useSavedValues(search: string | undefined) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  return useInfiniteQuery(
    trpc.savedValue.list.infiniteQueryOptions(
      { workspaceId, search },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  );
}
