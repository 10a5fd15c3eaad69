import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { pathWithin } from '../../app/pathWithin.ts';
import { beginSession } from '../../app/session.ts';
import { t } from '../../texts/t.ts';

/**
 * Signs in or up, then goes to `back` (a path of this app) or the flows. `problem` says in words why it did not work.
 * An attempt that gives `code` is not in yet: it asks for one more thing, and stays.
 */
export function useEntering(back: string | undefined) {
  const navigate = useNavigate();
  const [state, setState] = useState<{ busy: boolean; problem?: string }>({ busy: false });
  const enter = async (attempt: () => Promise<'in' | 'code' | undefined>) => {
    if (state.busy) return;
    setState({ busy: true });
    try {
      if ((await attempt()) === 'code') {
        setState({ busy: false });
        return;
      }
      await beginSession();
      await navigate({ to: pathWithin(back), replace: true });
    } catch (error) {
      setState({ busy: false, problem: error instanceof Error ? error.message : t('This did not work. Try again.') });
    }
  };
  return { enter, ...state };
}
