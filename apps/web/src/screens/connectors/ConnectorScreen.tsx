import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { NotHere } from '../../app/NotHere.tsx';
import { useWorkspace } from '../../app/session.ts';
import { ConnectorHead } from './ConnectorHead.tsx';
import './connectors.css';
import { OperationList } from './OperationList.tsx';

/** One connector: what it is, where it is reached, and every operation it has. */
export function ConnectorScreen() {
  const { connectorId } = useParams({ from: '/signedIn/framed/connectors/$connectorId' });
  const { q } = useSearch({ from: '/signedIn/framed/connectors/$connectorId' });
  const navigate = useNavigate({ from: '/connectors/$connectorId' });
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const connectors = useQuery(trpc.connector.list.queryOptions({ workspaceId }));
  return (
    <Loaded query={connectors} failed="The connector could not be loaded.">
      {(all) => {
        const connector = all.find(({ id }) => id === connectorId);
        if (!connector) return <NotHere what="connector" to="/connectors" back="Go to the gallery" />;
        return (
          <>
            <ConnectorHead connector={connector} />
            <OperationList
              connector={connector}
              search={q ?? ''}
              onSearch={(text) => navigate({ search: { q: text || undefined }, replace: true })}
            />
          </>
        );
      }}
    </Loaded>
  );
}
