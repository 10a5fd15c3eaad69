import { useQuery } from '@tanstack/react-query';
import type { Answers } from '../../api/types.ts';
import { waysInOptions } from '../../app/session.ts';

/** How people get in here; undefined while that is being asked. */
export function useWaysIn(): Answers['session']['ways'] | undefined {
  return useQuery(waysInOptions()).data;
}
