import { client } from '../api/client.ts';
import type { EditorSession } from './useEditor.ts';
import { openStepIn } from './useStepInUrl.ts';

/** Walking past steps by the arrow keys is told once, at its end. */
const SETTLED_MS = 250;

/**
 * Takes in what is saved elsewhere, from the draft that was opened on, and who else is here; tells them which step is open
 * here, when somebody is there to be told. After a break of the line, what was missed is fetched.
 */
export function followDraft({ saver, editor, company, flowId, clientId }: EditorSession): () => void {
  const here = () => openStepIn(editor.getState()) ?? null;
  let told = here();
  let isFirst = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    told = here();
    // What got lost is asked for again in a few seconds.
    client.flow.showPlace.mutate({ flowId, clientId, stepId: told }).catch(() => undefined);
  };
  const subscription = client.flow.onDraft.subscribe(
    { flowId, clientId, stepId: told, revision: saver.getDraft().revision },
    {
      onStarted() {
        if (!isFirst) void saver.catchUp();
        isFirst = false;
      },
      // A new line begins with nobody.
      onConnectionStateChange: ({ state }) => state === 'connecting' && company.see([]),
      onData(heard) {
        if ('visitors' in heard) {
          company.see(heard.visitors);
          if (heard.isAsked) tell();
        } else if (heard.clientId !== clientId) {
          company.hear(heard);
          saver.receive(heard);
        }
      },
    },
  );
  const unwatch = editor.subscribe(() => {
    if (here() === told || company.getVisitors().length === 0) return;
    clearTimeout(timer);
    timer = setTimeout(tell, SETTLED_MS);
  });
  return () => {
    clearTimeout(timer);
    unwatch();
    subscription.unsubscribe();
  };
}
