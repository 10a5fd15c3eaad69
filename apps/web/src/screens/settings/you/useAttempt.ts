import { useState } from 'react';
import { t } from '../../../texts/t.ts';

/** Something that can be refused in words: whether it is under way, and why it did not work. */
export function useAttempt() {
  const [state, setState] = useState<{ busy: boolean; problem?: string }>({ busy: false });
  const run = async (work: () => Promise<void>) => {
    if (state.busy) return;
    setState({ busy: true });
    try {
      await work();
      setState({ busy: false });
    } catch (error) {
      setState({ busy: false, problem: error instanceof Error ? error.message : t('This did not work. Try again.') });
    }
  };
  return { ...state, run };
}
