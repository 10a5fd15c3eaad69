import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { useMayEdit } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FilterChip } from '../../ui/FilterChip.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { AppList } from './AppList.tsx';
import { appsToConnect } from './appsToConnect.ts';
import { ConnectDialog } from './ConnectDialog.tsx';
import { ConnectionTable } from './ConnectionTable.tsx';
import type { ConnectionFilters } from './connectionFilters.ts';
import './connections.css';
import { t, tn } from '../../texts/t.ts';
import { NextDays } from './NextDays.tsx';
import { narrowConnections } from './narrowConnections.ts';
import { useAccounts } from './useAccounts.ts';

/** The accounts the workspace has connected: add one, see which there are, take one away. */
export function ConnectionsScreen() {
  const filters = useSearch({ from: '/signedIn/framed/connections' });
  const navigate = useNavigate({ from: '/connections' });
  const mayEdit = useMayEdit();
  const { connections, connectors } = useAccounts();
  const change = (part: ConnectionFilters) => navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const count = connections.data?.length ?? 0;
  const add = (
    <Button
      look="primary"
      icon={<IconPlus size={16} stroke={2} aria-hidden />}
      onClick={() => change({ add: 'choose' })}
    >
      {t('Connect an account')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('Connected accounts')}
        lead={count > 0 && leadText(count)}
        actions={mayEdit && connections.data?.length !== 0 && add}
      />
      {connections.data?.length !== 0 && (
        <>
          <NextDays connections={connections.data} connectors={connectors.data ?? []} />
          <FilterBar
            connectors={usedOf(connectors.data ?? [], connections.data ?? [])}
            filters={filters}
            onChange={change}
          />
        </>
      )}
      <Loaded query={connections} failed={t('The accounts could not be loaded.')}>
        {(all) =>
          all.length > 0 ? (
            <Accounts connections={all} connectors={connectors.data ?? []} filters={filters} onChange={change} />
          ) : (
            <NoAccounts add={mayEdit && add}>
              {mayEdit && connectors.data && (
                <AppList
                  apps={appsToConnect(connectors.data).slice(0, FIRST_APPS)}
                  onChoose={(id) => change({ add: id })}
                />
              )}
            </NoAccounts>
          )
        }
      </Loaded>
      <ConnectDialog
        key={filters.add}
        opened={mayEdit && filters.add !== undefined && connectors.isSuccess}
        connectors={connectors.data ?? []}
        chosen={filters.add}
        onClose={() => change({ add: undefined })}
      />
    </>
  );
}

/** How many apps are offered where nothing is connected yet: three lines of them. */
const FIRST_APPS = 12;

function NoAccounts({ add, children }: { add: ReactNode; children: ReactNode }) {
  return (
    <div className="card">
      <EmptyState title={t('No account is connected yet')} actions={add}>
        {t(
          'Flows use connected accounts to reach your tools. Passwords and keys are sealed here and never shown again.',
        )}
      </EmptyState>
      {children}
    </div>
  );
}

type AccountsProps = {
  connections: readonly ConnectionRow[];
  connectors: readonly ConnectorRow[];
  filters: ConnectionFilters;
  onChange: (part: ConnectionFilters) => void;
};

function Accounts({ connections, connectors, filters, onChange }: AccountsProps) {
  const shown = narrowConnections(connections, connectors, filters);
  if (shown.length > 0) return <ConnectionTable connections={shown} connectors={connectors} />;
  const clear = () => onChange({ q: undefined, connector: undefined, state: undefined });
  return (
    <div className="card">
      <EmptyState title={nothingFits(filters)} actions={<Button onClick={clear}>{t('Show all accounts')}</Button>} />
    </div>
  );
}

function usedOf(connectors: readonly ConnectorRow[], connections: readonly ConnectionRow[]): ConnectorRow[] {
  return connectors
    .filter(({ id }) => connections.some(({ connector }) => connector === id))
    .sort((a, b) => a.name.localeCompare(b.name));
}

const states = [
  { value: 'works', label: t('Works') },
  { value: 'broken', label: t('Stopped') },
  { value: 'untested', label: t('Not checked') },
] as const;

const sorts = [
  { value: 'app', label: t('By app') },
  { value: 'name', label: t('By name') },
  { value: 'used', label: t('Last used first') },
] as const;

/** Search, app, state and order of the accounts; stands there while they are loaded, so that nothing moves when they come. */
function FilterBar({ connectors, filters, onChange }: Omit<AccountsProps, 'connections'>) {
  return (
    <div className="chips">
      <SearchInput
        label={t('Search accounts')}
        slash
        value={filters.q ?? ''}
        onSearch={(q) => onChange({ q: q || undefined })}
      />
      <FilterChip
        name={t('App')}
        any={t('Any app')}
        options={connectors.map(({ id, name }) => ({ value: id, label: name }))}
        value={filters.connector}
        onChange={(connector) => onChange({ connector })}
      />
      <FilterChip
        name={t('State')}
        any={t('Any state')}
        options={states}
        value={filters.state}
        onChange={(state) => onChange({ state })}
      />
      <span className="grow" />
      <FilterChip
        name={t('What needs you first')}
        any={t('What needs you first')}
        options={sorts}
        value={filters.sort}
        onChange={(sort) => onChange({ sort })}
      />
    </div>
  );
}

function nothingFits({ q, connector, state }: ConnectionFilters): string {
  if (q) return t('No account is called “{q}”', { q });
  if (state === 'broken' && !connector) return t('Every account works, as far as is known');
  return state ? t('No account of this connector or state') : t('No account of this connector');
}

function leadText(count: number): string {
  return tn(count, '1 account, shared without sharing passwords', '{count} accounts, shared without sharing passwords');
}
