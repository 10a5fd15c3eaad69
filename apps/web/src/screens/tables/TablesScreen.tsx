import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Loaded } from '../../app/Loaded.tsx';
import { useMayEdit } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterChip } from '../../ui/FilterChip.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Memories } from './Memories.tsx';
import { NewTableDialog } from './NewTableDialog.tsx';
import { SavedValues } from './SavedValues.tsx';
import { TableList } from './TableList.tsx';
import type { TablesFilters } from './tableFilters.ts';
import './tables.css';
import { t } from '../../texts/t.ts';
import { useTableList } from './useTables.ts';
import { foldedText } from '../../ui/foldedText.ts';

/** What flows keep from one run to the next: tables, single values, and what they have seen. */
export function TablesScreen() {
  const filters = useSearch({ from: '/signedIn/framed/tables' });
  const navigate = useNavigate({ from: '/tables' });
  const mayEdit = useMayEdit();
  const [isAdding, setAdding] = useState(false);
  const change = (part: TablesFilters) => navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const place = filters.place ?? 'tables';
  const add = mayEdit && (
    <Button look="primary" icon={<IconPlus size={16} stroke={2} aria-hidden />} onClick={() => setAdding(true)}>
      {t('New table')}
    </Button>
  );
  return (
    <div className="tables-page">
      <PageHeader
        title={t('Tables')}
        lead={t('What flows keep from one run to the next')}
        actions={place === 'tables' && add}
      />
      <Tabs
        label={t('What is kept')}
        value={place}
        onChange={(next) => change({ place: next === 'tables' ? undefined : next, q: undefined })}
        items={[
          { key: 'tables', label: t('Tables'), panel: <TablesPanel filters={filters} onChange={change} add={add} /> },
          {
            key: 'values',
            label: t('Saved values'),
            panel: <SavedValues search={filters.q} onSearch={(q) => change({ q })} />,
          },
          { key: 'memories', label: t('Items seen before'), panel: <Memories /> },
        ]}
      />
      {isAdding && <NewTableDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

const sorts = [
  { value: 'rows', label: t('Most rows first') },
  { value: 'changed', label: t('Changed last first') },
] as const;

type PanelProps = { filters: TablesFilters; onChange: (part: TablesFilters) => void; add: React.ReactNode };

function TablesPanel({ filters: { q, sort }, onChange, add }: PanelProps) {
  const tables = useTableList();
  return (
    <>
      {tables.data?.length !== 0 && <TablesBar filters={{ q, sort }} onChange={onChange} />}
      <Loaded query={tables} failed={t('The tables could not be loaded.')}>
        {(all) => {
          if (all.length === 0) {
            return (
              <div className="card">
                <EmptyState title={t('There is no table yet')} actions={add}>
                  {t(
                    'A table keeps rows that flows add, find and change: orders, customers, things to do. Make one by hand or from a CSV file.',
                  )}
                </EmptyState>
              </div>
            );
          }
          const shown = all.filter(({ name }) => foldedText(name).includes(foldedText(q ?? '')));
          if (shown.length > 0) return <TableList tables={inOrder(shown, sort)} />;
          return (
            <div className="card">
              <EmptyState
                title={t('No table is called “{q}”', { q })}
                actions={<Button onClick={() => onChange({ q: undefined })}>{t('Show all tables')}</Button>}
              />
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

/** Search and order of the tables; stands there while they are loaded. */
function TablesBar({ filters: { q, sort }, onChange }: Omit<PanelProps, 'add'>) {
  return (
    <div className="chips">
      <SearchInput
        label={t('Search tables')}
        slash
        value={q ?? ''}
        onSearch={(text) => onChange({ q: text || undefined })}
      />
      <span className="grow" />
      <FilterChip
        name={t('By name')}
        any={t('By name')}
        options={sorts}
        value={sorts.find(({ value }) => value === sort)?.value}
        onChange={(value) => onChange({ sort: value })}
      />
    </div>
  );
}

function inOrder<Row extends { rowCount: number; updatedAt: string }>(rows: Row[], sort: TablesFilters['sort']): Row[] {
  if (sort === 'rows') return rows.toSorted((left, right) => right.rowCount - left.rowCount);
  return sort === 'changed' ? rows.toSorted((left, right) => (left.updatedAt < right.updatedAt ? 1 : -1)) : rows;
}
