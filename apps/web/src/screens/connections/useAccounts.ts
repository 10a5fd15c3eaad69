import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';

/** The connected accounts and the connectors they are of. */
export function useAccounts() {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  return {
    connections: useQuery(trpc.connection.list.queryOptions({ workspaceId })),
    connectors: useQuery(trpc.connector.list.queryOptions({ workspaceId })),
  };
}
