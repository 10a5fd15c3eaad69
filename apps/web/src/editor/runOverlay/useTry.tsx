import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from 'react';
import type { StepId } from '@patchbay/flow';
import { useTRPC } from '../../api/trpc.ts';
import type { RunOverlay } from '../canvas/overlay.ts';
import { selectSteps } from '../commands/command.ts';
import { onlyReads } from '../inspector/onlyReads.ts';
import { TryPanel } from '../lazyPanels.ts';
import { keptPlace } from '../keptPlace.ts';
import type { TryControls } from '../seams.ts';
import { useCatalog, useEditor, useSession } from '../useEditor.ts';
import { openStepIn } from '../useStepInUrl.ts';
import { type LastTry, type TryStore, useLastTry, useTryStore } from './lastTry.ts';
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
  const [isCalled, setOpen] = useState(() => keptPlace()?.isTrying === true);
  const store = useTryStore();
  const last = useLastTry();
  const overlay = useOverlay(last);
  const asked = useSyncExternalStore(store.subscribe, store.getAsked);
  useRunInUrl();
  useKeptTry(store);
  useAccountNews(last);
  const isOpen = isCalled || asked !== undefined;
  const close = () => {
    setOpen(false);
    if (asked !== undefined) store.ask(undefined);
  };
  usePicked(isOpen, close);
  const show = (step: StepId) => {
    close();
    editor.select(selectSteps(step));
  };
  const test = useCallback(
    (step: StepId) => {
      const flow = session.editor.getState().flow;
      const mode = onlyReads(flow, step, catalog) ? 'live' : 'mock';
      void store.start(tryRequest({ flowId: session.flowId, flow, catalog, mode, part: { kind: 'upTo', step } }));
    },
    [session, catalog, store],
  );
  return {
    test: session.role === 'viewer' ? undefined : test,
    isOpen,
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
    strip: last.kind === 'run' ? <TryStrip last={last} onSelect={show} /> : null,
    banner: <TryBanner last={last} onAgain={() => setOpen(true)} onShow={show} />,
    overlay,
    kept: () => ({
      isTrying: isOpen,
      ...(last.kind === 'run' && last.isShown && { run: { id: last.runId, isOpened: last.isOpened === true } }),
    }),
  };
}

/** The try that was shown when the flow was left. */
function useKeptTry(store: TryStore) {
  useEffect(() => {
    const run = keptPlace()?.run;
    if (run !== undefined && store.getState().kind === 'none') void store.open(run.id, run.isOpened);
  }, [store]);
}

/** A try may be the first to learn that an account does not work any more. */
function useAccountNews(last: LastTry) {
  const queries = useQueryClient();
  const trpc = useTRPC();
  const refused = last.kind === 'run' && last.view.steps.some(({ failure }) => failure?.retry === 'after-reconnect');
  const key = trpc.connection.list.queryKey();
  const lookAgain = useEffectEvent(() => void queries.invalidateQueries({ queryKey: key }));
  useEffect(() => {
    if (refused) lookAgain();
  }, [refused]);
}

/** Picking a step while the try is open asks for the panel of that step. With it closed no pick draws anything here. */
function usePicked(isOpen: boolean, onPick: () => void) {
  const covered = useEditor((state) => (isOpen ? openStepIn(state) : undefined));
  const [before, setBefore] = useState({ isOpen, covered });
  if (before.isOpen !== isOpen || before.covered !== covered) {
    setBefore({ isOpen, covered });
    if (before.isOpen && isOpen && covered !== undefined) onPick();
  }
  usePickedAgain(covered, onPick);
}

/** Pressing the card of the step whose panel the try covers asks for that panel: the canvas tells of no change then. */
function usePickedAgain(covered: StepId | undefined, onPick: () => void) {
  const pick = useEffectEvent(onPick);
  useEffect(() => {
    if (covered === undefined) return;
    const pressed = ({ target }: MouseEvent) => {
      const card = target instanceof Element && !target.closest('button') && target.closest('.react-flow__node');
      if (card instanceof HTMLElement && card.dataset.id === covered) pick();
    };
    document.addEventListener('click', pressed);
    return () => document.removeEventListener('click', pressed);
  }, [covered]);
}

/** A run whose data the address asks for: it becomes the samples of the editor. */
function useRunInUrl() {
  const store = useTryStore();
  const run = useSearch({ from: '/signedIn/flows/$flowId', select: (search) => search.run });
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
