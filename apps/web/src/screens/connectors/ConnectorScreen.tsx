import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { LoadError } from '../../ui/Band.tsx';
import { buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
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
  const connector = connectors.data?.find(({ id }) => id === connectorId);
  if (connectors.isPending) return <SkeletonRows />;
  if (connectors.isError) {
    return (
      <LoadError
        title="The connector could not be loaded."
        sentence={sentenceOf(connectors.error)}
        onRetry={() => connectors.refetch()}
      />
    );
  }
  if (!connector) {
    return (
      <EmptyState
        level={1}
        title="This connector is not here"
        actions={
          <Link to="/connectors" className={buttonClass({ look: 'primary' })}>
            Go to the gallery
          </Link>
        }
      >
        It may have been deleted, or it belongs to another workspace.
      </EmptyState>
    );
  }
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
}
