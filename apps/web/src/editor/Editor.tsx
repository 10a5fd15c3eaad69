import { useQuery } from '@tanstack/react-query';
import { startTransition, useEffect, useLayoutEffect, useState } from 'react';
import { sentenceOf } from '../api/failure.ts';
import { useTRPC } from '../api/trpc.ts';
import type { Answers } from '../api/types.ts';
import { keepShape } from '../app/shape.ts';
import { LoadError } from '../ui/Band.tsx';
import { Builder } from './Builder.tsx';
import { needOperations } from './document/needOperations.ts';
import { openSession } from './session.ts';
import { useNameAfterSteps } from './topbar/useNameAfterSteps.ts';
import { EditorContext } from './useEditor.ts';
import { useKeepSaved } from './useKeepSaved.ts';
import './editor.css';
import { t } from '../texts/t.ts';

/** The builder of one flow. */
export function Editor({ flowId }: { flowId: string }) {
  const trpc = useTRPC();
  // What is open must begin from what the server has now, not from what a list once loaded.
  const flow = useQuery(trpc.flow.get.queryOptions({ flowId }, { staleTime: 0, gcTime: 0 }));
  if (flow.data !== undefined) return <OpenFlow opened={flow.data} />;
  if (!flow.isError) return <BuilderShape />;
  return (
    <main className="builder-missing">
      <LoadError
        title={t('The flow could not be opened.')}
        sentence={sentenceOf(flow.error)}
        onRetry={() => void flow.refetch()}
      />
    </main>
  );
}

function OpenFlow({ opened }: { opened: Answers['flow']['get'] }) {
  const [session] = useState(() => openSession(opened));
  useKeepSaved(session);
  useNameAfterSteps(session, opened.name);
  // Cards drawn before it is known what their steps do would change their size a moment later.
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    // Drawn in small pieces: in one, a phone would stand still for a quarter of a second.
    const draw = () => startTransition(() => setReady(true));
    void needOperations(session.catalog, session.editor.getState().flow).then(draw);
  }, [session]);
  if (!isReady) return <BuilderShape />;
  return (
    <EditorContext value={session}>
      <Builder opened={opened} />
    </EditorContext>
  );
}

/** The shape of the page while the flow is on its way. */
function BuilderShape() {
  // The outline that came with the document says more.
  useLayoutEffect(keepShape, []);
  return (
    <div className="builder" aria-busy="true">
      <header className="top" />
      <nav className="rail" aria-label={t('Add and find')} />
      <main className="canvas" aria-label={t('Canvas')} />
    </div>
  );
}
