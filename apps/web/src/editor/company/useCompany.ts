import { useSyncExternalStore } from 'react';
import { useSession } from '../useEditor.ts';
import type { Edit, Visitor } from './createCompany.ts';
import type { Lost } from './lost.ts';

/** The tabs in which others have the flow open, and other tabs of one's own. */
export function useVisitors(): readonly Visitor[] {
  const { company } = useSession();
  return useSyncExternalStore(company.subscribe, company.getVisitors);
}

/** What another tab saved last. */
export function useEdit(): Edit | undefined {
  const { company } = useSession();
  return useSyncExternalStore(company.subscribe, company.getEdit);
}

/** What of the open step somebody else's edit took away. */
export function useLost(): Lost | undefined {
  const { company } = useSession();
  return useSyncExternalStore(company.subscribe, company.getLost);
}
