import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { useSession } from '../useEditor.ts';
import type { OperationHit } from './operationHit.ts';

const KEEP_MS = 5 * 60_000;

/** The first operations of the workspace, our own among them, as the rail and the empty canvas offer them. */
export function useOperations(): readonly OperationHit[] {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.connector.search.queryOptions({ workspaceId, query: '', limit: 100 }, { staleTime: KEEP_MS }),
  );
  return data ?? NONE;
}

const NONE: readonly OperationHit[] = [];
