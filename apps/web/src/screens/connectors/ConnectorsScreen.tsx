import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectorRow } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { AddApiDialog } from './AddApiDialog.tsx';
import { CategoryList } from './CategoryList.tsx';
import { ConnectorGrid } from './ConnectorGrid.tsx';
import type { ConnectorFilters } from './connectorFilters.ts';
import './connectors.css';
import { narrowConnectors } from './narrowConnectors.ts';
import { PasteLink } from './PasteLink.tsx';

/** The gallery: what flows can be built with, and the way to add an API of one's own. */
export function ConnectorsScreen() {
  const filters = useSearch({ from: '/signedIn/framed/connectors' });
  const navigate = useNavigate({ from: '/connectors' });
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const mayEdit = useMayEdit();
  const connectors = useQuery(trpc.connector.list.queryOptions({ workspaceId }));
  const change = (part: ConnectorFilters) => navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const addButton = (
    <Button icon={<IconPlus size={16} stroke={2} aria-hidden />} onClick={() => change({ add: true })}>
      Add an API
    </Button>
  );
  return (
    <>
      <PageHeader title="What do you want to connect?" actions={mayEdit && addButton} />
      <div className="gallery-top">
        <SearchInput
          label={connectors.data ? searchLabel(connectors.data.length) : 'Search connectors'}
          large
          slash
          value={filters.q ?? ''}
          onSearch={(q) => change({ q: q || undefined })}
        />
        {mayEdit && <PasteLink />}
      </div>
      <Loaded query={connectors} failed="The connectors could not be loaded.">
        {(all) => (
          <div className="gallery">
            <CategoryList connectors={all} filters={filters} onChange={change} />
            <div className="grow">
              <Shown connectors={narrowConnectors(all, filters)} filters={filters} onChange={change} />
            </div>
          </div>
        )}
      </Loaded>
      <AddApiDialog opened={mayEdit && Boolean(filters.add)} onClose={() => change({ add: undefined })} />
    </>
  );
}

function Shown({
  connectors,
  filters,
  onChange,
}: {
  connectors: ConnectorRow[];
  filters: ConnectorFilters;
  onChange: (part: ConnectorFilters) => void;
}) {
  const mayEdit = useMayEdit();
  if (connectors.length > 0) return <ConnectorGrid connectors={connectors} />;
  const showAll = () => onChange({ q: undefined, category: undefined, source: undefined });
  return (
    <div className="card">
      <EmptyState
        title={filters.q ? `No connector is called “${filters.q}”` : 'No connector of this kind yet'}
        actions={
          <>
            {mayEdit && <Button onClick={() => onChange({ add: true })}>Add its API</Button>}
            <Button look="quiet" onClick={showAll}>
              Show all
            </Button>
          </>
        }
      >
        Every API with an OpenAPI description can be added by its link.
      </EmptyState>
    </div>
  );
}

function searchLabel(count: number): string {
  return count === 1 ? 'Search 1 connector' : `Search ${count} connectors`;
}
