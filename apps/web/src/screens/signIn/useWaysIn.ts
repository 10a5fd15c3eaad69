import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';

/** How people get in here; undefined while that is being asked. */
export function useWaysIn(): Answers['session']['ways'] | undefined {
  const trpc = useTRPC();
  return useQuery(trpc.session.ways.queryOptions(undefined, { staleTime: 60_000 })).data;
}
