import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '../../api/client.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { EditorSession } from '../useEditor.ts';
import { nameAfterSteps, UNTITLED } from './nameAfterSteps.ts';

/** Names a flow that nobody has named after its first two steps, once: with the change that wires them, or the next one. */
export function useNameAfterSteps({ editor, flowId, role }: EditorSession, name: string) {
  const queries = useQueryClient();
  const trpc = useTRPC();
  useEffect(() => {
    if (name !== UNTITLED || role === 'viewer') return;
    const before = editor.getState().flow;
    const stop = editor.subscribe(() => {
      const { flow } = editor.getState();
      const next = flow === before ? undefined : nameAfterSteps(flow);
      if (next === undefined) return;
      stop();
      void nameFlow(flowId, next)
        .then(() => queries.invalidateQueries(trpc.flow.pathFilter()))
        // A name is no more than a courtesy: a person gives it another one anyway.
        .catch(() => undefined);
    });
    return stop;
  }, [editor, flowId, role, name, queries, trpc]);
}

/** Never over a name that somebody has given meanwhile. */
async function nameFlow(flowId: string, name: string): Promise<void> {
  const now = await client.flow.get.query({ flowId });
  if (now.name === UNTITLED) await client.flow.rename.mutate({ flowId, name });
}
