import { useMemo, useState } from 'react';
import type { RunOverlay } from '../canvas/overlay.ts';
import { selectSteps } from '../commands/command.ts';
import { TryPanel } from '../lazyPanels.ts';
import type { TryControls } from '../seams.ts';
import { useSession } from '../useEditor.ts';
import { useOpenStep } from '../useStepInUrl.ts';
import { type LastTry, useLastTry } from './lastTry.ts';
import { overlayOf } from './overlayOf.ts';
import { TryBanner } from './TryBanner.tsx';
import { TryStrip } from './TryStrip.tsx';
import { useNow } from './useNow.ts';
import './run.css';

const noItems: ReadonlyMap<string, number> = new Map();

/** Trying the open flow: its panel, the banner, the strip and the drawing over the canvas. */
export function useTry(): TryControls {
  const { editor } = useSession();
  const [isOpen, setOpen] = useState(false);
  const openStep = useOpenStep();
  const last = useLastTry();
  const overlay = useOverlay(last);
  const [besides, setBesides] = useState(openStep);
  // Picking a step asks for its panel.
  if (openStep !== besides) {
    setBesides(openStep);
    if (openStep !== undefined) setOpen(false);
  }
  return {
    isOpen,
    open: () => setOpen(true),
    close: () => setOpen(false),
    panel: <TryPanel onClose={() => setOpen(false)} />,
    strip: last.kind === 'run' ? <TryStrip last={last} onSelect={(step) => editor.select(selectSteps(step))} /> : null,
    banner: <TryBanner last={last} onAgain={() => setOpen(true)} />,
    overlay,
  };
}

function useOverlay(last: LastTry): RunOverlay | undefined {
  const isRunning = last.kind === 'run' && last.view.finishedAt === undefined;
  const now = useNow(isRunning);
  return useMemo(
    () =>
      last.kind === 'run' && last.isShown ? overlayOf(last.document, last.view, { items: noItems, now }) : undefined,
    [last, now],
  );
}
