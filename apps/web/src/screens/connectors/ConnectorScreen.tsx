import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { NotHere } from '../../app/NotHere.tsx';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { AccountCard } from './AccountCard.tsx';
import { ConnectorHead } from './ConnectorHead.tsx';
import './connectors.css';
import { ExampleCards } from './ExampleCards.tsx';
import { OperationList } from './OperationList.tsx';
import { useExamples } from './useGallery.ts';

/** One connector: what it is, where it is reached, which account it needs, what it can do, and flows that use it. */
export function ConnectorScreen() {
  const { connectorId } = useParams({ from: '/signedIn/framed/connectors/$connectorId' });
  const { q } = useSearch({ from: '/signedIn/framed/connectors/$connectorId' });
  const navigate = useNavigate({ from: '/connectors/$connectorId' });
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const mayEdit = useMayEdit();
  const examples = useExamples().filter(({ connectors }) => connectors.includes(connectorId));
  const connectors = useQuery(trpc.connector.list.queryOptions({ workspaceId }));
  return (
    <Loaded query={connectors} failed="The connector could not be loaded.">
      {(all) => {
        const connector = all.find(({ id }) => id === connectorId);
        if (!connector) return <NotHere what="connector" to="/connectors" back="Go to the gallery" />;
        return (
          <>
            <ConnectorHead connector={connector} />
            <AccountCard key={connector.id} connector={connector} />
            <OperationList
              connector={connector}
              search={q ?? ''}
              onSearch={(text) => navigate({ search: { q: text || undefined }, replace: true })}
            />
            {mayEdit && !q && <ExampleCards title="Flows that use it" examples={examples} />}
          </>
        );
      }}
    </Loaded>
  );
}
