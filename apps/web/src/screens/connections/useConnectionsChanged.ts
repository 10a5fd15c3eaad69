import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';

/** Has all that is known of accounts, and of what is wrong with flows because of them, asked again. */
export function useConnectionsChanged(): () => Promise<unknown> {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.connection.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.flow.check.queryKey() }),
    ]);
}
