import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC } from '../api/trpc.ts';
import { needOperations } from './document/needOperations.ts';
import { followDraft } from './followDraft.ts';
import { loadedPanels } from './lazyPanels.ts';
import { toast } from '../ui/toastStore.ts';
import type { EditorSession } from './useEditor.ts';

/** Keeps an open flow saved and up to date: follows what others change, notices the network, warns before leaving with unsaved work. */
export function useKeepSaved(session: EditorSession) {
  const { saver, editor, flowId } = session;
  useEffect(() => {
    saver.start();
    return () => {
      const panels = loadedPanels();
      if (panels === undefined) void saver.flush().finally(() => saver.stop());
      else panels.saveAfterLeaving(saver, { tell: (text) => toast({ text }), guard: () => guardUnsaved(session) });
    };
  }, [session, saver]);
  useEffect(() => followDraft(session), [session]);
  useEffect(() => {
    const { catalog } = session;
    let looked: unknown;
    const look = () => {
      const { flow } = editor.getState();
      looked = flow;
      return needOperations(catalog, flow);
    };
    void look();
    // Picking a step asks for nothing new, but for what could not be looked up before.
    const unwatch = editor.subscribe(() => {
      if (editor.getState().flow !== looked || catalog.isLooking()) void look();
    });
    // What could not be looked up while the server was gone is asked for again with the first thing that is saved.
    const unwatchSaver = saver.subscribe(() => saver.getState().kind === 'saved' && void look());
    return () => {
      unwatch();
      unwatchSaver();
    };
  }, [session, editor, saver]);
  useEffect(() => watchNetwork(session), [session]);
  useHookAddresses(session, flowId);
}

/** Asks before the page is closed or loaded anew with unsaved work. */
function guardUnsaved({ saver }: Pick<EditorSession, 'saver'>): () => void {
  const onLeave = (event: BeforeUnloadEvent) => {
    if (saver.getState().kind === 'saved') return;
    void saver.flush();
    event.preventDefault();
  };
  window.addEventListener('beforeunload', onLeave);
  return () => window.removeEventListener('beforeunload', onLeave);
}

function watchNetwork({ saver }: EditorSession): () => void {
  const onOnline = () => void saver.flush().then(() => saver.catchUp());
  const onHide = () => document.visibilityState === 'hidden' && void saver.flush();
  const release = guardUnsaved({ saver });
  const onGone = () => saver.leave();
  window.addEventListener('online', onOnline);
  window.addEventListener('pagehide', onGone);
  document.addEventListener('visibilitychange', onHide);
  return () => {
    window.removeEventListener('online', onOnline);
    window.removeEventListener('pagehide', onGone);
    release();
    document.removeEventListener('visibilitychange', onHide);
  };
}

/** A new webhook gets its address when the draft is saved: then the addresses are asked for again. */
function useHookAddresses({ editor, saver, catalog }: EditorSession, flowId: string) {
  const queries = useQueryClient();
  const trpc = useTRPC();
  useEffect(() => {
    const triggers = () =>
      Object.values(editor.getState().flow.steps)
        .filter(({ uses }) => catalog.face(uses).kind === 'trigger')
        .map(({ id }) => id)
        .join(' ');
    let known = triggers();
    return saver.subscribe(() => {
      if (saver.getState().kind !== 'saved' || triggers() === known) return;
      known = triggers();
      void queries.invalidateQueries(trpc.flow.get.queryFilter({ flowId }));
    });
  }, [editor, saver, catalog, queries, trpc, flowId]);
}
