import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from 'react';
import type { StepId } from '@patchbay/flow';
import type { RunOverlay } from '../canvas/overlay.ts';
import { selectSteps } from '../commands/command.ts';
import { TryPanel } from '../lazyPanels.ts';
import type { TryControls } from '../seams.ts';
import { useCatalog, useSession } from '../useEditor.ts';
import { useOpenStep } from '../useStepInUrl.ts';
import { type LastTry, useLastTry, useTryStore } from './lastTry.ts';
import { overlayOf } from './overlayOf.ts';
import { runWordsOf } from './runWords.ts';
import { TryBanner } from './TryBanner.tsx';
import type { TryPanelProps } from './TryPanel.tsx';
import { TryStrip } from './TryStrip.tsx';
import { tryRequest } from './tryRequest.ts';
import { useNow } from './useNow.ts';
import './run.css';

const noItems: ReadonlyMap<string, number> = new Map();

/** Trying the open flow: its panel, the banner, the strip and the drawing over the canvas. */
export function useTry({ onStart, onShow }: Pick<TryPanelProps, 'onStart' | 'onShow'>): TryControls {
  const session = useSession();
  const catalog = useCatalog();
  const { editor } = session;
  const [isOpen, setOpen] = useState(false);
  const openStep = useOpenStep();
  const store = useTryStore();
  const last = useLastTry();
  const overlay = useOverlay(last);
  const asked = useSyncExternalStore(store.subscribe, store.getAsked);
  useRunInUrl();
  const [besides, setBesides] = useState(openStep);
  // Picking a step asks for its panel.
  if (openStep !== besides) {
    setBesides(openStep);
    if (openStep !== undefined) setOpen(false);
    if (openStep !== undefined && asked !== undefined) store.ask(undefined);
  }
  const close = () => {
    setOpen(false);
    if (asked !== undefined) store.ask(undefined);
  };
  const test = useCallback(
    (step: StepId) => {
      const flow = session.editor.getState().flow;
      void store.start(tryRequest({ flowId: session.flowId, flow, catalog, part: { kind: 'upTo', step } }));
    },
    [session, catalog, store],
  );
  return {
    test: session.role === 'viewer' ? undefined : test,
    isOpen: isOpen || asked !== undefined,
    open: () => setOpen(true),
    close,
    panel: (
      <TryPanel
        key={asked === undefined ? '' : asked.part.kind}
        asked={asked}
        onStart={onStart}
        onShow={onShow}
        onClose={close}
      />
    ),
    strip: last.kind === 'run' ? <TryStrip last={last} onSelect={(step) => editor.select(selectSteps(step))} /> : null,
    banner: <TryBanner last={last} onAgain={() => setOpen(true)} />,
    overlay,
  };
}

/** A run whose data the address asks for: it becomes the samples of the editor. */
function useRunInUrl() {
  const store = useTryStore();
  const { run } = useSearch({ from: '/signedIn/flows/$flowId' });
  const navigate = useNavigate();
  const open = useEffectEvent((runId: string) => {
    void store.open(runId);
    void navigate({ to: '.', search: ({ run: _run, ...others }) => others, replace: true });
  });
  useEffect(() => {
    if (run !== undefined) open(run);
  }, [run]);
}

function useOverlay(last: LastTry): RunOverlay | undefined {
  const isRunning = last.kind === 'run' && last.view.finishedAt === undefined;
  const now = useNow(isRunning);
  const catalog = useCatalog();
  const { editor } = useSession();
  const [items, setItems] = useState<{ of: string; items: ReadonlyMap<string, number> }>();
  return useMemo(() => {
    if (last.kind !== 'run' || !last.isShown) return undefined;
    const { document, view, events, runId } = last;
    const shown = items?.of === runId ? items.items : noItems;
    const onItem = (loop: string, at: number) => setItems({ of: runId, items: new Map(shown).set(loop, at) });
    const onCount = (step: StepId) => editor.select(selectSteps(step));
    const words = runWordsOf(document, catalog);
    return overlayOf(document, view, { items: shown, now, onItem, onCount, words, events });
  }, [last, now, items, catalog, editor]);
}
