import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { pathWithin } from '../../app/pathWithin.ts';
import { beginSession } from '../../app/session.ts';

/** Signs in or up, then goes to `back` (a path of this app) or the first page. `problem` says in words why it did not work. */
export function useEntering(back: string | undefined) {
  const navigate = useNavigate();
  const [state, setState] = useState<{ busy: boolean; problem?: string }>({ busy: false });
  const enter = async (attempt: () => Promise<void>) => {
    if (state.busy) return;
    setState({ busy: true });
    try {
      await attempt();
      await beginSession();
      await navigate({ to: pathWithin(back), replace: true });
    } catch (error) {
      setState({ busy: false, problem: error instanceof Error ? error.message : 'This did not work. Try again.' });
    }
  };
  return { enter, ...state };
}
