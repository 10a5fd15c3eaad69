import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';

/** What uses an account: flows by their own steps, and flows that call those. */
export type Uses = Answers['connection']['uses'];

/** Asks what uses an account; always anew, as people decide by it. */
export function useUses(connectionId: string) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  return useQuery(trpc.connection.uses.queryOptions({ workspaceId, connectionId }, { staleTime: 0 }));
}
