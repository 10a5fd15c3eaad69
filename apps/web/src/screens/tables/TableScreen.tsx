import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { isRefusal } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { TableDetail } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { NotHere } from '../../app/NotHere.tsx';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Grid } from './grid/Grid.tsx';
import { RowFilterBar } from './RowFilterBar.tsx';
import { TableHead } from './TableHead.tsx';
import type { RowFilters } from './tableFilters.ts';
import './tables.css';
import { t } from '../../texts/t.ts';
import { useRows } from './useRows.ts';

/** One table: its rows, to look through and to edit in place. */
export function TableScreen() {
  const { tableId } = useParams({ from: '/signedIn/framed/tables/$tableId' });
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const table = useQuery(trpc.table.get.queryOptions({ workspaceId, tableId }, { placeholderData: undefined }));
  if (table.isError && isRefusal(table.error))
    return <NotHere what="table" to="/tables" back={t('Go to the tables')} />;
  return (
    <Loaded query={table} failed={t('The table could not be loaded.')}>
      {(found) => (
        <div className="table-page">
          <TableHead table={found} />
          <Rows key={found.id} table={found} />
        </div>
      )}
    </Loaded>
  );
}

function Rows({ table }: { table: TableDetail }) {
  const filters = useSearch({ from: '/signedIn/framed/tables/$tableId' });
  const navigate = useNavigate({ from: '/tables/$tableId' });
  const mayEdit = useMayEdit();
  const rows = useRows(table, filters);
  const change = (part: RowFilters) => navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const isNarrowed = filters.q !== undefined || filters.where !== undefined;
  return (
    <>
      <RowFilterBar table={table} filters={filters} onChange={change} count={rows.query.data?.pages[0]?.count} />
      <Loaded query={rows.query} failed={t('The rows could not be loaded.')}>
        {() =>
          rows.rows.length === 0 && isNarrowed ? (
            <div className="card">
              <EmptyState
                title={t('No row is like that')}
                actions={
                  <Button onClick={() => change({ q: undefined, where: undefined })}>{t('Show all rows')}</Button>
                }
              />
            </div>
          ) : (
            <Grid
              table={table}
              rows={rows}
              mayEdit={mayEdit}
              sort={{ by: filters.sort, order: filters.order }}
              onSort={(by, order) => change({ sort: by, order })}
              onFilter={(field) => change({ where: [...(filters.where ?? []), { field, comparison: 'isFilled' }] })}
            />
          )
        }
      </Loaded>
    </>
  );
}
