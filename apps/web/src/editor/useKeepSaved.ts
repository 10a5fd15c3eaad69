import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '../api/client.ts';
import { useTRPC } from '../api/trpc.ts';
import { needOperations } from './document/needOperations.ts';
import type { EditorSession } from './useEditor.ts';

/** Keeps an open flow saved and up to date: follows what others change, notices the network, warns before leaving with unsaved work. */
export function useKeepSaved(session: EditorSession) {
  const { saver, editor, flowId } = session;
  useEffect(() => {
    saver.start();
    return () => {
      void saver.flush().finally(() => saver.stop());
    };
  }, [saver]);
  useEffect(() => follow(session), [session]);
  useEffect(() => {
    const look = () => needOperations(session.catalog, editor.getState().flow);
    void look();
    return editor.subscribe(() => void look());
  }, [session, editor]);
  useEffect(() => watchNetwork(session), [session]);
  useHookAddresses(session, flowId);
}

/** Takes in what is saved elsewhere, from the draft that was opened on. After a break of the line, what was missed is fetched. */
function follow({ saver, flowId, clientId }: EditorSession): () => void {
  let isFirst = true;
  const subscription = client.flow.onDraft.subscribe(
    { flowId, revision: saver.getDraft().revision },
    {
      onStarted() {
        if (!isFirst) void saver.catchUp();
        isFirst = false;
      },
      onData: (change) => {
        if (change.clientId !== clientId) saver.receive(change);
      },
    },
  );
  return () => subscription.unsubscribe();
}

function watchNetwork({ saver }: EditorSession): () => void {
  const onOnline = () => void saver.flush().then(() => saver.catchUp());
  const onHide = () => document.visibilityState === 'hidden' && void saver.flush();
  const onLeave = (event: BeforeUnloadEvent) => {
    if (saver.getState().kind === 'saved') return;
    void saver.flush();
    event.preventDefault();
  };
  const onGone = () => saver.leave();
  window.addEventListener('online', onOnline);
  window.addEventListener('pagehide', onGone);
  window.addEventListener('beforeunload', onLeave);
  document.addEventListener('visibilitychange', onHide);
  return () => {
    window.removeEventListener('online', onOnline);
    window.removeEventListener('pagehide', onGone);
    window.removeEventListener('beforeunload', onLeave);
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
